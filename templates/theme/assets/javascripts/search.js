// The search dialog over Pagefind. Its frame and its words are in partials/search.html; shell.js
// loads this file when the dialog is first opened. Everything found is set as text, never as HTML.

const site = new URL("../../", import.meta.url);
const dialog = document.getElementById("db-search");
const words = dialog.dataset;
const input = dialog.querySelector("input");
const status = dialog.querySelector("[role=status]");
const list = dialog.querySelector("ol");
const more = dialog.querySelector("[data-more]");
const narrow = dialog.querySelector("details");
const selects = [...dialog.querySelectorAll("select")];

const PAGE = 8; // results at a time: each costs the reader the text of its page
const PAUSE = 80; // ms after a key
// A name's own page before the pages that only mention it.
const RANKING = { metaWeights: { title: 5, names: 5, spellings: 0.5 } };

let newest = 0; // each search has a number; an older one that comes late is dropped
let found = []; // what the newest search found
let shown = 0;
let sought = "";

let engine;
async function pagefind() {
  engine ??= (async () => {
    const address = (name) => new URL(`pagefind/${name}`, site);
    const listed = fetch(address("pieces.json"), { cache: "no-cache" }).then((response) => response.json());
    const [api, pieces] = await Promise.all([import(address("now/pagefind.js")), listed]);
    const options = { baseUrl: site.pathname, ranking: RANKING, excerptLength: 28 };
    await api.options(options);
    for (const piece of pieces.filter((name) => name !== "now")) await api.mergeIndex(address(`${piece}/`).pathname, options);
    return api;
  })();
  try {
    return await engine;
  } catch (error) {
    engine = undefined; // the next key tries again
    throw error;
  }
}

function chosen(except) {
  return Object.fromEntries(selects.filter((s) => s.value && s !== except).map((s) => [s.name, s.value]));
}

async function run(pause = 0) {
  const mine = ++newest;
  const text = input.value.trim();
  await new Promise((resolve) => setTimeout(resolve, pause));
  if (mine !== newest) return;
  // Filters without words would download the whole index.
  if (text.length < 2) return show("", [], "");
  try {
    if (!list.firstChild) status.textContent = words.loading;
    const api = await pagefind();
    if (narrow.open) await api.filters(); // loads the counts, once
    const result = await api.search(text, { filters: chosen() });
    if (narrow.open) await count(api, text, result);
    if (mine !== newest) return;
    const said = result.results.length ? words.count.replace("{count}", result.results.length) : words.none.replace("{words}", text);
    await show(text, result.results, said);
  } catch {
    if (mine === newest) show("", [], words.failed);
  }
}

async function show(text, results, said) {
  [sought, found, shown] = [text, results, 0];
  narrow.hidden = !text;
  const mine = newest;
  const items = await page();
  if (mine !== newest) return;
  list.replaceChildren(...items);
  status.textContent = said;
}

// The next results as list items. The button stays while there are more.
async function page() {
  const next = found.slice(shown, shown + PAGE);
  shown += next.length;
  more.hidden = shown >= found.length;
  const data = await Promise.all(next.map((result) => result.data()));
  return data.map(item);
}

// Counts beside a filter's values: of the results under all *other* filters.
async function count(api, text, result) {
  for (const select of selects) {
    const others = select.value ? (await api.search(text, { filters: chosen(select) })).filters : result.filters;
    const values = Object.entries(others[select.name] ?? {}).filter(([value, n]) => n || value === select.value);
    values.sort(([a], [b]) => a.localeCompare(b, undefined, { numeric: true }));
    if (select.name === "year") values.reverse();
    const value = select.value;
    select.replaceChildren(select.options[0], ...values.map(([name, n]) => new Option(`${name} (${n})`, name)));
    select.value = value;
    select.parentElement.hidden = values.length < 2 && !value;
  }
}

function item(data) {
  const li = document.createElement("li");
  const sections = (data.sub_results ?? []).filter((s) => s.url.includes("#") && s.excerpt.includes("<mark>")).slice(0, 3);
  const about = [data.filters?.kind?.[0], data.meta.date].filter(Boolean).join(" · ");
  li.append(element("p", "db-search-about", about), element("p", "db-search-title", link(data.meta.title, data.url)));
  const hit = data.excerpt.includes("<mark>") ? null : otherSpelling(data);
  li.append(element("p", "", ...(hit?.excerpt ?? marked(data))));
  if (hit) li.append(element("p", "db-search-about", words.spelling.replace("{name}", hit.name)));
  if (sections.length) li.append(element("p", "db-search-sections", ...sections.map((s) => link(s.title, s.url))));
  return li;
}

function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

function link(text, url) {
  const made = element("a", "", text);
  made.href = url;
  return made;
}

// Pagefind escapes < and > around its own <mark>; a mark may hold the full stop behind a word.
function marked({ excerpt, content }) {
  const texts = excerpt.split(/<\/?mark>/).map((t) => t.replaceAll("&lt;", "<").replaceAll("&gt;", ">"));
  const whole = texts.join("");
  const parts = texts.flatMap((text, i) => {
    if (i % 2 === 0) return [text];
    const [, word, end] = text.match(/^(.*?)([.,;:!?…»”)]*)$/su);
    return [element("mark", "", word), end];
  });
  return [content.startsWith(whole.slice(0, 20)) ? "" : "… ", ...parts, content.endsWith(whole.slice(-20)) ? "" : " …"];
}

// A page lists the names it uses with their other spellings, "Name = other name, other name; …", where
// no excerpt shows them. If one of those was found, say so, and show the page's text about the name.
function otherSpelling({ meta, content }) {
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const queried = plain(sought).match(/[\p{L}\p{N}]+/gu) ?? [];
  const entries = [meta.names, meta.spellings].filter(Boolean).join("; ").split("; ");
  for (const [name, others] of entries.map((entry) => entry.split(" = "))) {
    const parts = plain(others ?? "").match(/[\p{L}\p{N}]+/gu) ?? [];
    // As Pagefind does: the beginning of a word is enough, and another ending does no harm.
    if (!queried.some((q) => parts.some((p) => p.startsWith(q.slice(0, Math.max(4, q.length - 2)))))) continue;
    const at = content.indexOf(name);
    if (at < 0) return { name };
    const before = content.slice(0, at).split(" ");
    const after = content.slice(at + name.length).split(" ");
    return {
      name,
      excerpt: [
        before.length > 10 ? "… " : "", before.slice(-10).join(" "),
        element("mark", "", name),
        after.slice(0, 18).join(" "), after.length > 18 ? " …" : "",
      ],
    };
  }
  return null;
}

input.addEventListener("input", () => run(PAUSE));
narrow.addEventListener("toggle", () => narrow.open && run());
for (const select of selects) {
  select.addEventListener("change", () => {
    narrow.querySelector("summary").dataset.chosen = Object.values(chosen()).join(", "); // seen when closed, too
    run();
  });
}
more.addEventListener("click", async () => {
  const mine = newest;
  const items = await page();
  if (mine !== newest) return;
  list.append(...items);
  items[0].querySelector("a").focus();
});

// Arrows move from the words through the titles and back; Enter in the words goes to the first.
dialog.addEventListener("keydown", (event) => {
  const titles = [...list.querySelectorAll(".db-search-title a")];
  const at = titles.indexOf(document.activeElement);
  const inWords = document.activeElement === input;
  let to;
  if (event.key === "ArrowDown" && (inWords || at >= 0)) to = titles[at + 1];
  else if (event.key === "ArrowUp" && at >= 0) to = titles[at - 1] ?? input;
  else if (event.key === "Enter" && inWords && !event.isComposing) to = titles[0];
  if (!to) return;
  event.preventDefault();
  to.focus();
});

dialog.addEventListener("click", (event) => {
  const a = event.target.closest("a");
  const samePage = a && a.pathname === location.pathname;
  // The dialog itself is its backdrop: its content covers the rest. On another page's result it
  // stays, so that going back finds the results again.
  if (event.target === dialog || event.target.closest("[data-close]") || samePage) dialog.close();
});

run();
