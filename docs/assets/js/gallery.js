// Makes the words of the gallery a filter: counted, in the address, and the pictures stay where they
// are. Without this script every word is a link to a page of its own.
//
// A bank of more pictures than the page holds gives the others in a file; their cards are made like
// the page's first one (`like`).

import { choiceOf, chosen, counts, isFound, keysIn, search, without } from "./facets.js";

const AT_ONCE = 120;

const root = document.querySelector("[data-module='gallery']");
if (root) {
  unfold(root.querySelector(".jb-filter__box"));
  if ("live" in root.dataset) filter(root);
  else lead(root);
}

// Beside the pictures the words are always seen (gallery.css): then they are open to all programs.
function unfold(box) {
  const isWide = window.matchMedia("(width >= 64rem)");
  const follow = () => {
    box.open = isWide.matches;
  };
  isWide.addEventListener("change", follow);
  follow();
}

// On the other pages of the gallery a word leads to the filter, with the page's own word as well.
function lead(page) {
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
  const status = find("status");
  const box = page.querySelector(".jb-filter__box");
  const cards = [...list.children];
  const total = Number(page.dataset.total);
  const title = document.title;
  const sides = [...page.querySelectorAll("[data-side]")];
  const facets = sides.map((side) => side.dataset.side);
  const ofPeople = new Set(
    sides.filter((side) => "ofPeople" in side.dataset).map((side) => side.dataset.side),
  );
  const words = new Map(sides.flatMap(boxes));
  const more = button("Visa fler bilder", "jb-button jb-button--quiet");
  const done = button("", "jb-button");
  let pictures = cards.length === total ? cards.map(traits) : null;
  let choice = read();
  let turn = 0;

  more.hidden = true;
  list.after(more);
  status.tabIndex = -1;
  box.append(make("p", { className: "jb-filter__end" }, done));
  done.addEventListener("click", () => {
    box.open = false;
    status.focus();
  });
  window.addEventListener("popstate", () => {
    choice = read();
    show();
  });
  for (const [key, word] of words) word.input.addEventListener("change", () => toggle(key));
  for (const side of sides) if (choice.get(side.dataset.side).size > 0) side.open = true;
  show();

  function read() {
    return choiceOf(keysIn(location.search), facets, words);
  }

  function toggle(key) {
    const keys = new Set(chosen(choice));
    if (!keys.delete(key)) keys.add(key);
    choose(keys);
  }

  function choose(keys) {
    choice = choiceOf(keys, facets, words);
    history.pushState(null, "", location.pathname + search(choice));
    show();
  }

  async function show() {
    const mine = ++turn;
    const keys = chosen(choice);
    for (const [key, word] of words) word.input.checked = keys.includes(key);
    if (keys.length > 0 && pictures === null) {
      status.textContent = "Hämtar bilderna …";
      const fetched = await fetchPictures();
      if (fetched === null) return location.assign(words.get(keys.at(-1)).address);
      pictures ??= fetched;
    }
    // While the pictures were fetched, something else may have been chosen.
    if (mine !== turn) return undefined;
    const found = pictures?.filter((picture) => isFound(picture, choice, ofPeople));
    put(keys.length > 0 ? found : null);
    tell(keys, keys.length > 0 ? found.length : total);
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

  function tell(keys, number) {
    const names = keys.map((key) => words.get(key).name);
    document.title = names.length > 0 ? `${names.join(", ")} – ${title}` : title;
    status.textContent = names.length > 0 ? `${number} av ${pictureCount(total)}` : pictureCount(total);
    done.textContent = `Visa ${pictureCount(number)}`;
    find("chosen-total").textContent = keys.length || "";
    for (const side of sides) {
      const size = choice.get(side.dataset.side).size;
      side.querySelector("[data-chosen]").textContent = size > 0 ? `${size} ${size === 1 ? "vald" : "valda"}` : "";
    }
    if (pictures) {
      const left = counts(pictures, choice, facets, ofPeople);
      for (const [key, word] of words) word.tell(left.get(key) ?? 0);
    }
    const chips = find("chips");
    chips.replaceChildren(...keys.map((key, place) => chip(words.get(key), () => drop(key, place))));
    if (keys.length > 1) chips.append(make("li", {}, clearing()));
    chips.hidden = keys.length === 0;
    helpOut(keys, number);
  }

  // The focus goes to the next chip, else to the number of pictures.
  function drop(key, place) {
    choose(new Set(chosen(without(choice, key))));
    const left = find("chips").querySelectorAll("li > button:not(.jb-chosen__all)");
    (left[Math.min(place, left.length - 1)] ?? status).focus();
  }

  function clearing() {
    const clear = button("Rensa alla", "jb-chosen__all");
    clear.addEventListener("click", () => {
      choose(new Set());
      status.focus();
    });
    return clear;
  }

  // Where nothing is left, says which choice stands in the way.
  function helpOut(keys, number) {
    const nothing = find("nothing");
    nothing.hidden = number > 0;
    if (number > 0) return nothing.replaceChildren();
    const ways = keys
      .map((key) => [key, pictures.filter((one) => isFound(one, without(choice, key), ofPeople)).length])
      .filter(([, left]) => left > 0)
      .map(([key, left]) => {
        const way = button(`Ta bort ${words.get(key).name}: ${pictureCount(left)}`);
        way.addEventListener("click", () => drop(key, 0));
        return make("li", {}, way);
      });
    const advice = ways.length > 0 ? "Ta bort ett av dem:" : "Det räcker inte att ta bort ett av dem.";
    if (ways.length === 0) ways.push(make("li", {}, clearing()));
    return nothing.replaceChildren(
      make("p", {}, make("strong", { textContent: "Ingen bild passar alla val." })),
      make("p", { textContent: advice }),
      make("ul", { className: "jb-chosen" }, ...ways),
    );
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

// Makes a box of each word's link, and gives the words by key.
function boxes(side) {
  const name = side.querySelector(".jb-side__name").textContent;
  return [...side.querySelectorAll("a[data-word]")].map((link) => {
    const input = make("input", { type: "checkbox", autocomplete: "off" });
    const label = make("label", { className: link.className }, input, ...link.childNodes);
    const number = label.querySelector("[data-count]");
    const word = {
      side: name,
      name: label.querySelector(".jb-word__name").textContent,
      address: link.href,
      input,
      tell(count) {
        number.textContent = count;
        number.nextElementSibling.textContent = count === 1 ? " bild" : " bilder";
        label.classList.toggle("jb-word--none", count === 0);
      },
    };
    const focused = document.activeElement === link;
    link.replaceWith(label);
    if (focused) input.focus();
    return [`${side.dataset.side}-${link.dataset.word}`, word];
  });
}

function traits(card) {
  const { id, whole, people } = card.dataset;
  return { id, whole: whole.split(" "), people: people.split("|").map((one) => one.split(" ")) };
}

function chip(word, onClick) {
  const made = button("");
  made.append(
    make("span", { className: "jb-hidden", textContent: `Ta bort ${word.side}: ` }),
    word.name,
    make("span", { className: "jb-chosen__cross", ariaHidden: "true", textContent: "×" }),
  );
  made.addEventListener("click", onClick);
  return make("li", {}, made);
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
  made.querySelector(".jb-shot__maker").textContent = picture.credit;
  made.querySelector(".jb-shot__licence").textContent = picture.licence.label;
  const collect = made.querySelector("[data-collect]");
  collect.dataset.collect = `bildbank/${picture.id}`;
  collect.setAttribute("aria-pressed", "false");
  collect.hidden = true;
  collect.querySelector(".jb-hidden").textContent = `Lägg i samlingen: ${picture.title}`;
  return made;
}

function placeholder(colour) {
  const parts = [1, 3, 5].map((start) => parseInt(colour.slice(start, start + 2), 16));
  const [red, green, blue] = parts.map((part) => Math.round(part / 17).toString(16));
  const isDark = 299 * parts[0] + 587 * parts[1] + 114 * parts[2] < 128_000;
  return `jb-ph-r${red} jb-ph-g${green} jb-ph-b${blue}${isDark ? " jb-ph-dark" : ""}`;
}

function pictureCount(number) {
  return `${number} ${number === 1 ? "bild" : "bilder"}`;
}

function button(text, className = "") {
  return make("button", { type: "button", textContent: text, className });
}

function make(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}
