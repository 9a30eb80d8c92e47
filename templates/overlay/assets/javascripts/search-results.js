// What the search's worker hands to Material, which sets it as HTML: so every text is escaped here.

const escaped = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt()};`);
const unescaped = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">"); // all that Pagefind escapes

const LENGTH = 28; // words of an excerpt

// A page whose title has the words, then a day, then what else has them.
function order({ meta }, queried) {
  const title = tokens(meta.title);
  if (queried.every((q) => title.some((word) => alike(q, word)))) return 0;
  return meta.date ? 1 : 2;
}

const about = (parts) => `<p class="db-found-about">${escaped(parts.filter(Boolean).join(" · "))}</p>`;

// A page that is called so.
function entry([url, kind, line, [[name]]], score) {
  const [longest] = name.split(" ").sort((a, b) => b.length - a.length);
  return { location: site.pathname + url, title: escaped(name), text: about([kind, line]), score, terms: { [longest]: true } };
}

// A page, and what was found on it, as Material shows them: what has a lower score is under 'more on this page'. Of a
// day, statements stand under its date.
function group({ page, queried, told }, score) {
  const { meta, sub_results: all } = page;
  const weight = (section) => section.weighted_locations.reduce((sum, at) => sum + at.balanced_score, 0);
  const statement = ({ anchor }) => Number(anchor.element === "h3");
  const sections = all.filter((one) => one.anchor && one.excerpt.includes("<mark>"))
    .sort((a, b) => statement(b) - statement(a) || weight(b) - weight(a)).slice(0, 5)
    .map((section, i) => ({
      location: section.url, title: escaped(section.title), score: statement(section) && i < 3 ? score : score - 0.5,
      text: `<p>${passage(page, section)}</p>`, terms: told,
    }));
  const named = !meta.date || order(page, queried) === 0 || !sections.some((section) => section.score === score);
  const date = named && meta.date ? ` <span class="db-found-about">${escaped(meta.date)}</span>` : "";
  return [{
    location: page.url, title: named ? escaped(meta.title) + date : escaped(meta.date), score, terms: told,
    text: (meta.date ? "" : about([page.filters?.kind?.[0]])) + `<p>${marked(page.excerpt, page.raw_content)}</p>`,
  }, ...sections];
}

// The beginning of a section, which says more than what stands around the word, if that is in it.
function passage({ raw_content: content, anchors, locations }, { anchor, excerpt }) {
  const words = content.split(/\s+/);
  const start = anchor.location + anchor.text.trim().split(/\s+/).length; // behind its heading
  const next = Math.min(words.length, ...anchors.map(({ location: at }) => at).filter((at) => at > anchor.location));
  const end = Math.min(next, start + LENGTH);
  if (!locations.some((at) => at >= anchor.location && at < end)) return marked(excerpt, content);
  const text = words.slice(start, end).map((word, i) => (locations.includes(start + i) ? `<mark>${word}</mark>` : word));
  return marked(text.join(" ")) + (end < next ? " …" : "");
}

// A mark may hold the full stop behind a word. Within a whole text, it is said where an excerpt is cut.
function marked(excerpt, whole) {
  const texts = excerpt.split(/<\/?mark>/);
  const html = texts.map((text, i) => {
    if (i % 2 === 0) return escaped(unescaped(text));
    const [, word, end] = unescaped(text).match(/^(.*?)([.,;:!?…»”)]*)$/su);
    return `<mark>${escaped(word)}</mark>${escaped(end)}`;
  });
  const words = texts.join("");
  const [before, after] = whole ? [!whole.startsWith(words.slice(0, 20)), !whole.endsWith(words.slice(-20))] : [];
  return `${before ? "… " : ""}${html.join("")}${after ? " …" : ""}`;
}
