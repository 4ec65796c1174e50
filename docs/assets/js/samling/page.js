// The page of the collection. What changes it, prints it or takes it along is fetched when it is asked for.

import { counted, gathered, MOST, watch } from "../collection.js";
import { FAILED, GONE, PICTURES } from "./entries.js";
import { element, item } from "./items.js";
import { sumWords } from "./meeting.js";
import {
  action, base, fields, isOwn, isThere, isWall, kinds, known, learn, link, notes, orders, page, part, pictures, plan, readAddress,
  readExtra, refs, shown, state, view,
} from "./state.js";

const LONG_LINK = 1800;
const plurals = new Map([...document.querySelectorAll("#meny [data-kind]")].map((node) => [node.dataset.kind, node.textContent.trim()])).set("bildbank", "Bilder");

let recalled = null;
let turn = 0;

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

async function showMissing(mine) {
  const missing = refs().filter((ref) => !isThere(ref));
  if (missing.some((ref) => ref.startsWith(PICTURES))) recalled ??= await recallList();
  if (mine !== turn) return;
  part("missing").hidden = missing.length === 0;
  part("missing-do").hidden = !isOwn() || !missing.some((ref) => known.get(ref) === GONE);
  part("missing-list").replaceChildren(...missing.map(missingItem));
}

export function choose(kind) {
  state.chosen = kind;
  const address = new URL(window.location);
  if (kind) address.searchParams.set("kind", kind);
  else address.searchParams.delete("kind");
  window.history.replaceState(null, "", address);
  draw();
  part("kinds").querySelector(`[data-kind="${kind}"]`).focus();
}

function drawKinds() {
  const all = shown();
  const found = kinds();
  const each = ["", ...found].map((kind) => {
    const count = kind ? all.filter((entry) => entry.kind === kind).length : all.length;
    const button = element("button", { type: "button", "data-kind": kind, "aria-pressed": String(view() === kind) });
    button.append(kind ? plurals.get(kind) ?? kind : "Allt", " ", element("span", { class: "jb-count" }, count));
    button.addEventListener("click", () => choose(kind));
    return element("li", {}, button);
  });
  part("kinds").hidden = found.length < 2;
  part("kinds").replaceChildren(...each);
}

function drawTools() {
  const wall = isWall();
  for (const name of ["meeting", "deck"]) part(name).hidden = wall;
  for (const name of ["fetch", "contact", "balance-part"]) part(name).hidden = !wall;
  part("to-pictures").hidden = wall || pictures().length === 0;
  part("printed").hidden = orders().length === 0;
  part("order").href = `${base}bestall/#artiklar=${orders().join(",")}`;
  part("order-count").textContent = counted(orders().length, "trycksak", "trycksaker");
  part("clearing").hidden = !isOwn();
  part("link").textContent = link();
  part("long").hidden = link().length <= LONG_LINK;
  if (wall) import("./pictures.js").then((made) => made.show(page, pictures()));
}

export function draw() {
  const { parts } = plan();
  const last = parts.length - 1;
  const has = gathered().length > 0;
  part("shared").hidden = isOwn();
  part("cut").textContent = state.isCut ? `Länken har fler än ${MOST} poster. Vi visar de första ${MOST}.` : "";
  part("mine").hidden = !has;
  action("keep").textContent = has ? "Lägg till i min samling" : "Spara som min samling";
  part("empty").hidden = refs().length > 0;
  part("filled").hidden = last < 0;
  part("heading").textContent = view() ? plurals.get(view()) ?? view() : isOwn() ? "Det du har samlat" : "Det som är delat";
  part("count").textContent = parts.length;
  part("list").classList.toggle("jb-picks--wall", isWall());
  part("list").replaceChildren(...parts.map((one, place) =>
    item(one, place, last, { base, note: notes().get(one.entry.ref), isOwn: isOwn(), isWall: isWall() })));
  drawKinds();
  drawTools();
  drawTimes();
}

// What follows from minutes and hours alone: the fields keep their focus.
export function drawTimes() {
  const found = plan();
  part("sum").hidden = isWall();
  part("sum").textContent = sumWords(found);
  const spans = part("list").querySelectorAll(".jb-pick__span");
  for (const [place, span] of spans.entries()) span.textContent = found.parts[place].span;
}

export function fillMeeting() {
  for (const [name, field] of fields) field.value = state.meeting[name];
}

export async function show() {
  const mine = ++turn;
  readExtra();
  const wanted = refs().filter((ref) => !isThere(ref) && known.get(ref) !== GONE);
  if (wanted.length > 0) {
    part("list").setAttribute("aria-busy", "true");
    await learn(wanted);
  }
  if (mine !== turn) return;
  part("list").removeAttribute("aria-busy");
  draw();
  await showMissing(mine);
}

const changes = () => import("./changes.js");

function listen() {
  page.addEventListener("click", async (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const { dataset } = button;
    if (dataset.take) (await import("./take.js")).take(dataset.take);
    else if (dataset.do || dataset.step || dataset.remove) (await changes()).change(button);
  });
  page.addEventListener("input", async ({ target }) => {
    if (target.name !== "storlek") (await changes()).write(target);
  });
  part("list").addEventListener("pointerdown", async (event) => {
    if (event.button !== 0 || !event.target.closest(".jb-pick__handle")) return;
    event.preventDefault();
    // The list: the handle itself is taken out and put in again as it moves, which would end the capture.
    part("list").setPointerCapture(event.pointerId);
    const [{ drag }, { drop }] = await Promise.all([import("./drag.js"), changes()]);
    drag(part("list"), event, drop, draw);
  });
  watch(() => { if (isOwn()) show(); });
  window.addEventListener("hashchange", () => {
    readAddress();
    show();
  });
  // Printed from the browser's own menu, the page is its list.
  window.addEventListener("beforeprint", () => { page.dataset.print ??= "lista"; });
  window.addEventListener("afterprint", () => { delete page.dataset.print; });
}

part("without").hidden = true;
part("with").hidden = false;
page.querySelector("h1").tabIndex = -1;
readAddress();
readExtra();
fillMeeting();
listen();
show();
