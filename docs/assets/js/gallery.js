// Makes the words of the gallery a filter: counted, in the address, and the pictures stay where they
// are. Without this script every word is a link to a page of its own.
//
// A bank of more pictures than the page holds gives the others in a file; their cards are made like
// the page's first one (`like`).

import { choiceOf, counts, isFound, search, without } from "./facets.js";
import { button, make, panel, unfold } from "./search/facets.js";

const AT_ONCE = 120;

const root = document.querySelector("[data-module='gallery']");
if (root) {
  for (const more of root.querySelectorAll(".jb-gallery__more")) unfold(more);
  if ("live" in root.dataset) filter(root);
  else lead(root);
}

// On the other pages of the gallery a word leads to the filter, with the page's own word as well.
function lead(page) {
  unfold(page.querySelector(".jb-filter__box"));
  for (const side of page.querySelectorAll("[data-side]")) {
    for (const link of side.querySelectorAll("a[data-word]")) {
      if (link.hasAttribute("aria-current")) continue;
      const key = `${side.dataset.side}-${link.dataset.word}`;
      const keys = [page.dataset.word, key].filter(Boolean);
      const facets = [...new Set(keys.map((one) => one.slice(0, one.indexOf("-"))))];
      link.href = page.dataset.home + search(choiceOf(keys, facets, new Set(keys)));
    }
  }
}

function filter(page) {
  const find = (name) => page.querySelector(`[data-${name}]`);
  const list = find("shots");
  const cards = [...list.children];
  const total = Number(page.dataset.total);
  const more = button("Visa fler bilder", "jb-button jb-button--quiet");
  const chooser = panel(page, {
    one: "bild",
    many: "bilder",
    nothing: "Ingen bild passar alla val.",
    onChoice: show,
  });
  const { facets, ofPeople, status, counted } = chooser;
  let pictures = cards.length === total ? cards.map(traits) : null;
  let turn = 0;

  more.hidden = true;
  list.after(more);
  chooser.start();

  async function show() {
    const mine = ++turn;
    const { choice, keys } = chooser;
    if (keys.length > 0 && pictures === null) {
      status.textContent = "Hämtar bilderna …";
      const fetched = await fetchPictures();
      if (fetched === null) return location.assign(chooser.words.get(keys.at(-1)).address);
      pictures ??= fetched;
    }
    // While the pictures were fetched, something else may have been chosen.
    if (mine !== turn) return undefined;
    const fitting = (wanted) => pictures.filter((picture) => isFound(picture, wanted, ofPeople));
    const found = keys.length > 0 ? fitting(choice) : null;
    put(found);
    chooser.tell({
      number: found?.length ?? total,
      status: found ? `${found.length} av ${counted(total)}` : counted(total),
      left: pictures && counts(pictures, choice, facets, ofPeople),
      ifDropped: (key) => fitting(without(choice, key)).length,
    });
    return undefined;
  }

  // Puts the pictures that were found on the page; null is all of them.
  function put(found) {
    const pages = find("pages");
    if (pages) pages.hidden = found !== null;
    more.hidden = true;
    if (cards.length === total) {
      const ids = found && new Set(found.map((picture) => picture.id));
      for (const card of cards) card.hidden = ids !== null && !ids.has(card.dataset.id);
    } else {
      list.replaceChildren();
      add(found ?? pictures?.slice(0, cards.length) ?? cards.map(traits), 0);
    }
  }

  function add(found, start) {
    const known = new Map(cards.map((card) => [card.dataset.id, card]));
    const added = found
      .slice(start, start + AT_ONCE)
      .map((picture) => known.get(picture.id) ?? like(cards[0], picture, page.dataset.base, list.dataset));
    list.append(...added);
    more.hidden = start + AT_ONCE >= found.length || found.length <= cards.length;
    more.onclick = () => {
      add(found, start + AT_ONCE);
      list.children[start + AT_ONCE].querySelector("a").focus();
    };
  }

  async function fetchPictures() {
    try {
      const answer = await fetch(page.dataset.source);
      return answer.ok ? (await answer.json()).pictures : null;
    } catch {
      return null;
    }
  }
}

function traits(card) {
  const { id, whole, people } = card.dataset;
  return { id, whole: whole.split(" "), people: people.split("|").map((one) => one.split(" ")) };
}

// Returns a card for a picture of the data file, as the template macro `shot` makes it.
function like(card, picture, base, sizes) {
  const made = card.cloneNode(true);
  const { width, height } = picture;
  const ratio = Math.min(Math.max(Math.floor((200 * width + height) / (2 * height)), 40), 300);
  const digits = String(ratio).padStart(3, "0");
  made.hidden = false;
  made.className = `jb-shot jb-ratio-x${digits[0]} jb-ratio-y${digits[1]} jb-ratio-z${digits[2]}`;
  Object.assign(made.dataset, {
    id: picture.id,
    whole: picture.whole.join(" "),
    people: picture.people.map((person) => person.join(" ")).join("|"),
  });
  const set = (sources) => sources.map(([wide, address]) => `${base}${address} ${wide}w`).join(", ");
  const size = height > width ? sizes.sizesTall : sizes.sizes;
  made.querySelectorAll("source").forEach((one) => one.remove());
  const image = made.querySelector("img");
  for (const format of ["avif", "webp"]) {
    if (picture[format].length === 0) continue;
    const source = make("source", {});
    source.setAttribute("type", `image/${format}`);
    source.setAttribute("srcset", set(picture[format]));
    source.setAttribute("sizes", size);
    image.before(source, "\n");
  }
  const [wide, address] = picture.jpg[0];
  image.className = placeholder(picture.colour);
  for (const [name, value] of Object.entries({
    srcset: set(picture.jpg),
    sizes: size,
    width: wide,
    height: Math.max(1, Math.floor((2 * height * wide + width) / (2 * width))),
    alt: picture.alt,
    loading: "lazy",
    src: base + address,
  })) image.setAttribute(name, value);
  image.removeAttribute("fetchpriority");
  const link = made.querySelector(".jb-shot__title a");
  link.href = base + picture.page;
  link.textContent = picture.title;
  made.querySelector(".jb-shot__maker").textContent = picture.maker;
  made.querySelector(".jb-shot__licence").textContent = picture.licence.label;
  const collect = made.querySelector("[data-collect]");
  collect.dataset.collect = `bildbank/${picture.id}`;
  collect.setAttribute("aria-pressed", "false");
  collect.hidden = true;
  collect.querySelector(".jb-hidden").textContent = `Spara i min samling: ${picture.title}`;
  return made;
}

function placeholder(colour) {
  const parts = [1, 3, 5].map((start) => parseInt(colour.slice(start, start + 2), 16));
  const [red, green, blue] = parts.map((part) => Math.round(part / 17).toString(16));
  const isDark = 299 * parts[0] + 587 * parts[1] + 114 * parts[2] < 128_000;
  return `jb-ph-r${red} jb-ph-g${green} jb-ph-b${blue}${isDark ? " jb-ph-dark" : ""}`;
}
