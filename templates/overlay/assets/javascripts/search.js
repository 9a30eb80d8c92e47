// Material's search worker, answered by Pagefind. Material starts it as a classic worker, speaks to it in four
// messages, and sets what it is given as HTML: so every text is escaped here.

const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3]; // Material's numbers
const QUALIFIER = /(?:^|\s)(kind|sector|source|year):(?:"([^"]*)"?|(\S*))/gi;
const [MORE, FILTERS] = ["\u00a0", "\u2009"]; // blanks with which search-filters.js asks for these, behind the words
const PAGE = 10; // results at a time: each costs the reader the text of its page
const PAUSE = 80; // ms after a key
// A name's own page before the pages that only mention it.
const RANKING = { metaWeights: { title: 5, names: 5, date: 5, spellings: 0.5 } };
const site = new URL("../../", location);

let language = "en";
let suggesting = false;
let counting = false; // filters are large: they are loaded when somebody looks at them, or types one
let newest = 0; // each query has a number; an older one that comes late is dropped

addEventListener("message", async ({ data: { type, data } }) => {
  if (type === SETUP) {
    [language] = data.config.lang;
    suggesting = data.options.suggest;
    postMessage({ type: READY });
  } else if (type === QUERY) {
    const mine = ++newest;
    const answer = await find(data, () => mine !== newest).catch(() => ({ items: [], about: { failed: true } }));
    if (mine === newest) postMessage({ type: RESULT, data: answer });
  }
});

let engine;
let tries = 0;
let lose; // makes a search that is loading fail

// Pagefind waits for ever for some files that fail to load, and finds nothing in others. With one that fails
// everything is forgotten: the reader is told, and the next key loads it again.
const load = fetch;
self.fetch = async (...asked) => {
  try {
    const response = await load(...asked);
    if (!response.ok) throw new Error(response.statusText);
    return response;
  } catch (error) {
    engine = undefined;
    lose?.(error);
    throw error;
  }
};

async function start() {
  const address = (name) => `${site}pagefind/${name}`;
  const again = tries++ ? `?${tries}` : ""; // browsers may keep a module's failure
  const listed = fetch(address("pieces.json"), { cache: "no-cache" }).then((response) => response.json());
  const [{ createInstance }, pieces] = await Promise.all([import(address(`now/pagefind.js${again}`)), listed]);
  const options = { baseUrl: site.pathname, ranking: RANKING, excerptLength: 28 };
  const api = createInstance(options);
  for (const piece of pieces.filter((name) => name !== "now")) await api.mergeIndex(address(`${piece}/`), options);
  return api;
}

function loaded() {
  if (!engine) {
    const mine = Promise.race([start(), new Promise((_, reject) => { lose = reject; })]);
    mine.catch(() => { if (engine === mine) engine = undefined; });
    engine = mine;
  }
  return engine;
}

// What goes to Material: results as it shows them, and beside them, for search-filters.js, what there is to say.
async function find(typed, late) {
  const { words, wanted } = parse(typed);
  // Filters without words would download the whole index.
  if (words.length < 2) return { items: [], suggest: [], about: { wordless: wanted.length > 0 } };
  counting ||= wanted.length > 0 || typed.includes(FILTERS);
  await new Promise((resolve) => setTimeout(resolve, PAUSE));
  if (late()) return null;
  const mine = loaded();
  const api = await mine;
  const values = counting ? await api.filters() : {};
  const chosen = choose(wanted, values);
  const [found, sought] = await nearest(api, words, chosen);
  const filters = counting && (await count(api, sought, chosen, found.filters));
  const limit = PAGE * typed.split(MORE).length;
  if (late()) return null;
  const pages = await Promise.all(found.results.slice(0, limit).map((result) => result.data()));
  if (engine !== mine) throw new Error("a part of the index could not be loaded");
  const queried = [...new Set(tokens(sought))];
  const told = pages.map((page) => terms(page, queried));
  const kept = pages.filter((_, i) => Object.values(told[i]).some(Boolean));
  const total = kept.length && found.results.length - (pages.length - kept.length);
  kept.sort((a, b) => named(b, sought) - named(a, sought)); // stable: else Pagefind's order stays
  const items = kept.map((page, i) => group(page, told[pages.indexOf(page)], queried, kept.length - i));
  const near = sought === words || !total ? "" : sought;
  return {
    items,
    suggest: suggesting ? suggestions(typed, kept, values) : undefined,
    about: { words: typed.trim(), near, total, more: total > items.length, filters, chosen },
  };
}

// `lyman year:2025 source:"Associated Press"`: the words, and what is asked of their pages.
function parse(typed) {
  const wanted = [...typed.matchAll(QUALIFIER)].map(([, name, quoted, bare]) => [name.toLowerCase(), quoted ?? bare]);
  const iso = /\b\d{4}-\d\d-\d\d\b/g; // pages have dates in words
  const words = typed.replace(QUALIFIER, " ").replace(iso, (date) => {
    const day = new Date(date);
    return isNaN(day) ? date : day.toLocaleDateString(language, { dateStyle: "long", timeZone: "UTC" });
  });
  return { words: words.replace(/\s+/g, " ").trim(), wanted: wanted.filter(([, value]) => value) };
}

// The values that are meant by a word of them or its beginning; where none is, what was typed, so that nothing is found.
function choose(wanted, values) {
  const chosen = {};
  for (const [name, typed] of wanted) {
    const known = Object.keys(values[name] ?? {});
    const exact = known.filter((value) => plain(value) === plain(typed));
    const begun = known.filter((value) => ` ${plain(value)}`.includes(` ${plain(typed)}`));
    chosen[name] = [...(chosen[name] ?? []), ...[exact, begun, [typed]].find((some) => some.length)];
  }
  return chosen;
}

function filtered(chosen, except) {
  return { filters: Object.fromEntries(Object.entries(chosen).filter(([n]) => n !== except).map(([n, v]) => [n, { any: v }])) };
}

// What is found, with the words that found it. Where nothing is, words lose their ends, which may be declined or mistyped.
async function nearest(api, words, chosen) {
  for (let sought = words, cut = 0; ; cut++) {
    const found = await api.search(sought, filtered(chosen));
    if (found.results.length || cut === 4) return [found, sought];
    sought = sought.replace(/[\p{L}\p{M}]{5,}/gu, (word) => word.slice(0, -1));
  }
}

// Counts beside a filter's values: of the results under all *other* filters.
async function count(api, words, chosen, counts) {
  const others = await Promise.all(Object.keys(chosen).map(async (name) => {
    return [name, (await api.search(words, filtered(chosen, name))).filters[name]];
  }));
  return { ...counts, ...Object.fromEntries(others) };
}

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const tokens = (text) => text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
const alike = (a, b) => plain(a).slice(0, 2) === plain(b).slice(0, 2);
const escaped = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt()};`);
const unescaped = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">"); // all that Pagefind escapes

// Which of the words a page has, for Material to highlight there as the page writes them, and which it lacks. For want
// of `xyzzy` Pagefind finds an X: no two letters are alike, and the page has none of them.
function terms(page, queried) {
  const text = page.content.split(/\s+/);
  const there = page.locations.flatMap((at) => tokens(text[at] ?? "")).filter((word) => queried.some((q) => alike(word, q)));
  const told = tokens(Object.values(page.meta).join(" "));
  const lacks = queried.filter((q) => ![...there, ...told].some((word) => alike(word, q)));
  const has = there.length ? there : queried.filter((q) => !lacks.includes(q));
  const long = has.filter((word) => word.length > 1); // one letter would be highlighted all over the page
  return Object.fromEntries([
    ...[...new Set(long.length ? long : has)].slice(0, 10).map((word) => [word, true]),
    ...lacks.map((word) => [word, false]),
  ]);
}

// 1 if the words are the page's name, in any spelling, or its date; else 0.
function named({ meta }, words) {
  const is = (name) => plain(name) === plain(words);
  const own = spellings(meta).find(([name]) => name === meta.title)?.[1] ?? [];
  const date = tokens(meta.date ?? "");
  return Number([meta.title, ...own].some(is) || tokens(words).every((word) => date.includes(word)));
}

// A page lists the names it uses with their other spellings, "Name = other name, other name; …".
function spellings({ names, spellings }) {
  const entries = [names, spellings].filter(Boolean).join("; ").split("; ");
  return entries.map((entry) => entry.split(" = ")).map(([name, others]) => [name, others?.split(", ") ?? []]);
}

// A page and its best sections, as Material shows them: sections under 'more on this page', for their scores are lower.
function group(page, told, queried, score) {
  const other = page.excerpt.includes("<mark>") ? null : otherSpelling(page, queried);
  const about = [page.filters?.kind?.[0], page.meta.date].filter(Boolean).join(" · ");
  const note = other ? `<p class="db-found-about" data-spelling="${escaped(other.name)}"></p>` : "";
  const text = `<p class="db-found-about">${escaped(about)}</p><p>${other?.excerpt ?? marked(page)}</p>${note}`;
  const shown = other ? { [other.name]: true } : told;
  const weight = (section) => section.weighted_locations.reduce((sum, at) => sum + at.balanced_score, 0);
  const sections = page.sub_results
    .filter((section) => section.url.includes("#") && section.excerpt.includes("<mark>"))
    .sort((a, b) => weight(b) - weight(a)).slice(0, 3)
    .map((section) => ({
      location: section.url, title: escaped(section.title), score: score - 0.5, terms: shown,
      text: `<p>${marked({ ...section, content: page.content })}</p>`,
    }));
  return [{ location: page.url, title: escaped(page.meta.title), text, score, terms: shown }, ...sections];
}

// A mark may hold the full stop behind a word.
function marked({ excerpt, content }) {
  const texts = excerpt.split(/<\/?mark>/).map(unescaped);
  const whole = texts.join("");
  const html = texts.map((text, i) => {
    if (i % 2 === 0) return escaped(text);
    const [, word, end] = text.match(/^(.*?)([.,;:!?…»”)]*)$/su);
    return `<mark>${escaped(word)}</mark>${escaped(end)}`;
  });
  return `${content.startsWith(whole.slice(0, 20)) ? "" : "… "}${html.join("")}${content.endsWith(whole.slice(-20)) ? "" : " …"}`;
}

// If another spelling of a name was found, which no excerpt shows: the name, and the page's text about it.
function otherSpelling({ meta, content }, queried) {
  // As Pagefind does: the beginning of a word is enough, and another ending does no harm.
  const starts = queried.map((q) => plain(q).slice(0, Math.max(4, q.length - 2)));
  const begins = (other) => tokens(plain(other)).some((part) => starts.some((start) => part.startsWith(start)));
  const [name] = spellings(meta).find(([, others]) => others.some(begins)) ?? [];
  if (!name) return null;
  const at = content.indexOf(name);
  if (at < 0) return { name };
  const before = content.slice(0, at).split(" ");
  const after = content.slice(at + name.length).split(" ");
  const start = `${before.length > 11 ? "… " : ""}${escaped(before.slice(-11).join(" "))}`;
  const end = `${escaped(after.slice(0, 18).join(" "))}${after.length > 18 ? " …" : ""}`;
  return { name, excerpt: `${start}<mark>${escaped(name)}</mark>${end}` };
}

// How the last word may go on: a filter's value, or a word of a title that was found. Material wants it as a whole.
function suggestions(typed, pages, values) {
  const last = typed.split(/[\s-]+/).at(-1);
  const [, name, quote, begun] = typed.match(/(?:^|\s)(\w+):("?)([^"]*)$/) ?? [];
  const known = values[name?.toLowerCase()];
  const all = known
    ? Object.keys(known).map((value) => (quote ? `${value}"` : value.split(" ")[0]))
    : pages.flatMap((page) => page.meta.title.split(/[^\p{L}\p{M}\p{N}]+/u));
  const start = known ? begun : last;
  const longer = all.filter((one) => one.length > start.length && one.toLowerCase().startsWith(start.toLowerCase()));
  const [whole] = start.length > 1 ? longer.sort((a, b) => a.length - b.length) : [];
  return whole ? [last + whole.slice(start.length)] : [];
}
