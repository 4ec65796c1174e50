// Choosing by facets, the same everywhere: words become boxes, and what is chosen stands in the
// address, in chips and in numbers. How the chosen is found and shown is up to each page: the
// gallery, the listings and the search page use this on what the macro `facets.filter` has made.
//
//   const filter = panel(page, { one: "bild", many: "bilder", nothing: "Ingen bild …", onChoice });
//   filter.start();               calls onChoice(), which reads filter.choice and filter.keys; it may
//                                 give a promise, and has then told before that is kept
//   filter.tell({ number, … });   says what was found: numbers, chips, and help where nothing is left
//
// A choice is a Map from a facet's id to a Set of keys; a key is facet and word: "roll-ledare"
// (../facets.js). `kept` names what else stands in the address and is the page's own; `isFolded` says
// that a phone has all sides shut but those where something is chosen.

import { choiceOf, chosen, keysIn, without } from "../facets.js";

const WAIT_FOR_DIGITS = 400;
// Beside what is found the words are always seen (facets.css).
const WIDE = window.matchMedia("(width >= 64rem)");

export function panel(page, { one, many, nothing, kept = [], isFolded = false, onChoice }) {
  const find = (name) => page.querySelector(`[data-${name}]`);
  const counted = (number) => `${number} ${number === 1 ? one : many}`;
  const box = page.querySelector(".jb-filter__box");
  const status = find("status");
  const sides = [...page.querySelectorAll("[data-side]")].map(sideOf);
  const facets = sides.map((side) => side.id);
  const words = new Map(sides.flatMap((side) => boxes(side, { one, many })));
  const isWord = (key) => words.has(key) && !words.get(key).isNone;
  const known = { has: (key) => isWord(key) || sides.some((side) => isNumber(side, key)) };
  const done = button("", "jb-button");
  const title = document.title;
  const self = {
    facets,
    ofPeople: new Set(sides.filter((side) => side.ofPeople).map((side) => side.id)),
    status,
    counted,
    words,
    choice: read(),
    get keys() {
      return chosen(self.choice);
    },
    start,
    choose,
    tell,
    nameOf,
  };

  status.tabIndex = -1;
  box.append(make("p", { className: "jb-filter__end" }, done));
  done.addEventListener("click", () => {
    box.open = false;
    status.focus();
  });
  window.addEventListener("popstate", () => {
    self.choice = read();
    onChoice();
  });
  for (const [key, word] of words) word.input.addEventListener("change", () => toggle(key));
  for (const side of sides) {
    if (side.number) listen(side);
    if (self.choice.get(side.id).size > 0) side.element.open = true;
    else if (isFolded && !WIDE.matches) side.element.open = false;
  }
  unfold(box);
  // On a phone what there is to choose takes the whole screen, from its top.
  box.addEventListener("toggle", () => {
    if (box.open && !WIDE.matches) box.scrollIntoView();
  });
  return self;

  function start() {
    onChoice();
  }

  function read() {
    const choice = choiceOf(keysIn(location.search), facets, known);
    for (const side of sides) {
      const keys = [...choice.get(side.id)];
      if (side.isSingle) choice.set(side.id, new Set(keys.slice(-1)));
    }
    return choice;
  }

  function toggle(key) {
    const { side } = words.get(key);
    const keys = new Set(self.keys);
    if (side.isSingle) replace(side, key);
    else {
      if (!keys.delete(key)) keys.add(key);
      choose(keys);
    }
  }

  // Makes a key the only one of its side; one that is no known word leaves the side without any.
  function replace(side, key) {
    choose(new Set([...self.keys.filter((other) => !self.choice.get(side.id).has(other)), key]));
  }

  function choose(keys) {
    self.choice = choiceOf(keys, facets, known);
    const query = new URLSearchParams(
      [...new URLSearchParams(location.search)].filter(([name]) => kept.includes(name)),
    );
    for (const key of self.keys) {
      const facet = key.slice(0, key.indexOf("-"));
      query.append(facet, key.slice(facet.length + 1));
    }
    const address = location.pathname + (query.size > 0 ? `?${query}` : "");
    history.pushState(null, "", address);
    return onChoice();
  }

  // A number is taken when no more digits come.
  function listen(side) {
    let waiting = 0;
    side.number.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        if (side.number.validity.valid) replace(side, `${side.id}-${Number(side.number.value)}`);
      }, WAIT_FOR_DIGITS);
    });
  }

  function nameOf(key) {
    const side = sides.find((other) => isNumber(other, key));
    return words.get(key)?.name ?? side.says.replace("#", key.slice(side.id.length + 1));
  }

  function sideNameOf(key) {
    return sides.find((side) => key.startsWith(`${side.id}-`)).name;
  }

  // `number` were found, `status` says so; `left` has how many each key would show beside what is
  // chosen in other facets, where that is known; `ifDropped(key)` how many there are without it.
  function tell({ number, status: text, left = null, ifDropped = null }) {
    const { keys } = self;
    const names = keys.map(nameOf);
    document.title = names.length > 0 ? `${names.join(", ")} – ${title}` : title;
    status.textContent = text;
    done.textContent = `Visa ${counted(number)}`;
    find("chosen-total").textContent = keys.length || "";
    for (const side of sides) {
      const { size } = self.choice.get(side.id);
      const label = side.element.querySelector("[data-chosen]");
      label.textContent = size > 0 ? (side.isSingle ? "vald" : `${size} ${size === 1 ? "vald" : "valda"}`) : "";
      if (side.number && side.number !== document.activeElement) {
        side.number.value = keys.find((key) => isNumber(side, key))?.slice(side.id.length + 1) ?? "";
      }
    }
    for (const [key, word] of words) {
      word.input.checked = word.isNone ? self.choice.get(word.side.id).size === 0 : keys.includes(key);
      if (left) word.tell(left.get(key) ?? 0);
    }
    const chips = find("chips");
    chips.replaceChildren(...keys.map((key, place) => chip(key, () => drop(key, place))));
    if (keys.length > 1) chips.append(make("li", {}, clearing()));
    chips.hidden = keys.length === 0;
    helpOut(keys, number, ifDropped);
  }

  function chip(key, onClick) {
    const made = button("");
    made.append(
      make("span", { className: "jb-hidden", textContent: `Ta bort ${sideNameOf(key)}: ` }),
      nameOf(key),
      make("span", { className: "jb-chosen__cross", ariaHidden: "true", textContent: "×" }),
    );
    made.addEventListener("click", onClick);
    return make("li", {}, made);
  }

  // The focus goes to the next chip, else to the number of what was found; not where the visitor has gone
  // on to something else while the answer was on its way.
  async function drop(key, place) {
    await choose(new Set(chosen(without(self.choice, key))));
    const { activeElement: focused, body } = document;
    if (focused !== body && ![find("chips"), find("nothing")].some((part) => part.contains(focused))) return;
    const left = find("chips").querySelectorAll("li > button:not(.jb-chosen__all)");
    (left[Math.min(place, left.length - 1)] ?? status).focus();
  }

  function clearing() {
    const clear = button("Rensa alla", "jb-small-button jb-chosen__all");
    clear.addEventListener("click", () => {
      choose(new Set());
      status.focus();
    });
    return clear;
  }

  // Where nothing is left, says which choice stands in the way.
  function helpOut(keys, number, ifDropped) {
    const help = find("nothing");
    help.hidden = number > 0 || keys.length === 0;
    if (help.hidden) return help.replaceChildren();
    const ways = keys
      .map((key) => [key, ifDropped ? ifDropped(key) : null])
      .filter(([, left]) => left !== 0)
      .map(([key, left]) => {
        const way = button(`Ta bort ${nameOf(key)}${left === null ? "" : `: ${counted(left)}`}`);
        way.addEventListener("click", () => drop(key, 0));
        return make("li", {}, way);
      });
    const advice = ways.length > 0 ? "Ta bort ett av dem:" : "Det räcker inte att ta bort ett av dem.";
    if (ways.length === 0) ways.push(make("li", {}, clearing()));
    return help.replaceChildren(
      make("p", {}, make("strong", { textContent: nothing })),
      make("p", { textContent: advice }),
      make("ul", { className: "jb-chosen" }, ...ways),
    );
  }
}

// What is always seen is open to all programs.
export function unfold(box) {
  const follow = () => {
    box.open = WIDE.matches;
  };
  WIDE.addEventListener("change", follow);
  follow();
}

export function button(text, className = "jb-small-button") {
  return make("button", { type: "button", textContent: text, className });
}

export function make(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function sideOf(element) {
  const number = element.querySelector("input[data-number]");
  return {
    id: element.dataset.side,
    element,
    name: element.querySelector(".jb-side__name").textContent,
    ofPeople: "ofPeople" in element.dataset,
    isSingle: "single" in element.dataset || number !== null,
    number,
    says: number?.dataset.number,
  };
}

// Tells whether a key is a number of this side: "grupp-8".
function isNumber(side, key) {
  return side.number !== null && /^[1-9][0-9]{0,3}$/.test(key.slice(side.id.length + 1)) && key.startsWith(`${side.id}-`);
}

// Makes a box of each word of a side, and gives the words by key.
function boxes(side, { one, many }) {
  return [...side.element.querySelectorAll("[data-word]")].map((link) => {
    const input = make("input", { type: side.isSingle ? "radio" : "checkbox", autocomplete: "off" });
    if (side.isSingle) input.name = side.id;
    const label = make("label", { className: link.className }, input, ...link.childNodes);
    const number = label.querySelector("[data-count]");
    const word = {
      side,
      name: label.querySelector(".jb-word__name").textContent,
      address: link.href ?? "",
      isNone: link.dataset.word === "",
      input,
      tell(count) {
        if (number === null) return;
        number.textContent = count;
        number.nextElementSibling.textContent = ` ${count === 1 ? one : many}`;
        label.classList.toggle("jb-word--none", count === 0);
      },
    };
    const focused = document.activeElement === link;
    link.replaceWith(label);
    if (focused) input.focus();
    return [`${side.id}-${link.dataset.word}`, word];
  });
}
