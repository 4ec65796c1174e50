// Narrows and sorts a listing. Where it has one page, its cards are hidden and moved. Where it has
// several, what each entry can be found by comes in a file when it is first needed, and a card from
// the page of the listing that has it: the pages are the data, and a card looks the same everywhere.
//
// A row is [places of its words, minutes, day, smallest group, largest group], 0 where not said, in
// the order of the cards (hooks/jambanken/pages/narrowing.py).

import { counts, isFound, without } from "../facets.js";
import { button, make, panel } from "./facets.js";

const AT_ONCE = 24;
const ORDERS = {
  nyast: (one, other) => other.day - one.day,
  kortast: (one, other) => (one.minutes || Infinity) - (other.minutes || Infinity) || 0,
};

const root = document.querySelector("[data-module='listing']");
if (root) narrow(root);

function narrow(page) {
  const find = (name) => page.querySelector(`[data-${name}]`);
  const main = page.querySelector(".jb-room__main");
  const cards = [...main.querySelectorAll(".jb-card")];
  const homes = cards.map((card) => card.parentElement);
  const shelves = [...main.querySelectorAll(".jb-shelf")];
  const credits = [...main.querySelectorAll(".jb-cards__credit")];
  const { one, many, source } = page.dataset;
  const total = Number(page.dataset.total);
  const order = page.querySelector("select[data-order]"); // a card may have a button to order by
  const chooser = panel(page, {
    one,
    many,
    nothing: "Inget passar alla val.",
    kept: ["ordning"],
    onChoice: show,
  });
  const { facets, ofPeople, status, counted } = chooser;
  const flat = flatShelf(main, shelves.length > 0);
  const more = button("Visa fler", "jb-button jb-button--quiet");
  const sheets = new Map();
  // A radio button that chooses nothing is no word.
  const words = [...chooser.words.keys()].filter((key) => !chooser.words.get(key).isNone);
  let entries = source ? null : JSON.parse(page.dataset.rows).map(entry(words));
  let turn = 0;

  more.hidden = true;
  flat.list.after(make("p", { className: "jb-more" }, more));
  order?.addEventListener("change", () => {
    const query = new URLSearchParams(location.search);
    query.delete("ordning");
    if (order.value) query.append("ordning", order.value);
    history.pushState(null, "", location.pathname + (query.size > 0 ? `?${query}` : ""));
    show();
  });
  chooser.start();

  async function show() {
    const mine = ++turn;
    const { choice, keys } = chooser;
    const sorting = readOrder();
    const isChanged = keys.length > 0 || sorting !== "";
    if (isChanged && entries === null) {
      status.textContent = "Hämtar listan …";
      entries ??= await fetchEntries();
      if (mine !== turn) return;
      if (entries === null) return failed();
    }
    const fitting = (other) => {
      const seen = sized(entries, other);
      return entries.filter((_, place) => isFound(seen[place], other, ofPeople));
    };
    const found = isChanged ? fitting(choice) : null;
    if (sorting) found.sort((first, second) => ORDERS[sorting](first, second) || first.place - second.place);
    const number = found?.length ?? total;
    const shown = await put(found, sorting, mine);
    if (mine !== turn) return;
    if (!shown) return failed();
    chooser.tell({
      number,
      status: keys.length > 0 ? `${number} av ${counted(total)}` : counted(total),
      left: entries && counts(sized(entries, choice), choice, facets, ofPeople),
      ifDropped: (key) => fitting(without(choice, key)).length,
    });
  }

  // The order in the address, empty where the listing has no such order.
  function readOrder() {
    if (!order) return "";
    const wanted = new URLSearchParams(location.search).get("ordning");
    order.value = [...order.options].some(({ value }) => value === wanted) ? wanted : "";
    return order.value;
  }

  // Puts what was found on the page, null for all as it was; tells whether it could be had.
  async function put(found, sorting, mine) {
    const isFlat = found !== null && (sorting !== "" || source !== undefined || shelves.length === 0);
    const first = isFlat ? await cardsOf(found.slice(0, portion(found))) : [];
    if (first === null || mine !== turn) return first !== null;
    for (const name of ["pages", "jump"]) if (find(name)) find(name).hidden = found !== null;
    if (isFlat) {
      flat.show(first, sorting);
      for (const card of first) card.hidden = false;
      for (const shelf of shelves) shelf.hidden = true;
      offer(found, first.length, mine);
      return true;
    }
    const places = found && new Set(found.map(({ place }) => place));
    flat.hide();
    more.hidden = true;
    for (const home of new Set(homes)) home.replaceChildren(...cards.filter((_, place) => homes[place] === home));
    cards.forEach((card, place) => {
      card.hidden = places !== null && !places.has(place);
    });
    for (const shelf of shelves) shelf.hidden = !shelf.querySelector(".jb-card:not([hidden])");
    for (const credit of credits) {
      credit.hidden = !credit.parentElement.querySelector(".jb-card--pictured:not([hidden])");
    }
    return true;
  }

  // Portions are for what must be fetched.
  function portion(found) {
    return source ? AT_ONCE : found.length;
  }

  function offer(found, start, mine) {
    more.hidden = start >= found.length;
    more.textContent = `Visa fler (${found.length - start} till)`;
    more.onclick = async () => {
      const next = await cardsOf(found.slice(start, start + AT_ONCE));
      if (mine !== turn) return;
      if (next === null) return failed();
      flat.list.append(...next);
      next[0].querySelector("a").focus();
      offer(found, start + next.length, mine);
    };
  }

  // The cards of some entries, null where one cannot be had.
  async function cardsOf(wanted) {
    if (!source) return wanted.map(({ place }) => cards[place]);
    const length = Number(page.dataset.pageLength);
    try {
      return await Promise.all(
        wanted.map(async ({ place }) => {
          const sheet = Math.floor(place / length);
          if (!sheets.has(sheet)) sheets.set(sheet, sheet === 0 ? cards : fetchSheet(sheet + 1));
          const card = (await sheets.get(sheet))[place % length];
          if (card === undefined) throw new Error("the listing has changed");
          return card;
        }),
      );
    } catch {
      sheets.clear();
      return null;
    }
  }

  async function fetchSheet(number) {
    const address = new URL(`sida/${number}/`, new URL(".", location.href));
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(String(answer.status));
    const sheet = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = [...sheet.querySelectorAll(".jb-listing .jb-card")].map((card) => document.importNode(card, true));
    for (const card of found) settle(card, address);
    return found;
  }

  async function fetchEntries() {
    try {
      const answer = await fetch(source);
      const { words, rows } = answer.ok ? await answer.json() : {};
      return rows?.length === total ? rows.map(entry(words)) : null;
    } catch {
      return null;
    }
  }

  function failed() {
    status.textContent = "Det gick inte att hämta listan. Läs in sidan igen, eller bläddra i den som den är.";
  }

  // The shelf of what was found, in one list; a listing without groups has no other.
  function flatShelf(room, hasGroups) {
    if (!hasGroups) {
      const list = room.querySelector(".jb-cards");
      return { list, show: (items) => list.replaceChildren(...items), hide() {} };
    }
    const heading = make("h2", { id: "urval-rubrik" });
    const list = make("ul", { className: "jb-cards" });
    const credit = make("p", { className: "jb-cards__credit" });
    const section = make("section", { className: "jb-shelf", hidden: true }, heading, list, credit);
    section.setAttribute("aria-labelledby", heading.id);
    const pages = room.querySelector(".jb-pages");
    if (pages) pages.before(section);
    else room.append(section);
    return {
      list,
      show(items, sorting) {
        heading.textContent = sorting ? order.selectedOptions[0].textContent : "Träffar";
        list.replaceChildren(...items);
        credit.textContent = [...new Set(credits.map((line) => line.textContent))].join(". ");
        section.hidden = items.length === 0;
      },
      hide() {
        section.hidden = true;
      },
    };
  }
}

// Makes an entry of a row, as the rules of ../facets.js see it.
function entry(words) {
  return ([places, minutes, day, smallest, largest], place) => ({
    place,
    minutes,
    day,
    smallest,
    largest,
    whole: places.map((word) => words[word]),
    people: [[]],
  });
}

// The entries with a chosen size of a group as a word of those that it fits.
function sized(entries, choice) {
  const [key] = choice.get("grupp") ?? [];
  if (key === undefined) return entries;
  const size = Number(key.slice("grupp-".length));
  return entries.map((one) =>
    one.smallest <= size && size <= one.largest ? { ...one, whole: [...one.whole, key] } : one,
  );
}

// Lets what a card of another page leads to and shows be found from here.
function settle(card, address) {
  const from = (value) => new URL(value, address).href;
  for (const name of ["href", "src"]) {
    for (const one of card.querySelectorAll(`[${name}]`)) one.setAttribute(name, from(one.getAttribute(name)));
  }
  for (const one of card.querySelectorAll("[srcset]")) {
    const set = one.getAttribute("srcset").split(", ").map((item) => item.split(" "));
    one.setAttribute("srcset", set.map(([value, ...width]) => [from(value), ...width].join(" ")).join(", "));
  }
}
