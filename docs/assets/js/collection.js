// The visitor's own collection: references (KIND/SLUG) in the order they stand in, kept in this
// browser after the first choice and never before. Loaded on every page: it brings the buttons that
// add to the collection to life, and shows the link to it in the page's head.

const KEY = "jambanken.samling";
const REF = /^[a-z]{1,30}\/[a-z0-9]+(?:-[a-z0-9]+)*$/;
export const MOST = 500;

let refs = [];
let isKept = true;
const watchers = new Set();

const storages = () => [() => window.localStorage, () => window.sessionStorage];

// What is stored may come from anything that ran on this host: only sound references count.
export function sound(list) {
  if (!Array.isArray(list)) return [];
  const found = list.filter((ref) => typeof ref === "string" && ref.length < 120 && REF.test(ref));
  return [...new Set(found)].slice(0, MOST);
}

function read() {
  for (const storage of storages()) {
    try {
      const text = storage().getItem(KEY);
      if (text !== null) return sound(JSON.parse(text));
    } catch {
      // a refused storage, or a text that is none of ours
    }
  }
  return [];
}

// The tab's own storage serves where the lasting one is refused or full, and is else left empty.
function write(list) {
  let isDone = list.length === 0;
  for (const storage of storages()) {
    try {
      if (isDone) storage().removeItem(KEY);
      else storage().setItem(KEY, JSON.stringify(list));
      isDone = true;
    } catch {
      // the next one
    }
  }
  return isDone;
}

export const gathered = () => [...refs];
export const isRemembered = () => isKept;

export function replace(list) {
  refs = sound(list);
  isKept = write(refs);
  show();
}

export function toggle(ref) {
  const isThere = refs.includes(ref);
  if (!isThere && refs.length >= MOST) return null;
  replace(isThere ? refs.filter((other) => other !== ref) : [...refs, ref]);
  return !isThere;
}

export function watch(action) {
  watchers.add(action);
}

export const counted = (number) => `${number} ${number === 1 ? "bild" : "bilder"}`;
const pictures = () => refs.filter((ref) => ref.startsWith("bildbank/"));

function showLink() {
  for (const link of document.querySelectorAll("[data-collection-link]")) {
    link.hidden = refs.length === 0;
    for (const count of link.querySelectorAll("[data-collection-count]")) count.textContent = refs.length;
    const address = new URL(link.href);
    const slugs = pictures().map((ref) => ref.split("/")[1]);
    // Nothing can be kept: the link itself has to carry what is gathered.
    address.search = isKept ? "" : `?bilder=${slugs.join(",")}`;
    link.href = address.href;
  }
}

function showButton(button) {
  const isThere = refs.includes(button.dataset.collect);
  button.setAttribute("aria-pressed", String(isThere));
  button.hidden = false;
}

function show() {
  showLink();
  document.querySelectorAll("[data-collect]").forEach(showButton);
  watchers.forEach((action) => action());
}

function refresh() {
  refs = read();
  show();
}

let status = null;

function announce(isThere, button) {
  const name = button.dataset.title || button.textContent.split(": ").slice(1).join(": ") || "Bilden";
  const total = `Samlingen har ${counted(pictures().length)}.`;
  if (isThere === null) status.textContent = `Samlingen är full: den rymmer ${MOST}.`;
  else if (!isThere) status.textContent = `${name} är borttagen. ${total}`;
  else if (isKept) status.textContent = `${name} ligger i samlingen. ${total}`;
  else status.textContent = `${name} ligger i samlingen tills du lämnar sidan: webbläsaren sparar den inte.`;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button[data-collect]");
  if (button && REF.test(button.dataset.collect)) announce(toggle(button.dataset.collect), button);
});
window.addEventListener("storage", (event) => {
  if (event.key === KEY || event.key === null) refresh();
});
window.addEventListener("pageshow", (event) => {
  if (event.persisted) refresh();
});

refresh();
const main = document.querySelector("main");
if (main) {
  status = document.createElement("p");
  status.className = "jb-hidden";
  status.setAttribute("role", "status");
  main.append(status);
  // Other scripts make cards, too.
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      for (const node of addedNodes) {
        if (node.matches?.("[data-collect]")) showButton(node);
        node.querySelectorAll?.("[data-collect]").forEach(showButton);
      }
    }
  }).observe(main, { childList: true, subtree: true });
}
