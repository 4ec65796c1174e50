// The page of the order: shows what is gathered in this browser, or what a link carries
// (#artiklar=a:5,b:10), which is kept only when the visitor asks for it; checks it and makes of it an
// order for each who takes orders. Nothing is sent from here.

import { prepare } from "../copy.js";
import { csv, save } from "../csv.js";
import { gathered, isKept, LARGEST, MOST, parsed, replace, watch } from "./basket.js";
import { asked, control, fieldFault, isPaid, recallPeople, remember, rememberPeople, showFields, values } from "./fields.js";
import { copiesFault, LONGEST, orderLink, orderText } from "./message.js";

const page = document.querySelector("[data-module='bestall']");
const part = (name) => page.querySelector(`[data-part="${name}"]`);
const action = (name) => page.querySelector(`[data-do="${name}"]`);
const { base } = page.dataset;
const form = part("filled");

let articles = new Map();
let channels = new Map();
let shared = null;
let before = null;
const typed = new Map();

// Makes an element of one of the page's templates. ``id`` is that of what others point at in it.
function fill(name, texts, links = {}, id = "") {
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

const order = () => new Map(shared ?? gathered());
const nameOf = ({ title, detail }) => (detail ? `${title}, ${detail}` : title);
const inputOf = (id) => form.querySelector(`input[data-id="${id}"]`);
const counted = (number, one, many) => `${number.toLocaleString("sv")} ${number === 1 ? one : many}`;
const decimals = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
const kronor = (number) => `${number.toLocaleString("sv", number % 1 ? decimals : {})} kr`;

function say(text, canUndo = false) {
  part("status").textContent = text;
  action("undo").hidden = !canUndo;
}

function change(next) {
  before = order();
  if (shared) {
    shared = next;
    show();
  } else replace(next);
}

// The lines that can be ordered, and what stands in the way of the others.
function sorted() {
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

function byChannel(lines) {
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

function show() {
  const { lines, stale } = sorted();
  part("shared").hidden = shared === null;
  part("mine").hidden = gathered().size === 0;
  part("unkept").hidden = shared !== null || isKept() || order().size === 0;
  part("empty").hidden = order().size > 0;
  part("stale").hidden = stale.length === 0;
  part("stale-list").replaceChildren(...stale.map(staleItem));
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

function tell(input, text) {
  const fault = input.parentElement.querySelector("[data-fault]");
  fault.textContent = text;
  fault.hidden = text === "";
  if (text) input.setAttribute("aria-invalid", "true");
  else input.removeAttribute("aria-invalid");
  return text && { input, text };
}

function faults(lines) {
  const copies = lines.map((line) => {
    const input = inputOf(line.id);
    const found = tell(input, copiesFault(input.value, line));
    return found && { ...found, name: nameOf(line) };
  });
  const answers = [...asked(lines)].map((id) => tell(control(id), fieldFault(id, lines)));
  return [...copies, ...answers].filter(Boolean);
}

function showFaults(found) {
  part("faults").hidden = found.length === 0;
  part("fault-list").replaceChildren(
    ...found.map(({ input, text, name }) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = `#${input.id}`;
      link.textContent = name ? `${name}: ${text}` : text;
      item.append(link);
      return item;
    }),
  );
}

function result([channel, lines], place) {
  const id = `text-${place}`;
  const order = orderText(channel, lines, values()).replaceAll("\r\n", "\n");
  const address = orderLink(channel, lines, values());
  const host = channel.type === "epost" ? channel.address : new URL(channel.address).host;
  const made = fill(channel.type, { receiver: channel.name, host, subject: channel.subject, order }, { order: address }, id);
  made.querySelector("[data-long]").hidden = channel.type === "länk" || address.length <= LONGEST;
  const copy = made.querySelector("[data-copy]");
  copy.dataset.copy = id;
  prepare(copy, made);
  return made;
}

function finish() {
  const { lines } = sorted();
  const found = faults(lines);
  showFaults(found);
  part("done").hidden = found.length > 0;
  if (found.length > 0) {
    part("faults").focus();
    return;
  }
  const orders = [...byChannel(lines)];
  part("done-lead").textContent = orders.length === 1
    ? "Öppna beställningen och skicka den. Webbplatsen skickar ingenting själv."
    : `Det blir ${orders.length} beställningar, en till var och en som tar emot. Öppna dem och skicka. Webbplatsen skickar ingenting själv.`;
  part("orders").replaceChildren(...orders.map(result));
  say(`${counted(lines.length, "trycksak", "trycksaker")} klara att beställa.`);
  page.querySelector("#klar-rubrik").focus();
}

function typedCopies(input) {
  const { id } = input.dataset;
  const fault = copiesFault(input.value, articles.get(id));
  part("done").hidden = true;
  if (fault) {
    typed.set(id, input.value);
    return;
  }
  tell(input, "");
  typed.delete(id);
  const next = order().set(id, Number(input.value.trim()));
  if (shared) shared = next;
  else quietly(() => replace(next));
  showSums();
}

// The page itself made the change and shows it already: it must not be drawn anew under the cursor.
let isQuiet = false;
function quietly(act) {
  isQuiet = true;
  act();
  isQuiet = false;
  part("unkept").hidden = isKept();
}

function remove(id) {
  const place = [...order().keys()].indexOf(id);
  const next = order();
  next.delete(id);
  typed.delete(id);
  change(next);
  say(`Borttaget: ${articles.has(id) ? nameOf(articles.get(id)) : id}.`, true);
  const buttons = page.querySelectorAll("[data-remove]");
  (buttons[Math.min(place, buttons.length - 1)] ?? action("undo")).focus();
}

function swap(id) {
  const { instead } = articles.get(id);
  const { least, most } = articles.get(instead);
  const next = new Map();
  for (const [other, copies] of order()) {
    if (other === id) next.set(instead, Math.min(Math.max(copies, least), most));
    else if (other !== instead) next.set(other, copies);
  }
  change(next);
  say(`Bytt till ${nameOf(articles.get(instead))}.`, true);
  inputOf(instead).focus();
}

function table() {
  const head = ["Mottagare", "Artikelnummer", "Titel", "Utförande", "Antal", "Pris per styck (kr)", "Summa (kr)"];
  const decimal = (number) => (Math.round(number * 100) / 100).toFixed(2).replace(".", ",");
  return [head, ...sorted().lines.map((line) => [
    line.channel.name, line.number, line.title, line.detail || line.sort, line.copies, decimal(line.price), decimal(line.price * line.copies),
  ])];
}

const ACTIONS = {
  undo() {
    change(before ?? new Map());
    say("Beställningen är som förut.");
    page.querySelector("h1").focus();
  },
  clear() {
    typed.clear();
    change(new Map());
    say("Beställningen är tömd.", true);
    action("undo").focus();
  },
  keep() {
    const next = new Map([...gathered(), ...shared].slice(0, MOST));
    leaveLink();
    change(next);
    say(isKept() ? "Beställningen är sparad i din webbläsare." : "Beställningen är tillagd.");
    page.querySelector("h1").focus();
  },
  print: () => window.print(),
  csv: () => save(csv(table()), "text/csv;charset=utf-8", "bestallning.csv"),
};

function leaveLink() {
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

function listen() {
  page.addEventListener("click", (event) => {
    const fault = event.target.closest("[data-part=fault-list] a");
    if (fault) {
      // Left to itself the link would take the order out of the address.
      event.preventDefault();
      page.querySelector(`[id="${fault.hash.slice(1)}"]`).focus();
    }
    const { dataset } = event.target.closest("button") ?? {};
    if (dataset?.do) ACTIONS[dataset.do]();
    else if (dataset?.remove) remove(dataset.remove);
    else if (dataset?.swap) swap(dataset.swap);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    finish();
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
  watch(() => { if (!isQuiet && shared === null) show(); });
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
    say("Listan över trycksaker kunde inte hämtas. Kontrollera nätet och läs in sidan igen.");
    return;
  }
  readLink();
  recallPeople();
  listen();
  show();
}

start();
