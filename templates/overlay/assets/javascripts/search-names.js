// What readers call things, and how they write dates: the search's worker looks here before it asks Pagefind for words.

const plain = (text) => text.normalize("NFD").replace(/['’]s\b|[\p{M}'’ʼ]/giu, "").toLowerCase();
const begins = (word, start) => plain(word).startsWith(plain(start));
const tokens = (text) => text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

function shared(a, b) {
  let n = 0;
  while (n < a.length && a[n] === b[n]) n++;
  return n;
}

// Whether a word has another ending than a name, as in a language that declines them: Зеленського, Зеленський.
function declined(word, name) {
  const n = shared(word, name);
  const [one, other] = [word.slice(n), name.slice(n)];
  return n > 3 && Math.max(one.length, other.length) < 4 && !swapped(one, other);
}

const swapped = (a, b) => a.length > 1 && a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);

// Whether a word has one slip: a letter too many, too few or wrong, or two that changed places.
function mistyped(word, name) {
  const n = shared(word, name);
  const [one, other] = [word.slice(n), name.slice(n)];
  const rests = [[one.slice(1), other], [one, other.slice(1)], [one.slice(1), other.slice(1)]];
  return word.length > 3 && (swapped(one, other) || rests.some(([a, b]) => a === b));
}

// Whether a word is what was sought but for its ending. For want of `xyzzy` Pagefind finds an X.
function alike(sought, word) {
  const [one, other] = [plain(sought), plain(word)];
  const n = shared(one, other);
  const rest = one.length - n;
  return !rest || (n > (n === other.length && rest > 1 ? 3 : 2) && rest <= Math.max(3, one.length / 3));
}

// How well words fit a name: 0 exactly, 1 but for endings, 2 a part of it, 3 the beginning of a part; else nothing.
function fit(words, name, slips) {
  const like = (word, part) => word === part || declined(word, part) || (slips && mistyped(word, part));
  const starts = (word, part) => like(word, part) || (word.length > 2 && part.startsWith(word));
  if (words.join("") === name.join("")) return 0;
  if (words.length === name.length && words.every((word, i) => like(word, name[i]))) return 1;
  if (words.every((word) => name.includes(word))) return 2;
  return words.every((word) => name.some((part) => starts(word, part))) ? 3 : undefined;
}

const FEW = 4; // pages of which only a part of the name is meant

// `pages` are those of names.json: address, kind, what it is, and lists of names that begin with the one on pages. The
// first list has the page's own.
function directory(pages) {
  const names = pages.flatMap((row) => row[3].flatMap((list, l) => list.map((name, i) => (
    { row, own: list[0], name, parts: tokens(plain(name)), first: l === 0, title: l === 0 && i === 0 }))));

  // The pages that are meant by words, the best first, each with the name that fits best.
  function find(words, slips = false) {
    const typed = tokens(plain(words));
    const best = new Map();
    for (const one of typed.length ? names : []) {
      const rank = fit(typed, one.parts, slips);
      if (rank < (best.get(one.row)?.rank ?? (one.first ? 4 : 2))) best.set(one.row, { ...one, rank });
    }
    const order = (a, b) => a.rank - b.rank || b.title - a.title || (a.rank > 1 && a.name.length - b.name.length);
    return [...best.values()].sort(order).filter(({ rank }, i) => rank < 2 || i < FEW);
  }

  // Words with the name that pages write in the place of another spelling; where a part is meant, with its part.
  function written(words, found) {
    if (!found) return words.replace(/[\p{L}\p{M}'’-]{2,}/gu, (word) => {
      const [best] = find(word);
      return best?.rank < 2 && best.own !== best.name ? best.own : word;
    });
    const { own, name, parts, rank } = found;
    if (own === name) return words;
    const theirs = own.split(" ");
    if (rank < 2) return theirs.filter((word) => word.length > 3).join(" ") || own; // each `of` would be shown as found
    if (theirs.length !== parts.length) return words;
    const tests = [(word, part) => word === part, declined, (word, part) => part.startsWith(word)];
    const at = (word) => tests.map((test) => parts.findIndex((part) => test(word, part))).find((i) => i >= 0);
    return tokens(plain(words)).map((word) => theirs[at(word)]).join(" ");
  }

  return { find, written };
}

// The reader of dates in a language and in English: `3 December`, `Dec 3, 2025`, `3.12.2025`, `2025-12-03`. It gives
// words with dates in the place of them as the index has them, `d20251203` or `d1203`, and as sentences write them.
function calendar(locale) {
  const months = [locale, "en"].flatMap((tongue) => [{ month: "long" }, { month: "long", day: "numeric" }].flatMap((style) => {
    const format = new Intl.DateTimeFormat(tongue, { ...style, timeZone: "UTC" });
    const name = (month) => format.formatToParts(Date.UTC(2000, month)).find(({ type }) => type === "month").value;
    return Array.from({ length: 12 }, (_, month) => [plain(name(month)), month + 1]);
  }));
  const monthOf = (word) => months.find(([name]) => name.startsWith(plain(word)))?.[1];
  const forms = [
    [/\b(\d{4})-(\d{1,2})-(\d{1,2})\b/g, (_, year, month, day) => [year, month, day]],
    [/\b(\d{1,2})[./](\d{1,2})[./](\d{4})\b/g, (_, day, month, year) => (month > 12 ? [year, day, month] : [year, month, day])],
    [/\b(\d{1,2})(?:st|nd|rd|th|\.)?\s+(\p{L}{3,})\.?(?:,?\s+(\d{4})\b)?/gu, (_, day, month, year) => [year, monthOf(month), day]],
    [/(\p{L}{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?\b(?:,?\s+(\d{4})\b)?/gu, (_, month, day, year) => [year, monthOf(month), day]],
  ];

  return (words) => {
    let [sought, said] = [words, words];
    for (const [form, read] of forms) {
      sought = sought.replace(form, (...match) => {
        const [year, month, day] = read(...match);
        const date = new Date(Date.UTC(year ?? 2000, month - 1, day)); // of a leap year
        if (!month || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== Number(day)) return match[0];
        const digits = date.toISOString().replaceAll("-", "").slice(year ? 0 : 4, 8);
        const style = { day: "numeric", month: "long", ...(year && { year: "numeric" }), timeZone: "UTC" };
        said = said.replace(match[0], date.toLocaleDateString(locale, style));
        return `d${digits}`;
      });
    }
    return { sought, said };
  };
}
