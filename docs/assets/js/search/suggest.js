// Hits under the box in the page's head while one types: a combobox with a list, by the pattern at
// https://www.w3.org/WAI/ARIA/apg/patterns/combobox/. The options are links, so that they can be
// opened in a tab of their own; the focus stays in the field.

import { BASE, search } from "./box.js";
import { byKind, hitCount, kindNames, make, marked, picture, quoted, remarks } from "./show.js";

const AT_MOST = 8;
// A reader is told when the typing has paused; a wait is told when it can be felt.
const TELL_AFTER = 700;
const WAIT_AFTER = 300;
const WAYS_ON = [
  ["teman/", "Bläddra bland teman"],
  ["tips/", "Alla tips"],
  ["sok/", "Vad ni kan söka efter"],
];

export function suggest(box) {
  const field = box.querySelector("[data-search-field]");
  const sheet = box.querySelector("[data-search-sheet]");
  const note = box.querySelector("[data-search-note]");
  const list = box.querySelector("[role='listbox']");
  const status = box.querySelector("[role='status']");
  const names = kindNames();
  let options = [];
  let active = -1;
  let turn = 0;
  let telling = 0;
  let shownFor = null;

  field.addEventListener("input", ask);
  field.addEventListener("click", reopen);
  field.addEventListener("keydown", onKey);
  box.addEventListener("focusout", (event) => {
    if (!box.contains(event.relatedTarget)) close();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!box.contains(event.target)) close();
  });
  // The focus stays in the field, whatever of the list is pressed.
  sheet.addEventListener("mousedown", (event) => event.preventDefault());
  // From an entry back to this page: what was open then is not open now.
  window.addEventListener("pagehide", close);
  if (field.value.trim() !== "" && document.activeElement === field) ask();

  async function ask() {
    const query = field.value.trim();
    const mine = ++turn;
    if (query === "") return close();
    const waiting = setTimeout(() => {
      if (mine === turn) put(query, ["Söker …"], []);
    }, WAIT_AFTER);
    try {
      const answer = await (await search()).find(query, { limit: AT_MOST });
      if (mine === turn) show(query, answer);
    } catch (error) {
      if (mine === turn) put(query, [error.message], [waysOn()]);
    } finally {
      clearTimeout(waiting);
    }
    return undefined;
  }

  function show(query, answer) {
    if (answer.total === 0) return put(query, [`Inga träffar på ${quoted(query)}.`], [waysOn()]);
    const groups = [...byKind(answer.hits)].map(([kind, hits]) =>
      group(names.get(kind) ?? hits[0].label, hits.map(option), kind),
    );
    const all = link(`sok/?q=${encodeURIComponent(query)}`, `Visa alla ${hitCount(answer.total)}`);
    if (answer.total === 1) all.textContent = "Visa på söksidan";
    all.classList.add("jb-suggest__all");
    const said = remarks(answer).map((pieces) => make("span", {}, ...pieces));
    put(query, said.flatMap((one) => [one, " "]), [...groups, all]);
    return tell(hitCount(answer.total), said);
  }

  function put(query, said, parts) {
    shownFor = query;
    const chosen = options[active]?.href;
    note.replaceChildren(...said);
    note.hidden = said.length === 0;
    list.replaceChildren(...parts);
    list.hidden = parts.length === 0;
    options = [...list.querySelectorAll("[role='option']")];
    options.forEach((one, place) => {
      one.id = `${list.id}-${place}`;
    });
    active = -1;
    activate(options.findIndex((one) => one.href === chosen)); // still chosen, where it is still there
    open();
    if (said.length > 0) tell(note.textContent, []);
  }

  function tell(text, said) {
    clearTimeout(telling);
    telling = setTimeout(() => {
      status.textContent = [text, ...said.map((one) => one.textContent)].join(". ");
    }, TELL_AFTER);
  }

  function open() {
    if (document.activeElement !== field) return;
    sheet.hidden = false;
    field.setAttribute("aria-expanded", String(options.length > 0));
  }

  function reopen() {
    if (!sheet.hidden || shownFor === null || field.value.trim() === "") return;
    if (shownFor === field.value.trim()) open();
    else ask(); // the answer came when the box was shut
  }

  function close() {
    turn += 1;
    clearTimeout(telling);
    status.textContent = "";
    sheet.hidden = true;
    field.setAttribute("aria-expanded", "false");
    activate(-1);
  }

  function activate(place) {
    options[active]?.setAttribute("aria-selected", "false");
    active = place;
    const chosen = options[active];
    if (!chosen) return field.removeAttribute("aria-activedescendant");
    chosen.setAttribute("aria-selected", "true");
    field.setAttribute("aria-activedescendant", chosen.id);
    return chosen.scrollIntoView({ block: "nearest" });
  }

  function onKey(event) {
    if (event.isComposing) return;
    const isOpen = !sheet.hidden;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (!isOpen) return shownFor === field.value.trim() && shownFor ? open() : ask();
      // From the field to either end of the list, and from there back to the field.
      const places = options.length + 1;
      return activate(((active + 1 + step + places) % places) - 1);
    }
    if (event.key === "Escape" && isOpen) {
      event.preventDefault(); // the browser would empty the field as well
      return close();
    }
    if (event.key === "Enter" && isOpen && options[active]) {
      event.preventDefault();
      return options[active].click();
    }
    if (["Home", "End", "ArrowLeft", "ArrowRight"].includes(event.key)) activate(-1);
    return undefined;
  }

  function option(hit) {
    const title = make("span", { className: "jb-suggest__title" }, ...marked(hit.title, hit.marks?.title));
    const text = make("span", { className: "jb-suggest__text" }, ...marked(hit.summary ?? "", hit.marks?.summary));
    const made = link(hit.url, "");
    made.classList.add("jb-suggest__hit");
    const words = make("span", { className: "jb-suggest__words" }, title);
    if (text.textContent) words.append(" ", text);
    made.append(words);
    if (hit.picture) made.prepend(picture(hit.picture, BASE, true));
    return made;
  }

  function link(address, text) {
    return make("a", {
      role: "option",
      "aria-selected": "false",
      tabIndex: -1,
      className: "jb-suggest__option",
      href: BASE + address,
      textContent: text,
    });
  }

  function group(name, made, kind) {
    const heading = make("div", { className: "jb-suggest__kind", id: `${list.id}-${kind}`, role: "presentation" }, name);
    const all = make("div", { role: "group", className: "jb-suggest__group", "aria-labelledby": heading.id });
    all.dataset.kind = kind;
    all.append(heading, ...made);
    return all;
  }

  function waysOn() {
    const all = make("div", { role: "group", className: "jb-suggest__group", "aria-label": "Vägar vidare" });
    all.append(...WAYS_ON.map(([address, text]) => link(address, text)));
    return all;
  }
}
