// What only a search needs is loaded when a reader asks for one: with a key, a finger, the words in an address, or where a
// page is missing.
(() => {
  const field = document.querySelector("[data-md-component=search-query]");
  if (!field) return;
  const { src } = document.currentScript;
  let asked = false;

  function load() {
    if (asked) return;
    asked = true;
    const script = document.createElement("script");
    const style = document.createElement("link");
    script.src = new URL("search-filters.js", src);
    script.onerror = () => { asked = false; };
    style.rel = "stylesheet";
    style.href = new URL("../stylesheets/search.css", src);
    document.body.append(style, script); // what is not the page's own goes from its head with the next page
  }

  addEventListener("focusin", ({ target }) => target === field && load());
  addEventListener("pointerdown", ({ target }) => target.closest("[for=__search]") && load());
  if (document.activeElement === field || document.querySelector(".db-find")) load();
})();
