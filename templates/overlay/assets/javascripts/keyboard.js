// Single keys: `j` and `k` go from statement to statement, `?` tells of all keys. A reader may turn them off, Material's too.
(() => {
  const help = document.querySelector(".db-keys");
  if (!help) return;
  const active = help.querySelector("input");
  const BELOW_HEADER = 100;

  try {
    active.checked = localStorage.getItem("daybrief.keys") !== "off";
  } catch {
    // Storage may be forbidden. Then they are active on each page anew.
  }
  active.addEventListener("change", () => {
    try {
      localStorage.setItem("daybrief.keys", active.checked ? "on" : "off");
    } catch {
      // The same.
    }
  });

  function open() {
    for (const row of help.querySelectorAll("[data-for]")) row.hidden = !document.querySelector(row.dataset.for);
    help.showModal();
  }
  help.querySelector("button").addEventListener("click", () => help.close());
  document.addEventListener("click", ({ target }) => target.closest?.(".db-help") && open());

  function go(by) {
    const all = [...document.querySelectorAll(".entry")];
    const at = all.indexOf(document.activeElement.closest(".entry"));
    const top = (entry) => entry.getBoundingClientRect().top;
    const next = at >= 0 ? at + by
      : by > 0 ? all.findIndex((entry) => top(entry) >= BELOW_HEADER)
        : all.findLastIndex((entry) => top(entry) < BELOW_HEADER);
    const entry = all[next];
    if (!entry) return;
    document.body.dataset.back = ""; // all above has its height from here on
    entry.tabIndex = -1;
    entry.focus({ preventScroll: true });
    entry.scrollIntoView();
  }

  // Before Material, which listens at the end. What fills in a field may tell of no key.
  addEventListener("keydown", (event) => {
    const { key, target } = event;
    const searching = document.querySelector("[data-md-toggle=search]")?.checked;
    const typing = searching || target.closest?.("input, select, textarea, [contenteditable]");
    if (key?.length !== 1 || key === " " || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!active.checked || help.open) return event.stopPropagation();
    if (key === "j" || key === "k") go(key === "j" ? 1 : -1);
    else if (key === "?") open();
    else return;
    event.preventDefault();
  }, true);
})();
