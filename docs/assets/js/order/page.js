// The page of the order: shows what is gathered in this browser, or what a link carries
// (#artiklar=a:5,b:10), which is kept only when the visitor asks for it; checks it and makes of it an
// order for each who takes orders. Nothing is sent from here.

import { prepare } from "../copy.js";
import { csv, save } from "../csv.js";
import { keep, kept } from "../storage.js";
import { gathered, isKept, LARGEST, MOST, parsed, replace, watch } from "./basket.js";
import { copiesFault, LONGEST, orderLink, orderText } from "./message.js";

const PEOPLE_KEY = "jambanken.bestallare";
const REMEMBERED = ["namn", "organisation", "leveransadress", "fakturareferens"];
const DATE = "önskat_datum";
const REFERENCE = "fakturareferens";

const page = document.querySelector("[data-module='bestall']");
const part = (name) => page.querySelector(`[data-part="${name}"]`);
const action = (name) => page.querySelector(`[data-do="${name}"]`);
const { base } = page.dataset;
const form = part("filled");
const remember = page.querySelector("[data-remember]");
const fields = new Map([...page.querySelectorAll("[data-field]")].map((box) => [box.dataset.field, box]));

let articles = new Map();
let channels = new Map();
let shared = null;
let before = null;
const typed = new Map();

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const link = (address, text) => element("a", { href: address.startsWith("https://") ? address : base + address }, text);
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

const asked = (lines) => new Set(lines.flatMap(({ channel }) => channel.fields.map(([id]) => id)));
const isPaid = (lines) => lines.some(({ price }) => price > 0);
const sumOf = (lines) => lines.reduce((sum, { price, copies }) => sum + Math.round(price * 100) * copies, 0) / 100;

function smallButton(text, name, attributes) {
  return element("button", { type: "button", class: "jb-collection__small", ...attributes }, `${text} `, element("span", { class: "jb-hidden" }, name));
}

function said({ least, most }) {
  if (most < LARGEST) return `${least}–${most} ex i en beställning`;
  return least > 1 ? `Minst ${least} ex` : "";
}

function row(line) {
  const id = `antal-${line.id.replace("/", "--")}`;
  const input = element("input", {
    id, "data-id": line.id, type: "text", inputmode: "numeric", autocomplete: "off", maxlength: "12",
    value: typed.get(line.id) ?? line.copies, "aria-describedby": `${id}-om ${id}-fel`,
  });
  const cost = line.cost ? ` · ${line.cost} styck` : "";
  return element(
    "li", { class: "jb-line" },
    element(
      "div", { class: "jb-line__what" },
      element("h3", {}, link(line.page, nameOf(line))),
      element("p", { class: "jb-hint" }, `${line.number} · ${line.sort}${cost}`),
    ),
    element(
      "div", { class: "jb-line__copies" },
      element("label", { for: id }, "Antal", element("span", { class: "jb-hidden" }, ` ${nameOf(line)}`)),
      input,
      element("p", { class: "jb-hint", id: `${id}-om` }, said(line)),
      element("p", { class: "jb-field__fault", id: `${id}-fel`, "data-fault": "", hidden: "" }),
    ),
    element("p", { class: "jb-line__do" }, smallButton("Ta bort", nameOf(line), { "data-remove": line.id })),
  );
}

function section([channel, lines]) {
  const facts = [channel.delivery && `Leveranstid: ${channel.delivery}.`, channel.terms].filter(Boolean);
  return element(
    "section", { class: "jb-section" },
    element("h2", {}, channel.name),
    element("ul", { class: "jb-lines" }, ...lines.map(row)),
    element("p", { class: "jb-basket__sum", "data-sum": channel.id }),
    ...facts.map((text) => element("p", { class: "jb-hint" }, text)),
  );
}

function showSums() {
  for (const [channel, lines] of byChannel(sorted().lines)) {
    const text = isPaid(lines) ? `Summa: ${kronor(sumOf(lines))}` : "";
    form.querySelector(`[data-sum="${channel.id}"]`).textContent = text;
  }
}

function staleItem({ id, article }) {
  const item = element("li", { "data-id": id });
  const name = article ? nameOf(article) : id;
  const instead = articles.get(article?.instead);
  if (!article) item.append(`${name} finns inte i banken längre. `, link("trycksaker/", "Leta bland trycksakerna"));
  else if (article.state === "ersatt") item.append(`${name} har ersatts av `, link(instead?.page ?? article.page, instead ? nameOf(instead) : "en ny utgåva"), ".");
  else if (article.state === "slut") item.append(`${name} är slut. `, link(article.page, "Se vad du kan göra i stället"));
  else if (article.state === "endast_pdf") item.append(`${name} finns bara att skriva ut själv. `, link(article.pdf || article.page, article.pdf ? "Hämta som PDF" : "Till trycksaken"));
  else item.append(`${name}: beställning är inte öppen. Det är inte bestämt vem som tar emot den. `, link(article.page, "Till trycksaken"));
  const buttons = [smallButton("Ta bort", name, { "data-remove": id })];
  if (instead?.state === "öppen") buttons.unshift(smallButton("Byt till den nya", name, { "data-swap": id }));
  item.append(element("p", { class: "jb-collection__row" }, ...buttons));
  return item;
}

function showFields(lines) {
  const wanted = asked(lines);
  const receivers = [...byChannel(lines).keys()];
  for (const [id, box] of fields) {
    box.hidden = !wanted.has(id);
    box.querySelector("[data-free]").hidden = isNeeded(id, lines);
    const mine = receivers.filter((channel) => channel.fields.some(([field]) => field === id));
    const hint = box.querySelector(".jb-hint");
    hint.dataset.own ??= hint.textContent;
    hint.textContent = mine.length < receivers.length ? `${hint.dataset.own} Bara till ${mine.map(({ name }) => name).join(" och ")}.` : hint.dataset.own;
  }
  part("fields").hidden = wanted.size === 0;
}

// A date and, where all is free, a reference are asked for and can be left out.
function isNeeded(id, lines) {
  const own = lines.filter(({ channel }) => channel.fields.some(([field]) => field === id));
  return id !== DATE && (id !== REFERENCE || isPaid(own));
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

const control = (id) => fields.get(id).querySelector("input, textarea");
const values = () => Object.fromEntries([...fields.keys()].map((id) => [id, control(id).value]));

function today() {
  const now = new Date();
  return new Date(now - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

function fieldFault(id, lines) {
  const { value, validity, labels } = control(id);
  if (value.trim() === "" && !validity.badInput) return isNeeded(id, lines) ? `Fyll i ${labels[0].firstChild.textContent.trim().toLowerCase()}.` : "";
  if (id === DATE && (validity.badInput || value < today())) return "Välj en dag som inte har varit.";
  return "";
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
    ...found.map(({ input, text, name }) => element("li", {}, element("a", { href: `#${input.id}` }, name ? `${name}: ${text}` : text))),
  );
}

const DOES = {
  epost: [(name) => `Öppna mejlet till ${name}`, "Öppnar ditt e-postprogram med beställningen ifylld. Läs igenom den och skicka."],
  formulär: [(name) => `Öppna formuläret hos ${name}`, "Öppnar formuläret med beställningen ifylld. Läs igenom det och skicka."],
  länk: [(name) => `Öppna ${name}`, "Öppnar deras webbplats. Där söker du på artikelnumren och skriver antalet."],
};

function result([channel, lines], place) {
  const text = orderText(channel, lines, values());
  const address = orderLink(channel, lines, values());
  const [name, does] = DOES[channel.type];
  const host = channel.type === "epost" ? channel.address : new URL(channel.address).host;
  const copy = element("button", { class: "jb-button jb-button--quiet", type: "button", "data-copy": `text-${place}`, "data-said": "Beställningen är kopierad.", hidden: "" }, "Kopiera texten");
  const made = element("div", { class: "jb-panel jb-basket__order" }, element("h3", {}, channel.name));
  made.append(element("p", { class: "jb-basket__open" }, element("a", { class: "jb-button", href: address, rel: "noopener" }, name(channel.name))));
  made.append(element("p", { class: "jb-hint" }, `${does} (${host})`));
  if (channel.type !== "länk" && address.length > LONGEST) {
    made.append(element("p", { class: "jb-notice" }, "Beställningen är lång, och en del program klipper av långa länkar. Kontrollera att allt kom med. Annars kopierar du texten här under."));
  }
  const rows = channel.type === "epost" ? [["Till", channel.address], ["Ämne", channel.subject]] : [["Webbplats", host]];
  made.append(
    element("p", { class: "jb-label" }, "Öppnas inget? Kopiera texten och skicka den själv."),
    element("dl", { class: "jb-data" }, ...rows.map(([term, value]) => element("div", {}, element("dt", {}, term), element("dd", {}, value)))),
    element("pre", { class: "jb-copy__text", id: `text-${place}`, tabindex: "0", "aria-label": `Beställningen till ${channel.name}` }, text.replaceAll("\r\n", "\n")),
    element("p", { class: "jb-copy__do" }, copy),
  );
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

function rememberPeople() {
  const said = values();
  const text = JSON.stringify(Object.fromEntries(REMEMBERED.map((id) => [id, said[id]])));
  keep(PEOPLE_KEY, remember.checked ? text : null);
}

function recallPeople() {
  try {
    const said = JSON.parse(kept(PEOPLE_KEY));
    remember.checked = said !== null;
    for (const id of REMEMBERED) if (typeof said[id] === "string") control(id).value = said[id].slice(0, 500);
  } catch {
    // nothing is kept, or nothing of ours
  }
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
