// What the search's worker asks: Pagefind, in an index of several pieces, for words that the list of names has looked at.

const QUALIFIER = /(?:^|\s)(kind|sector|source|year):(?:"([^"]*)"?|(\S*))/gi;
const [MORE, FILTERS] = ["\u00a0", "\u2009"]; // blanks with which search-filters.js asks for these, behind the words
const PAGE = 8; // results at a time: each costs the reader the text of its page
const PAUSE = 80; // ms after a key; what was pasted or chosen is whole at once
const RANKING = { metaWeights: { title: 5, date: 5 } };
const DATE = /^d(\d{4}){1,2}$/; // how documents have dates
const site = new URL("../../", location);

let counting = false; // filters are large: they are loaded when somebody looks at them, or types one
let before = 0; // letters of the last query
let engine;
let tries = 0;
let lose; // makes a search that is loading fail

// Pagefind waits for ever for some files that fail to load, and finds nothing in others. With one that fails
// everything is forgotten: the reader is told, and the next key loads it again.
const load = fetch;
self.fetch = async (...asked) => {
  try {
    const [address] = asked[0].split("?");
    const response = await (early.get(address) ?? load(...asked));
    early.delete(address);
    if (!response.ok) throw new Error(response.statusText);
    return response;
  } catch (error) {
    engine = undefined;
    lose?.(error);
    throw error;
  }
};

// Pagefind goes from file to file. What it will want of a piece is asked for before it does.
const early = new Map();

function ahead(address, response) {
  response.catch(() => {}); // whoever wants it is told
  early.set(address, response);
}

// What a piece begins with, when all to which it leads is asked for.
async function beginning(piece) {
  const response = await load(`${piece}pagefind-entry.json`, { cache: "no-cache" });
  const { languages } = await response.clone().json();
  for (const { hash, wasm } of Object.values(languages)) {
    const wanted = [`pagefind.${hash}.pf_meta`, ...(piece.endsWith("/now/") ? [`wasm.${wasm ?? "unknown"}.pagefind`] : [])];
    for (const name of wanted) ahead(piece + name, load(piece + name));
  }
  return response;
}

const foresee = (piece) => ahead(`${piece}pagefind-entry.json`, beginning(piece));

async function start() {
  early.clear();
  const address = (name) => `${site}pagefind/${name}`;
  const again = tries++ ? `?${tries}` : ""; // browsers may keep a module's failure
  const asked = Promise.all([
    import(address(`now/pagefind.js${again}`)),
    fetch(address("pieces.json"), { cache: "no-cache" }).then((response) => response.json()),
    fetch(address("names.json"), { cache: "no-cache" }).then((response) => response.json()),
  ]);
  foresee(address("now/"));
  const [{ createInstance }, pieces, named] = await asked;
  const others = pieces.filter((name) => name !== "now").map((name) => address(`${name}/`));
  others.forEach(foresee);
  const options = { baseUrl: site.pathname, ranking: RANKING, excerptLength: LENGTH };
  const api = createInstance(options);
  await Promise.all(others.map((piece) => api.mergeIndex(piece, options)));
  return { api, names: directory(named.pages), dated: calendar(named.locale) };
}

function loaded() {
  if (!engine) {
    const mine = Promise.race([start(), new Promise((_, reject) => { lose = reject; })]);
    mine.catch(() => { if (engine === mine) engine = undefined; });
    engine = mine;
  }
  return engine;
}

loaded().catch(() => {}); // beside the scripts that follow; who asks is told

// What goes to Material: results as it shows them, and beside them, for search-filters.js, what there is to say.
async function find(typed, suggesting, late) {
  const pause = Math.abs(typed.length - before) > 1 ? 0 : PAUSE;
  before = typed.length;
  const { words, wanted } = parse(typed);
  // Filters without words would download the whole index.
  if (words.length < 2) return { items: [], suggest: [], about: { wordless: wanted.length > 0 } };
  counting ||= wanted.length > 0 || typed.includes(FILTERS);
  const mine = loaded();
  await new Promise((resolve) => setTimeout(resolve, pause));
  if (late()) return null;
  const index = await mine;
  const values = counting ? await index.api.filters() : {};
  const chosen = choose(wanted, values);
  const limit = PAGE * typed.split(MORE).length;
  let found = await ask(index, words, index.names.find(words), chosen, limit);
  if (!found.rows.length && !found.sure) { // the words may be a name with a slip
    const meant = index.names.find(words, true).filter(({ rank }) => !found.total || rank < 2);
    const other = meant.length ? await ask(index, meant[0].own, meant, chosen, limit) : found;
    if (other.rows.length) found = { ...other, near: meant[0].own };
  }
  const { rows, pages, total, queries, near, other } = found;
  const filters = counting && (await count(index.api, queries[0], chosen, found.counts));
  if (late()) return null;
  if (engine !== mine) throw new Error("a part of the index could not be loaded");
  const items = [
    ...rows.map((row, i) => [entry(row, total - i)]),
    ...pages.map((one, i) => group(one, total - rows.length - i)),
  ];
  const titles = [...rows.map(([, , , [[name]]]) => name), ...pages.map(({ page }) => page.meta.title)];
  return {
    items,
    suggest: suggesting ? suggestions(typed, titles, values) : undefined,
    about: { words: typed.trim(), near, other, total, more: total > items.length, filters, chosen },
  };
}

// The pages that are called so, and those that have the words: with names as pages write them and dates as the index
// has them, then as they were typed.
async function ask({ api, names, dated }, words, called, chosen, limit) {
  const { sought, said } = dated(words);
  const written = names.written(sought, called[0]);
  const queries = [...new Set([written, DATE.test(sought) ? `"${said}"` : said])]; // a date alone as it stands
  const answers = await Promise.all(queries.map((query) => api.search(query, filtered(chosen))));
  const results = new Map();
  answers.forEach(({ results: some }, i) => some.forEach((result) => {
    if (!results.has(result.id)) results.set(result.id, { result, queried: tokens(queries[i]), whole: i > 0 });
  }));
  const rows = called.map(({ row }) => row).filter(([, kind]) => within(chosen, kind));
  const own = rows.map(([url]) => site.pathname + url);
  const first = await Promise.all([...results.values()].slice(0, limit).map(async ({ result, queried, whole }, i) => {
    const page = await result.data();
    const told = !own.includes(page.url) && terms(page, queried, whole);
    return { page, queried, told, place: 3 * Math.floor(i / PAGE) + order(page, queried) };
  }));
  const pages = first.filter(({ told }) => told).sort((a, b) => a.place - b.place);
  return {
    rows, queries,
    pages: pages.slice(0, Math.max(1, limit - rows.length)),
    total: rows.length + (pages.length && results.size - (first.length - pages.length)),
    sure: pages.some(({ told, queried }) => Object.keys(told).some((word) => told[word] && queried.some((q) => begins(word, q)))),
    counts: answers[0].filters,
    other: written !== sought && called[0]?.own,
  };
}

// `lyman year:2025 source:"Associated Press"`: the words, and what is asked of their pages.
function parse(typed) {
  const wanted = [...typed.matchAll(QUALIFIER)].map(([, name, quoted, bare]) => [name.toLowerCase(), quoted ?? bare]);
  const words = typed.replace(QUALIFIER, " ");
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

// Whether an entry of a kind is within the filters: of all others, it has none.
const within = (chosen, kind) => Object.entries(chosen).every(([name, some]) => name === "kind" && some.includes(kind));

// Counts beside a filter's values: of the results under all *other* filters.
async function count(api, words, chosen, counts) {
  const others = await Promise.all(Object.keys(chosen).map(async (name) => {
    return [name, (await api.search(words, filtered(chosen, name))).filters[name]];
  }));
  return { ...counts, ...Object.fromEntries(others) };
}

// Which of the words a page has, for Material to highlight there as the page writes them, and which it lacks; nothing
// where it has none of them, not the whole of them, or is of another date.
function terms(page, queried, whole) {
  const [dates, words] = [queried.filter((word) => DATE.test(word)), queried.filter((word) => !DATE.test(word))];
  if (!dates.every((date) => page.meta.day?.split(" ").includes(date))) return null;
  const text = page.content.split(/\s+/);
  const there = page.locations.flatMap((at) => tokens(text[at] ?? "")).filter((word) => words.some((q) => alike(q, word)));
  const told = tokens(Object.values(page.meta).join(" "));
  const lacks = words.filter((q) => ![...there, ...told].some((word) => alike(q, word)));
  if (whole ? lacks.length : words.length && lacks.length === words.length) return null;
  const has = there.length ? there : words.filter((q) => !lacks.includes(q));
  const long = has.filter((word) => word.length > 3); // an `of` would be highlighted all over the page
  return Object.fromEntries([
    ...[...new Set(long.length ? long : has)].slice(0, 10).map((word) => [word, true]),
    ...lacks.map((word) => [word, false]),
  ]);
}

// How the last word may go on: a filter's value, or a word of a title that was found. Material wants it as a whole.
function suggestions(typed, titles, values) {
  const last = typed.split(/[\s-]+/).at(-1);
  const [, name, quote, begun] = typed.match(/(?:^|\s)(\w+):("?)([^"]*)$/) ?? [];
  const known = values[name?.toLowerCase()];
  const all = known
    ? Object.keys(known).map((value) => (quote ? `${value}"` : value.split(" ")[0]))
    : titles.flatMap((title) => title.split(/[^\p{L}\p{M}\p{N}]+/u));
  const start = known ? begun : last;
  const longer = all.filter((one) => one.length > start.length && one.toLowerCase().startsWith(start.toLowerCase()));
  const [whole] = start.length > 1 ? longer.sort((a, b) => a.length - b.length) : [];
  return whole ? [last + whole.slice(start.length)] : [];
}
