// The page of the collection: what is gathered in this browser, or what a shared link names
// (#poster=KIND/SLUG,…; of pictures alone also ?bilder=SLUG,…). ?kind=KIND shows one kind. What changes
// it, prints it or takes it along is fetched when it is asked for.

import { counted, extra, gathered, linkTo, MOST, sound, watch } from "../collection.js";
import { GONE, PICTURES, reader } from "./entries.js";
import { element, item } from "./items.js";
import { agenda, meetingOf, notesOf, sumWords } from "./meeting.js";

const LONG_LINK = 1800;
const plurals = new Map([...document.querySelectorAll("#meny [data-kind]")].map((node) => [node.dataset.kind, node.textContent.trim()])).set("bildbank", "Bilder");

export const page = document.querySelector("[data-module='samling']");
export const part = (name) => page.querySelector(`[data-part="${name}"]`);
export const action = (name) => page.querySelector(`[data-do="${name}"]`);
// The fields of the meeting by their names.
export const fields = new Map([...part("form").querySelectorAll("input")].map((field) => [field.name, field]));
export const { base } = page.dataset;
export const { known, learn } = reader(base, page.dataset.pictures);

// `shared` is the list of a shared link, null for the visitor's own; `isCut` where the link named more.
export const state = {
  shared: null,
  isCut: false,
  chosen: new URLSearchParams(window.location.search).get("kind"),
  notes: new Map(),
  meeting: meetingOf({}),
};

function readAddress() {
  const list = /^#poster=(.*)$/s.exec(window.location.hash)?.[1];
  const slugs = new URLSearchParams(window.location.search).get("bilder");
  if (list === undefined && slugs === null) return;
  // What is past the limit is not even split: nobody names a million things in good faith.
  const named = (list ?? slugs).split(/,|%2C/i, MOST + 1).map((ref) => ref.trim().replace(/%2F/i, "/"));
  state.shared = sound(list === undefined ? named.map((slug) => PICTURES + slug) : named);
  state.isCut = named.length > MOST;
}

export function readExtra() {
  state.notes = notesOf(extra());
  if (state.shared === null) state.meeting = meetingOf(extra());
}

export const isOwn = () => state.shared === null;
export const refs = () => state.shared ?? gathered();
const isThere = (ref) => typeof known.get(ref) === "object";
const shown = () => refs().filter(isThere).map((ref) => known.get(ref));
const kinds = () => [...new Set(shown().map(({ kind }) => kind))];

// The kind that is shown, empty for all: one that nothing is left of is no choice, and where there is
// but one kind there is none to make.
function view() {
  const found = kinds();
  if (found.length === 1) return found[0];
  return found.includes(state.chosen) ? state.chosen : "";
}

export const visible = () => shown().filter(({ kind }) => view() === "" || kind === view());
const isWall = () => view() === "bildbank";
const notes = () => (isOwn() ? state.notes : new Map());
export const plan = () => agenda(visible(), notes(), state.meeting);
const orders = () => [...new Map(visible().flatMap((entry) => entry.orders).map((order) => [order.split(":")[0], order])).values()];
export const pictures = () => shown().map(({ picture }) => picture).filter(Boolean);
export const addressOf = ({ ref }) => new URL(`${base}${ref}/`, document.baseURI).href;
const link = () => linkTo(visible().map(({ ref }) => ref));

let turn = 0;

function drawKinds() {
  const all = shown();
  const found = kinds();
  const each = ["", ...found].map((kind) => {
    const count = kind ? all.filter((entry) => entry.kind === kind).length : all.length;
    const button = element("button", { type: "button", class: "jb-small-button", "data-kind": kind, "aria-pressed": String(view() === kind) });
    button.append(kind ? plurals.get(kind) ?? kind : "Allt", " ", element("span", { class: "jb-count" }, count));
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
  const missing = refs().filter((ref) => !isThere(ref));
  if (missing.length > 0) await (await import("./missing.js")).show(missing, () => mine === turn);
  else part("missing").hidden = true;
}

const changes = () => import("./changes.js");

function listen() {
  page.addEventListener("click", async (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const { dataset } = button;
    if (dataset.take) (await import("./take.js")).take(dataset.take);
    else if (dataset.do || dataset.step || dataset.remove || "kind" in dataset) (await changes()).change(button);
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
