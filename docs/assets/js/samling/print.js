// What is gathered on paper: an agenda, or a deck of A6 cards, four to an A4, whose fronts and backs
// meet when the sheet is turned on its long edge. Cards are measured as they are laid out: a text
// that is too long for a card is set smaller, and what is too long still goes on to a further card.

import { element, pictureOf } from "./items.js";
import { duration, sumWords } from "./meeting.js";
import { drawn } from "./qr.js";
import { titleOf, whenWords } from "./words.js";

const PER_PAGE = 4;
// How many sizes of type there are below the largest (samling-print.css), and the smallest one in which
// questions still stand on the front.
const SMALLEST = 6;
const EASY = 3;
// A title of so many letters is set smaller in the head of a back.
const LONG = 90;

function line(text) {
  return element("p", {}, text);
}

function agendaItem({ entry, minutes, span, note }, addressOf) {
  const what = element("li", { class: "jb-agenda__item" },
    element("p", { class: "jb-agenda__when" }, span || "Ingen tid"),
    element("h2", { class: "jb-agenda__title" }, entry.title),
    element("p", { class: "jb-agenda__what" }, [entry.label, minutes && duration(minutes)].filter(Boolean).join(", ")));
  if (entry.summary) what.append(line(entry.summary));
  if (note) what.append(element("p", { class: "jb-agenda__note" }, note));
  if (entry.questions.length > 0) {
    what.append(element("ul", { class: "jb-agenda__questions" }, ...entry.questions.map((text) => element("li", {}, text))));
  }
  what.append(element("p", { class: "jb-agenda__address" }, addressOf(entry).replace(/^https?:\/\//, "")));
  return what;
}

function putAgenda(holder, { plan, meeting, addressOf }) {
  const when = whenWords(meeting);
  holder.replaceChildren(
    element("p", { class: "jb-agenda__name" }, titleOf(meeting)),
    ...(when ? [line(when)] : []),
    element("p", { class: "jb-agenda__sum" }, sumWords(plan)),
    element("ol", { class: "jb-agenda__items" }, ...plan.parts.map((one) => agendaItem(one, addressOf))),
  );
}

// A side of a card; the body between its head and its foot is what may grow too large.
function side(entry, name, head, body, foot) {
  return element("div", { class: `jb-a6 jb-a6--${name}${head.length > LONG ? " jb-a6--long" : ""}`, "data-kind": entry.kind, "data-size": 0 },
    element("p", { class: "jb-a6__head" }, head),
    element("div", { class: "jb-a6__body" }, ...body),
    element("p", { class: "jb-a6__foot" }, ...foot));
}

const overflows = (made) => {
  const body = made.querySelector(".jb-a6__body");
  return body.scrollHeight > body.clientHeight + 1 || body.scrollWidth > body.clientWidth + 1;
};

// The largest type in which the side holds its text; false where even the smallest does not.
function fit(made, smallest = SMALLEST) {
  for (let size = 0; size <= smallest; size += 1) {
    made.dataset.size = size;
    if (!overflows(made)) return true;
  }
  return false;
}

function front(entry, { addressOf, base, bank }) {
  const body = [element("p", { class: "jb-a6__title" }, entry.title)];
  if (entry.picture) body.unshift(element("div", { class: "jb-a6__picture" }, pictureOf(entry.picture, base, "105mm")));
  if (entry.facts.length > 0) body.push(element("p", { class: "jb-a6__facts" }, entry.facts.join(" · ")));
  if (entry.summary) body.push(line(entry.summary));
  return side(entry, "front", entry.label, body, [bank, drawn(addressOf(entry))]);
}

// What cards say beside their front, in pieces [heading, text] that may stand on different sides.
function stepsOf({ steps, lines, picture }) {
  const made = steps.map(({ heading, time, lines: said }, index) =>
    [`${index + 1}. ${heading}${time ? ` (${time})` : ""}`, said.join("\n")]);
  if (lines.length > 0) made.push(["", lines.join("\n")]);
  if (picture) made.push(["", `${picture.alt}\n\n${picture.credit}. ${picture.licence.label}.`]);
  return made;
}

const questionsOf = ({ questions }) =>
  (questions.length > 0 ? [["Frågor att prata om", questions.map((text) => `– ${text}`).join("\n")]] : []);

function piece([heading, text]) {
  const made = element("div", { class: "jb-a6__piece" });
  if (heading) made.append(element("p", { class: "jb-a6__heading" }, heading));
  if (text) made.append(element("p", { class: "jb-a6__text" }, text));
  return made;
}

// Takes what has room in the side from the pieces' beginning; the last one may be cut between words.
function fill(made, left) {
  const body = made.querySelector(".jb-a6__body");
  while (left.length > 0) {
    const [heading, text] = left[0];
    body.append(piece([heading, text]));
    if (!overflows(made)) {
      left.shift();
      continue;
    }
    body.lastChild.remove();
    const roomFor = (count, words) => {
      body.append(piece([heading, words.slice(0, count).join("")]));
      const isRoom = !overflows(made);
      body.lastChild.remove();
      return isRoom;
    };
    // Between sentences, and within one only where it has no room on an empty card.
    const whole = text.split(/(?<=[.!?]["”)]*\s|\n)/);
    const words = body.children.length > 0 || roomFor(1, whole) ? whole : text.match(/\S{1,60}\s*|\s+/g) ?? [];
    let [most, none] = [0, words.length + 1];
    while (none - most > 1) {
      const middle = (most + none) >> 1;
      if (roomFor(middle, words)) most = middle;
      else none = middle;
    }
    // A heading that fills a card by itself has its text on the next one.
    if (most === 0 && body.children.length === 0) most = 1;
    if (most > 0) {
      body.append(piece([heading, words.slice(0, most).join("").trimEnd()]));
      left[0] = ["", words.slice(most).join("")];
    }
    return;
  }
}

// The sides that the pieces take in one size of type.
function filled(pieces, size, make) {
  const left = pieces.slice();
  const found = [];
  while (left.length > 0) {
    const made = make(found.length > 0);
    made.dataset.size = size;
    fill(made, left);
    found.push(made);
  }
  return found;
}

// The sides of an entry's card or cards, the front first.
function sides(entry, how) {
  const { addressOf, room } = how;
  const lay = (made) => {
    room.replaceChildren(made);
    return made;
  };
  const address = addressOf(entry).replace(/^https?:\/\//, "");
  const back = (isMore, body = []) => lay(side(entry, "back", isMore ? `${entry.title} (fortsättning)` : entry.title, body, [address]));
  const first = lay(front(entry, how));
  const questions = entry.steps.length > 0 ? questionsOf(entry) : [];
  first.querySelector(".jb-a6__body").append(...questions.map(piece));
  const areInFront = fit(first, EASY);
  if (!areInFront) {
    for (const made of first.querySelectorAll(".jb-a6__piece")) made.remove();
    fit(first);
  }
  const pieces = [...stepsOf(entry), ...(areInFront && questions.length > 0 ? [] : questionsOf(entry))];
  const whole = back(false, pieces.map(piece));
  if (fit(whole)) return [first, whole];
  // Where it takes a further card anyhow, its two sides give room for larger type.
  const least = filled(pieces, SMALLEST, back).length;
  const most = least + (least + 1) % 2;
  for (let size = 0; size < SMALLEST; size += 1) {
    const found = filled(pieces, size, back);
    if (found.length <= most) return [first, ...found];
  }
  return [first, ...filled(pieces, SMALLEST, back)];
}

function sheetOf(cells, name) {
  return element("div", { class: `jb-deck__page jb-deck__page--${name}` }, ...cells.map((cell) => cell ?? element("div", { class: "jb-a6" })));
}

// Turned on the long edge, what was on the left comes to the right: the backs change places by twos.
const mirrored = ([one, two, three, four]) => [two, one, four, three];

function putDeck(holder, entries, how) {
  const room = element("div", { class: "jb-deck__room" });
  holder.replaceChildren(room);
  const cards = [];
  for (const entry of entries) {
    const made = sides(entry, { ...how, room });
    for (let at = 0; at < made.length; at += 2) cards.push([made[at], made[at + 1]]);
  }
  const pages = [];
  for (let at = 0; at < cards.length; at += PER_PAGE) {
    const four = Array.from({ length: PER_PAGE }, (_, place) => cards[at + place] ?? []);
    pages.push(sheetOf(four.map(([face]) => face), "front"), sheetOf(mirrored(four.map(([, face]) => face)), "back"));
  }
  holder.replaceChildren(...pages);
}

const mayBePrinted = ({ picture }) => !picture || picture.uses.includes("tryck");

async function ready(holder) {
  await document.fonts?.ready;
  await Promise.allSettled([...holder.querySelectorAll("img")].map((image) => image.decode()));
}

// Lays out what is to be printed. Tells what the visitor must hear of it, and whether it is nothing.
export async function sheet(page, sort, { entries, plan, meeting, addressOf, base }) {
  const part = (name) => page.querySelector(`[data-part="${name}"]`);
  page.dataset.print = sort;
  if (sort === "dagordning") putAgenda(part("agenda"), { plan, meeting, addressOf });
  if (sort !== "kort") {
    await ready(page);
    return { isEmpty: false, said: "" };
  }
  await document.fonts?.ready;
  const some = entries.filter(mayBePrinted);
  const bank = document.querySelector(".jb-brand__name")?.textContent ?? "";
  putDeck(part("cards"), some, { addressOf, base, bank });
  await ready(part("cards"));
  const left = entries.length - some.length;
  const said = left ? `${left === 1 ? "1 bild" : `${left} bilder`} får inte tryckas och är inte med.` : "";
  return { isEmpty: some.length === 0, said: some.length ? said : "Ingen av bilderna får tryckas, så det finns inga kort att skriva ut." };
}
