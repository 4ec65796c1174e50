// The page of the order: shows what is gathered in this browser, or what a link carries
// (#artiklar=a:5,b:10), which is kept only when the visitor asks for it; checks it and makes of it an
// order for each who takes orders. Nothing is sent from here. What changes the order and what makes it
// ready is fetched when it is asked for.

import { gathered, isKept, LARGEST, parsed, replace, watch } from "./basket.js";
import { asked, copiesFault, isPaid, recallPeople, remember, rememberPeople, showFields } from "./fields.js";

export const page = document.querySelector("[data-module='bestall']");
export const part = (name) => page.querySelector(`[data-part="${name}"]`);
export const action = (name) => page.querySelector(`[data-do="${name}"]`);
const { base } = page.dataset;
const form = part("filled");

export let articles = new Map();
let channels = new Map();
export let shared = null;
let isQuiet = false;
export const typed = new Map();

// Makes an element of one of the page's templates. ``id`` is that of what others point at in it.
export function fill(name, texts, links = {}, id = "") {
  const made = page.querySelector(`[data-template="${name}"]`).content.firstElementChild.cloneNode(true);
  for (const one of made.querySelectorAll("[data-text]")) {
    one.textContent = texts[one.dataset.text];
    one.hidden = one.textContent === "";
  }
  for (const one of made.querySelectorAll("[data-own]")) one.id = id + one.dataset.own;
  for (const one of made.querySelectorAll("[data-to]")) {
    const address = links[one.dataset.to];
    one.href = /^(?:https|mailto):/.test(address) ? address : base + address;
  }
  return made;
}

export const order = () => new Map(shared ?? gathered());
export const nameOf = ({ title, detail }) => (detail ? `${title}, ${detail}` : title);
export const inputOf = (id) => form.querySelector(`input[data-id="${id}"]`);
export const counted = (number, one, many) => `${number.toLocaleString("sv")} ${number === 1 ? one : many}`;
const decimals = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
const kronor = (number) => `${number.toLocaleString("sv", number % 1 ? decimals : {})} kr`;

export function say(text, canUndo = false) {
  part("status").textContent = text;
  action("undo").hidden = !canUndo;
}

// The lines that can be ordered, and what stands in the way of the others.
export function sorted() {
  const lines = [];
  const stale = [];
  for (const [id, copies] of order()) {
    const article = articles.get(id);
    const channel = channels.get(article?.channel);
    if (article?.state === "öppen" && channel) lines.push({ ...article, copies, channel });
    else stale.push({ id, copies, article });
  }
  return { lines, stale };
}

export function byChannel(lines) {
  const found = new Map();
  for (const line of lines) found.set(line.channel, [...(found.get(line.channel) ?? []), line]);
  return found;
}

const sumOf = (lines) => lines.reduce((sum, { price, copies }) => sum + Math.round(price * 100) * copies, 0) / 100;

function said({ least, most }) {
  if (most < LARGEST) return `${least}–${most} ex i en beställning`;
  return least > 1 ? `Minst ${least} ex` : "";
}

function row(line) {
  const id = `antal-${line.id.replace("/", "--")}`;
  const facts = [line.number, line.sort, line.cost && `${line.cost} styck`].filter(Boolean).join(" · ");
  const made = fill("line", { name: nameOf(line), facts, limits: said(line) }, line, id);
  const input = made.querySelector("input");
  input.value = typed.get(line.id) ?? line.copies;
  input.dataset.id = line.id;
  input.setAttribute("aria-describedby", `${id}-om ${id}-fel`);
  made.querySelector("label").htmlFor = id;
  made.querySelector("[data-remove]").dataset.remove = line.id;
  return made;
}

function section([channel, lines]) {
  const { name: receiver, delivery, terms } = channel;
  const made = fill("section", { receiver, delivery: delivery && `Leveranstid: ${delivery}.`, terms });
  made.querySelector("[data-lines]").append(...lines.map(row));
  made.querySelector("[data-sum]").dataset.sum = channel.id;
  return made;
}

function showSums() {
  for (const [channel, lines] of byChannel(sorted().lines)) {
    const text = isPaid(lines) ? `Summa: ${kronor(sumOf(lines))}` : "";
    form.querySelector(`[data-sum="${channel.id}"]`).textContent = text;
  }
}

function show() {
  if (isQuiet) return;
  const { lines, stale } = sorted();
  part("shared").hidden = shared === null;
  part("mine").hidden = gathered().size === 0;
  part("unkept").hidden = shared !== null || isKept() || order().size === 0;
  part("empty").hidden = order().size > 0;
  if (stale.length > 0) fetched(import("./stale.js"), (made) => made.show(sorted().stale));
  else part("stale").hidden = true;
  form.hidden = lines.length === 0;
  part("done").hidden = true;
  part("faults").hidden = true;
  part("channels").replaceChildren(...[...byChannel(lines)].map(section));
  showFields(lines);
  part("fields").hidden = asked(lines).size === 0;
  showSums();
  // What no longer fits its limits is told at once.
  for (const line of lines) tell(inputOf(line.id), copiesFault(String(typed.get(line.id) ?? line.copies), line));
}

export function tell(input, text) {
  const fault = input.parentElement.querySelector("[data-fault]");
  fault.textContent = text;
  fault.hidden = text === "";
  if (text) input.setAttribute("aria-invalid", "true");
  else input.removeAttribute("aria-invalid");
  return text && { input, text };
}

function typedCopies(input) {
  const { id } = input.dataset;
  if (copiesFault(input.value, articles.get(id))) {
    typed.set(id, input.value);
    return;
  }
  tell(input, "");
  typed.delete(id);
  put(order().set(id, Number(input.value.trim())), true);
  part("unkept").hidden = shared !== null || isKept();
  showSums();
}

// The order as it is from now on: the visitor's own is kept, one that came with a link is not. Where the
// page `isShown` with it already, it must not be drawn anew under the cursor.
export function put(next, isShown = false) {
  isQuiet = isShown;
  if (shared) {
    shared = next;
    show();
  } else replace(next);
  isQuiet = false;
}

export function leaveLink() {
  shared = null;
  window.history.replaceState(null, "", page.dataset.own);
}

function readLink() {
  const text = new URLSearchParams(window.location.hash.slice(1)).get("artiklar");
  const found = text === null ? null : parsed(text);
  shared = found?.order ?? null;
  typed.clear();
  // A number that is none stands in its field, with what is wrong.
  for (const [id, copies = "1"] of found?.typed ?? []) if (String(shared.get(id)) !== copies) typed.set(id, copies.slice(0, 12));
  part("capped").hidden = !found?.isCapped;
}

const lack = () => { part("lacking").hidden = false; };

// What a part of the script that is fetched now is asked to do.
const fetched = (module, act) => module.then(act, lack);

function listen() {
  page.addEventListener("click", ({ target }) => {
    const { dataset = {} } = target.closest("button") ?? {};
    if (dataset.do || dataset.remove || dataset.swap) fetched(import("./changes.js"), ({ act }) => act(dataset));
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    fetched(import("./finish.js"), ({ finish }) => finish());
  });
  form.addEventListener("input", ({ target }) => {
    part("done").hidden = true;
    if (target.dataset.id) typedCopies(target);
    else if (target !== remember) tell(target, "");
    if (remember.checked || target === remember) rememberPeople();
  });
  form.addEventListener("change", ({ target }) => {
    if (target.dataset.id) tell(target, copiesFault(target.value, articles.get(target.dataset.id)));
  });
  watch(() => { if (shared === null) show(); });
  window.addEventListener("hashchange", () => {
    readLink();
    show();
  });
}

async function start() {
  part("without").hidden = true;
  part("with").hidden = false;
  try {
    const answer = await fetch(page.dataset.source);
    if (!answer.ok) throw new Error(answer.statusText);
    const data = await answer.json();
    articles = new Map(data.articles.map((article) => [article.id, article]));
    channels = new Map(Object.entries(data.channels).map(([id, channel]) => [id, { ...channel, id }]));
  } catch {
    lack();
    return;
  }
  readLink();
  recallPeople();
  listen();
  show();
}

start();
