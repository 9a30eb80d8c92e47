// The mark of a statement copies it, with who says it, how it stands, and its address; on a phone it hands these on. Where the
// browser does neither, and without this script, the mark is a link to the statement.
(() => {
  const words = (part) => part.textContent.replace(/\s+/g, " ").trim();

  // A part of the page in words, each speaker as a feed names it: name (grade, party).
  function told(part) {
    const copy = part.cloneNode(true);
    for (const beside of copy.querySelectorAll(".label, .aside, .entry-number, .permalink")) beside.remove();
    for (const kind of copy.querySelectorAll(".tag")) kind.append(":");
    for (const speaker of copy.querySelectorAll(".speaker")) {
      const [name, ...rest] = [...speaker.children].map(words);
      speaker.textContent = rest.length ? `${name} (${rest.join(", ")})` : name;
    }
    for (const status of copy.querySelectorAll(".speaker ~ .status")) status.prepend("– ");
    return words(copy);
  }

  const listed = (part) => [...part.querySelectorAll(":scope > span")].map(told).join(", ");

  // A statement as `text — speakers, date; status.`, an event as `name, date: what came of it.`; nothing of what is neither.
  function statement(mark, { pathname }) {
    const entry = mark.closest(".entry, .matter");
    if (!entry) return "";
    const day = pathname.slice(-11, -1).replaceAll("/", "-");
    const time = mark.closest(".told, .db").querySelector(`:is(h3, .kicker) time[datetime="${day}"]`);
    const date = time ? words(time) : day;
    if (entry.matches(".matter")) {
      const facts = [...entry.querySelectorAll(":scope > .facts")].map(listed);
      return `${words(entry.querySelector("h3"))}, ${date}: ${facts.join("; ")}.`;
    }
    const [text, who, aside, stands] = [".entry-text", ".who", ".aside", ".stands"].map((part) => entry.querySelector(part));
    const more = [aside && words(aside), stands && listed(stands)].filter(Boolean);
    return `${told(text)} — ${[`${told(who)}, ${date}`, ...more].join("; ")}.`;
  }

  let until;
  function tell() {
    const note = document.querySelector(".said");
    note.textContent = note.dataset.copied;
    clearTimeout(until);
    until = setTimeout(() => { note.textContent = ""; }, 4000);
  }

  // Before Material goes where a link leads.
  document.addEventListener("click", async (event) => {
    const mark = event.target.closest?.(".share");
    const { clipboard } = navigator;
    const hands = navigator.share && matchMedia("(pointer: coarse)").matches;
    if (!mark || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || !(hands || clipboard)) return;
    event.preventDefault();
    event.stopPropagation();
    const to = new URL(mark.href);
    to.search = ""; // what was searched for is the reader's own
    const text = statement(mark, to);
    try {
      if (hands) {
        await navigator.share({ text, url: to.href });
      } else {
        await clipboard.writeText(`${text}\n${to}`.trim());
        tell();
      }
    } catch (error) {
      if (error.name !== "AbortError") location.assign(to);
    }
  }, true);
})();
