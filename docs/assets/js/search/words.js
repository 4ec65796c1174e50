// Tries the editors' search words on the search that visitors use, when the editor asks for it.

import { BASE, search } from "./box.js";

const SHOWN = 3;
const AT_A_TIME = 8;
const SPLITS_SHOWN = 200;

const root = document.querySelector("[data-module='search-words']");
if (root) offer(root);

function offer(page) {
  const find = (name) => page.querySelector(`[data-${name}]`);
  const words = [...page.querySelectorAll("[data-query]")];
  const start = find("start");
  const status = find("status");
  const only = find("only");
  find("try").hidden = false;
  start.addEventListener("click", tryAll);
  offerSplits(find);
  only.querySelector("input").addEventListener("change", ({ target }) => {
    page.classList.toggle("jb-search-words--poor", target.checked);
    for (const part of page.querySelectorAll("[data-words]")) {
      part.hidden = target.checked && !part.querySelector("[data-found='none'], [data-found='mended']");
    }
  });

  async function tryAll() {
    start.disabled = true;
    status.textContent = "Prövar orden …";
    const found = { none: 0, mended: 0, some: 0 };
    try {
      const opened = await search();
      for (let at = 0; at < words.length; at += AT_A_TIME) {
        const group = words.slice(at, at + AT_A_TIME);
        const sorts = await Promise.all(group.map((word) => tryOne(opened, word)));
        for (const sort of sorts) found[sort] += 1;
      }
      status.textContent = told(found);
      only.hidden = false;
    } catch (error) {
      status.textContent = error.message;
      start.disabled = false;
    }
  }

  function told({ none, mended }) {
    if (none + mended === 0) return `Alla ${words.length} ord hittar något.`;
    return `${words.length} ord prövade. ${none} hittar inget, ${mended} hittar bara det som stavas nästan likadant.`;
  }
}

// Shows what a word finds, and returns which sort of finding it is.
async function tryOne(opened, word) {
  const { hits, total, mended } = await opened.find(word.dataset.query, { limit: SHOWN });
  const sort = total === 0 ? "none" : mended ? "mended" : "some";
  word.dataset.found = sort;
  word.querySelector("span")?.remove();
  const said = document.createElement("span");
  said.className = "jb-search-words__found";
  if (sort === "none") said.append("Hittar inget.");
  else {
    if (mended) said.append(`Hittar bara ”${mended.to}”: `);
    hits.forEach(({ url, title }, place) => {
      const link = document.createElement("a");
      link.href = BASE + url;
      link.textContent = title;
      said.append(place > 0 ? ", " : "", link);
    });
    if (total > hits.length) said.append(` och ${total - hits.length} till`);
  }
  word.append(said);
  return sort;
}

// The words that the search has split, one in a line with its parts: thousands, so a part at a time.
function offerSplits(find) {
  const [button, status, list, filter] = ["fetch-splits", "splits-status", "splits-list", "splits-find"].map(find);
  const field = filter.querySelector("input");
  let splits = [];
  find("splits").hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      const answer = await fetch(`${BASE}assets/sok/sammansattningar.txt`);
      if (!answer.ok) throw new Error(String(answer.status));
      splits = (await answer.text()).split("\n").filter(Boolean).map((line) => line.split(" "));
      filter.hidden = splits.length === 0;
      show();
    } catch {
      status.textContent = "Listan kunde inte hämtas. Kontrollera nätet och försök igen.";
      button.disabled = false;
    }
  });
  field.addEventListener("input", show);

  function show() {
    const wanted = field.value.trim().toLowerCase();
    const fitting = splits.filter(([word]) => word.includes(wanted));
    const shown = fitting.slice(0, SPLITS_SHOWN);
    list.replaceChildren(
      ...shown.map(([word, ...parts]) =>
        Object.assign(document.createElement("li"), { textContent: `${word}: ${parts.join(" + ")}` }),
      ),
    );
    const all = fitting.length.toLocaleString("sv");
    status.textContent = fitting.length > shown.length ? `Visar ${shown.length} av ${all} ord.` : `${all} ord.`;
  }
}
