// What is gathered but not in the bank: whether it is gone, was withdrawn, or could not be fetched.

import { FAILED, GONE, PICTURES } from "./entries.js";
import { element } from "./items.js";
import { isOwn, known, page, part } from "./page.js";

let recalled = null;

async function recallList() {
  try {
    const { entries } = await (await fetch(page.dataset.recallFile)).json();
    return new Map(entries.map((entry) => [entry.id, entry]));
  } catch {
    return new Map();
  }
}

function missingItem(ref) {
  if (known.get(ref) === FAILED) return element("li", {}, `${ref} gick inte att hämta. Kontrollera nätet och läs in sidan igen.`);
  const entry = recalled?.get(ref);
  if (!entry) return element("li", {}, `${ref} finns inte längre i banken.`);
  const way = element("a", { href: `${page.dataset.recall}#bild-${ref.slice(PICTURES.length)}` }, "Läs vad du ska göra");
  return element("li", {}, `${ref} återkallades ${entry["återkallad"]}. Använd inte bilden mer, och ta bort den där du har publicerat den. `, way);
}

// `isWanted` tells whether the page still shows the same when all is known.
export async function show(missing, isWanted) {
  if (missing.some((ref) => ref.startsWith(PICTURES))) recalled ??= await recallList();
  if (!isWanted()) return;
  part("missing").hidden = false;
  part("missing-do").hidden = !isOwn() || !missing.some((ref) => known.get(ref) === GONE);
  part("missing-list").replaceChildren(...missing.map(missingItem));
}
