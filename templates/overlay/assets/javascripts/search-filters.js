// The row above the search's results: it writes filters into the words, as `year:2025`, and shows those that stand there.
// Material hands on all that its search worker says, and keeps its search from page to page: this runs once.
(() => {
  const row = document.querySelector(".db-narrow");
  if (!row) return;
  const words = row.dataset;
  const search = row.closest(".md-search");
  const input = search.querySelector("input[name=query]");
  const result = search.querySelector(".md-search-result");
  const [status, list] = result.children;
  const [summary] = row.children;
  const [more, hint] = row.querySelectorAll(".db-more, .db-hint");
  const selects = [...row.querySelectorAll("select")];
  status.setAttribute("role", "status");
  result.after(more, hint);

  for (const link of hint.querySelectorAll("a")) link.href = link.href; // in full, for this stays while pages change
  const toggle = document.getElementById("__search");
  let counted = false;

  // While the search is open the address has its words.
  function keep(text) {
    const url = new URL(location);
    if (text && toggle.checked) url.searchParams.set("q", text);
    else url.searchParams.delete("q");
    if (url.href !== location.href) history.replaceState(history.state, "", url);
  }
  toggle.addEventListener("change", () => toggle.checked || keep(""));

  function type(text) {
    input.value = text;
    // Material looks at the words after these: for suggestions, and to search.
    for (const key of ["keydown", "keyup"]) input.dispatchEvent(new Event(key));
  }

  for (const select of selects) {
    select.addEventListener("change", () => {
      const others = input.value.replace(new RegExp(`(^|\\s)${select.name}:("[^"]*"?|\\S*)`, "gi"), "").trim();
      const [value] = select.value.split('"'); // the beginning is enough
      type(!value ? others : `${others} ${select.name}:${/\s/.test(value) ? `"${value}"` : value}`);
    });
  }
  // The worker knows these blanks; no keyboard types them by chance.
  more.addEventListener("click", () => type(`${input.value}\u00a0`));
  row.addEventListener("toggle", () => row.open && !counted && type(`${input.value}\u2009`));

  // Where a page is missing, the end of its address may say what was looked for: words, or a day.
  const find = document.querySelector(".db-find");
  if (find) {
    const [end] = address().replace(/(\/index)?(\.html?)?\/*$/, "").match(/(\d{4}\/\d\d\/\d\d|[^/]*)$/);
    const wanted = end.includes("/") ? end.replaceAll("/", "-") : end.replace(/[-_.+]+/g, " ").trim();
    find.textContent = find.dataset.words.replace("{words}", () => wanted);
    find.parentElement.hidden = !wanted;
    find.addEventListener("click", () => {
      input.focus();
      type(wanted);
    });
  }

  function address() {
    try {
      return decodeURIComponent(location.pathname);
    } catch {
      return location.pathname; // a broken one
    }
  }

  // What is pasted or spoken makes no key go up, at which Material searches.
  input.addEventListener("input", () => input.dispatchEvent(new Event("keyup")));
  input.form.addEventListener("reset", () => setTimeout(() => type(""))); // when it is done; Material misses it

  // What Material copies is the address that the button had before the last change of the words.
  search.querySelector("[data-md-component=search-share]")?.addEventListener("click", ({ currentTarget: share }) => {
    share.dataset.clipboardText = share.href;
  }, true);

  // Nothing tells of a worker that was not loaded.
  let patience;
  input.addEventListener("keyup", () => {
    clearTimeout(patience);
    if (input.value.trim().length < 2) return;
    if (!list.firstChild && status.textContent !== words.failed) status.textContent = words.loading;
    patience = setTimeout(() => { if (status.textContent === words.loading) status.textContent = words.failed; }, 10000);
  });

  // A reader who opens the search will ask for something: the worker, asked for a blank, gets its index ready. What was
  // typed before this came is asked for once more.
  function ahead() {
    const { value: typed, selectionStart, selectionEnd } = input;
    for (const text of [`${typed}\u200a`, typed]) {
      input.value = text;
      input.dispatchEvent(new Event("keyup"));
    }
    input.setSelectionRange(selectionStart, selectionEnd);
  }

  component$.subscribe(({ about }) => {
    if (!about) return;
    keep(about.words);
    row.hidden = !about.words;
    more.hidden = !about.more;
    hint.hidden = !about.words || about.total > 0;
    counted = Boolean(about.filters);
    if (Object.keys(about.chosen ?? {}).length) row.open = true;
    const said = say(about);
    if (said) status.textContent = said;
    for (const select of counted ? selects : []) fill(select, about);
  });

  function say({ failed, wordless, words: text, near, other, total }) {
    if (failed) return words.failed;
    if (wordless) return words.wordless;
    if (!text) return ""; // Material's own words stay
    if (!total) return words.none.replace("{words}", () => text);
    if (near) return words.near.replace("{words}", () => text).replace("{near}", () => near);
    const count = words.count.replace("{count}", total);
    return other ? `${count}. ${words.spelling.replace("{name}", () => other)}` : count;
  }

  function fill(select, { filters, chosen }) {
    const mine = chosen[select.name] ?? [];
    const counted = Object.entries({ ...Object.fromEntries(mine.map((value) => [value, 0])), ...filters[select.name] });
    const values = counted.filter(([value, n]) => n || mine.includes(value));
    values.sort(([a], [b]) => a.localeCompare(b, undefined, { numeric: true }));
    if (select.name === "year") values.reverse();
    select.replaceChildren(select.options[0], ...values.map(([value, n]) => new Option(`${value} (${n})`, value)));
    select.value = mine.length === 1 ? mine[0] : "";
    select.parentElement.hidden = values.length < 2 && !mine.length;
  }

  // Material closes its search at a Tab, and gives every other key to the words: so the row would be out of reach.
  search.addEventListener("keydown", (event) => {
    const stops = [input, summary, ...(row.open ? selects : []), more].filter((stop) => stop.offsetParent);
    const at = stops.indexOf(document.activeElement);
    const to = event.key === "Tab" && at >= 0 && stops[at + (event.shiftKey ? -1 : 1)];
    if (to) {
      event.preventDefault();
      to.focus();
    }
    if (to || (at > 0 && !["Escape", "Tab"].includes(event.key))) event.stopPropagation();
  });

  if (toggle.checked) ahead();
  else toggle.addEventListener("change", ahead, { once: true });
})();
