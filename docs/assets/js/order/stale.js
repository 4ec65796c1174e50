// What is gathered but cannot be ordered, each with what to do instead.

import { articles, fill, nameOf, part } from "./page.js";

function staleItem({ id, article }) {
  const instead = articles.get(article?.instead);
  const texts = { name: article ? nameOf(article) : id, instead: instead ? nameOf(instead) : "" };
  const made = fill(article?.state ?? "borta", texts, { page: article?.page, instead: instead?.page });
  made.querySelector("[data-remove]").dataset.remove = id;
  const swap = made.querySelector("[data-swap]");
  if (swap) {
    swap.dataset.swap = id;
    swap.hidden = instead?.state !== "öppen";
  }
  return made;
}

export function show(stale) {
  part("stale").hidden = stale.length === 0;
  part("stale-list").replaceChildren(...stale.map(staleItem));
}
