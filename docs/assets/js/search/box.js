// On every page: window.jambanken.search, the keys that lead to a search field, and the box in the
// page's head. The code that searches, and its index, are fetched when somebody turns to them.

import { kept } from "../storage.js";

export const BASE = new URL("../../../", import.meta.url).href;
// Set to "av" by the visitor's own choice on /sok/ (WCAG 2.2, 2.1.4: a key alone can be turned off).
export const SLASH_KEY = "jambanken.snedstreck";
export const SLASH_OFF = "av";

// All that a first answer needs, asked for at once: on a slow line each import in turn would take its
// time. A browser fetches six files at a time from a server of the old sort (HTTP/1.1), so these with
// the index's first come before the others.
const PARTS = ["reader", "lookup", "files", "language", "suggest", "show", "marks", "mend"];

let opening = null;
let first = null; // the index's first file, on its way since `prepare`

// The opened search. One that could not be fetched is asked for anew the next time.
export function search() {
  opening ??= import("./reader.js").then(
    (reader) => reader.openSearch(BASE, first),
    () => {
      opening = null;
      throw new Error("Sökningen kunde inte hämtas. Kontrollera nätet och försök igen.");
    },
  );
  return opening;
}

// Fetches all that a search needs, and what it needs for a text: somebody is about to search.
export function prepare(text = () => "") {
  if (!first) {
    first = fetch(new URL("../../sok/index.json", import.meta.url));
    first.catch(() => {}); // asked for anew, and told, by the reader
    for (const name of PARTS) preload(`./${name}.js`);
  }
  search().then((opened) => opened.warm?.(text())).catch(() => {}); // said when something is asked
}

function preload(file) {
  const href = new URL(file, import.meta.url).href;
  document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", href }));
}

async function find(query, options) {
  const { kinds, filters, limit } = options ?? {};
  const { hits } = await (await search()).find(String(query ?? ""), { kinds, filters, limit });
  return hits.map(({ url, title, kind, score }) => ({ url, title, kind, score }));
}

window.jambanken = Object.assign(window.jambanken ?? {}, { search: find });

function isTyping(target) {
  return target.isContentEditable || /^(?:input|textarea|select)$/i.test(target.tagName);
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.altKey) return;
  const withControl = event.ctrlKey || event.metaKey;
  const isSlash = event.key === "/" && !withControl && !isTyping(event.target) && kept(SLASH_KEY) !== SLASH_OFF;
  const isControlK = withControl && !event.shiftKey && event.key.toLowerCase() === "k";
  if (!isSlash && !isControlK) return;
  const fields = [...document.querySelectorAll("[data-search-field]")];
  const field = fields.findLast((one) => one.getClientRects().length > 0);
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});

const box = document.querySelector("[data-search-box]");
if (box) {
  const field = box.querySelector("[data-search-field]");
  const list = box.querySelector("[role='listbox']");
  const roles = { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" };
  for (const [name, value] of Object.entries(roles)) field.setAttribute(name, value);
  let isStarted = false;
  const start = () => {
    if (isStarted) return;
    isStarted = true;
    prepare(() => field.value);
    import("./suggest.js").then(
      ({ suggest }) => suggest(box),
      () => {
        isStarted = false;
      },
    );
  };
  for (const sign of ["pointerdown", "focus", "input"]) field.addEventListener(sign, start);
  if (document.activeElement === field) start();
}
