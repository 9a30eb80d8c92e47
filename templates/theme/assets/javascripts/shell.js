// What every page needs at once: the colours, and a way into the search. Runs before the page is
// drawn, so that a chosen colour scheme does not flash. All words come from the page.
(() => {
  const root = document.documentElement;
  const here = document.currentScript.src;
  const schemes = ["auto", "light", "dark"];
  const memory = {
    // Storage may be forbidden; then the choice lasts as long as the page.
    get() { try { return localStorage.getItem("daybrief.scheme"); } catch { return null; } },
    set(scheme) { try { localStorage.setItem("daybrief.scheme", scheme); } catch { /* see above */ } },
  };

  function paint(scheme) {
    if (scheme === "auto") delete root.dataset.scheme;
    else root.dataset.scheme = scheme;
  }

  let scheme = schemes.includes(memory.get()) ? memory.get() : "auto";
  paint(scheme);
  root.classList.add("js"); // the style sheet shows what needs a script only now

  addEventListener("DOMContentLoaded", () => {
    const colours = document.getElementById("db-scheme");
    colours.textContent = colours.dataset[scheme];
    colours.addEventListener("click", () => {
      scheme = schemes[(schemes.indexOf(scheme) + 1) % schemes.length];
      paint(scheme);
      memory.set(scheme);
      colours.textContent = colours.dataset[scheme];
    });

    const dialog = document.getElementById("db-search");
    let loading;
    function search() {
      if (!dialog.open) dialog.showModal();
      dialog.querySelector("input").select();
      loading ??= import(new URL("search.js", here)).catch(() => {
        dialog.querySelector("[role=status]").textContent = dialog.dataset.failed;
        loading = undefined;
      });
    }
    document.getElementById("db-search-open").addEventListener("click", search);
    addEventListener("keydown", (event) => {
      const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
      const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
      const k = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
      if (!slash && !k) return;
      event.preventDefault();
      search();
    });
  });
})();
