// Material's search worker, which comes with each page. Material starts it as a classic worker, and speaks to it in four
// messages. All else is loaded with the first question, and each file that fails with the next.

const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3]; // Material's numbers
const others = ["search-index.js", "search-names.js", "search-results.js"];
let suggesting = false;
let newest = 0; // each query has a number; an older one that comes late is dropped

async function answer(typed, late) {
  if (!typed) return { items: [], suggest: [], about: {} };
  for (; others.length; others.shift()) importScripts(others[0]);
  return find(typed, suggesting, late);
}

addEventListener("message", async ({ data: { type, data } }) => {
  if (type === SETUP) {
    suggesting = data.options.suggest;
    postMessage({ type: READY });
  } else if (type === QUERY) {
    const mine = ++newest;
    const found = await answer(data, () => mine !== newest).catch(() => ({ items: [], about: { failed: true } }));
    if (mine === newest) postMessage({ type: RESULT, data: found });
  }
});
