// Keeps a page in touch with `daybrief serve`: it loads itself anew when something else is to be shown.
(() => {
  const { mark } = document.currentScript.dataset;
  const address = new URL(`events?${encodeURIComponent(location.pathname)}`, document.currentScript.src);
  let events;

  function hush() {
    events?.close();
    events = undefined;
  }

  // Only a page that is seen listens: a browser has few connections to a host, and may have many pages open.
  function listen() {
    if (document.hidden) return hush();
    if (events) return;
    events = new EventSource(address);
    events.onmessage = ({ data }) => {
      if (data === mark) return;
      hush();
      location.reload(); // the browser keeps the place on the page
    };
    events.onerror = () => {
      if (events?.readyState !== EventSource.CLOSED) return; // else the browser tries again by itself
      hush();
      setTimeout(listen, 1000);
    };
  }

  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", hush);
  addEventListener("pageshow", listen);
  listen();
})();
