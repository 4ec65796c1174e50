// The order of printed things: ids (SLUG or SLUG/VERSION) with how many copies, kept in this browser
// after the first press and never before. Loaded on every page: it brings the buttons that add to the
// order to life, and shows the link to it in the page's head.

import { keep, kept, onChange } from "../storage.js";

const KEY = "jambanken.bestallning";
const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\/[a-z0-9]+(?:-[a-z0-9]+)*)?$/;
export const MOST = 200;
export const LARGEST = 100_000;
const LONGEST = 50_000;

let order = new Map();
let place = "";
const gone = new Map();
const watchers = new Set();

// What is kept or linked may come from anywhere: only sound ids and numbers count.
function sound(pairs) {
  const found = new Map();
  for (const pair of Array.isArray(pairs) ? pairs : []) {
    const [id, copies] = Array.isArray(pair) ? pair : [];
    if (found.size >= MOST) break;
    if (typeof id !== "string" || id.length > 200 || !ID.test(id)) continue;
    found.set(id, Number.isInteger(copies) && copies > 0 && copies <= LARGEST ? copies : 1);
  }
  return found;
}

// The order in a text: "a:5,b/lattlast:10". `typed` has the numbers as they stand there, and isCapped
// tells whether there was more than there is room for.
export function parsed(text) {
  const parts = text.slice(0, LONGEST).split(/[, ]/).filter(Boolean);
  const typed = new Map(parts.slice(0, MOST).map((part) => part.split(":")));
  const order = sound([...typed].map(([id, copies]) => [id, Number(copies)]));
  return { order, typed, isCapped: parts.length > MOST || text.length > LONGEST };
}

function read() {
  try {
    return sound(JSON.parse(kept(KEY)));
  } catch {
    return new Map();
  }
}

export const gathered = () => new Map(order);
export const isKept = () => place !== "page";
export const watch = (action) => watchers.add(action);

export function replace(next) {
  order = sound([...next]);
  place = keep(KEY, order.size > 0 ? JSON.stringify([...order]) : null);
  show();
}

function showLinks() {
  for (const link of document.querySelectorAll("[data-order-link]")) {
    link.hidden = order.size === 0;
    for (const count of link.querySelectorAll("[data-order-count]")) count.textContent = order.size;
    // Nothing can be kept: the link itself has to carry the order.
    const carried = [...order].map(([id, copies]) => `${id}:${copies}`).join(",");
    link.href = link.href.split("#")[0] + (place === "page" ? `#artiklar=${carried}` : "");
  }
  for (const note of document.querySelectorAll("[data-order-note]")) note.hidden = false;
}

function showButton(button) {
  const { order: wanted } = parsed(button.dataset.order);
  button.setAttribute("aria-pressed", String([...wanted.keys()].every((id) => order.has(id))));
  button.hidden = wanted.size === 0;
}

function show() {
  showLinks();
  document.querySelectorAll("button[data-order]").forEach(showButton);
  watchers.forEach((action) => action());
}

function press(button) {
  const { order: wanted } = parsed(button.dataset.order);
  const isThere = [...wanted.keys()].every((id) => order.has(id));
  const next = gathered();
  for (const [id, copies] of wanted) {
    if (isThere) {
      gone.set(id, next.get(id)); // pressed by mistake: the number comes back
      next.delete(id);
    } else if (!next.has(id)) next.set(id, gone.get(id) ?? copies);
  }
  const isFull = next.size > MOST;
  if (!isFull) replace(next);
  return { isThere, isFull };
}

const status = document.createElement("p");

function announce({ isThere, isFull }, name) {
  const total = `Beställningen har ${order.size} ${order.size === 1 ? "rad" : "rader"}.`;
  const unkept = isKept() ? "" : " Webbläsaren sparar den inte: den försvinner när du stänger sidan.";
  if (isFull) status.textContent = `Beställningen är full: den rymmer ${MOST} rader.`;
  else if (isThere) status.textContent = `Borttaget: ${name}. ${total}`;
  else status.textContent = `Ligger i beställningen: ${name}. ${total}${unkept}`;
}

function refresh() {
  order = read();
  show();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button[data-order]");
  if (button) announce(press(button), button.dataset.title);
});
onChange(KEY, refresh);
refresh();

const main = document.querySelector("main");
status.className = "jb-hidden";
status.setAttribute("role", "status");
main?.append(status);
// A listing fetches cards from its other pages.
if (main?.querySelector("[data-source]")) {
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      for (const node of addedNodes) node.querySelectorAll?.("button[data-order]").forEach(showButton);
    }
  }).observe(main, { childList: true, subtree: true });
}
