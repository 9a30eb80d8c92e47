// What depends on where this reader has been. It is kept in the browser alone; without it, nothing is shown.
(() => {
  // Whoever comes back to a place in a page finds it only if all that is above has its height.
  const back = () => { document.body.dataset.back = ""; };
  if (performance.getEntriesByType("navigation")[0]?.type !== "navigate") back();
  addEventListener("popstate", back);

  // What is new since the last visit.
  function show() {
    const box = document.getElementById("since");
    if (!box) return;
    const key = "daybrief.seen " + new URL(".", location.href).pathname;
    try {
      // For the length of a session the list stays as it was when the reader came.
      const seen = sessionStorage.getItem(key) ?? localStorage.getItem(key) ?? "";
      sessionStorage.setItem(key, seen);
      localStorage.setItem(key, box.dataset.newest);
      if (seen && seen < box.dataset.newest) {
        for (const day of box.querySelectorAll("[data-day]")) day.hidden = day.dataset.day <= seen;
        box.hidden = false;
      }
    } catch {
      // Storage may be forbidden. Then nothing is remembered.
    }
  }
  // Material tells of each page, also of one that is put in the place of another without loading.
  if (globalThis.document$) document$.subscribe(show);
  else show();
})();
