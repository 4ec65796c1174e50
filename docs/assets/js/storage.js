// Texts that are kept in this browser under a name: in its lasting storage; where that is refused or
// full in the tab's own, which is gone with the tab; and else on the page alone.

const storages = [["browser", () => window.localStorage], ["tab", () => window.sessionStorage]];
const page = new Map();

export function kept(key) {
  if (page.has(key)) return page.get(key);
  for (const [, storage] of storages) {
    try {
      const text = storage().getItem(key);
      if (text !== null) return text;
    } catch {
      // refused: the next one
    }
  }
  return null;
}

// Keeps a text in one place and takes it away from the others; null takes it away from all. Tells
// where it is kept: "browser", "tab" or "page", empty for nowhere.
export function keep(key, text) {
  let place = "";
  page.delete(key);
  for (const [name, storage] of storages) {
    try {
      // What is there goes first: a text that is too large would leave the old one standing.
      storage().removeItem(key);
      if (text !== null && place === "") {
        storage().setItem(key, text);
        place = name;
      }
    } catch {
      // refused or full: the next one
    }
  }
  if (text !== null && place === "") {
    page.set(key, text);
    place = "page";
  }
  return place;
}

// Calls when another tab has changed what is kept, and when the page comes back as it was left.
export function onChange(key, action) {
  window.addEventListener("storage", (event) => {
    if (event.key === key || event.key === null) action();
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) action();
  });
}
