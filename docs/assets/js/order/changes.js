// What the buttons of the order do: take away, change for the later edition, empty, keep, take back,
// print and save.

import { csv, save } from "../csv.js";
import { gathered, isKept, MOST } from "./basket.js";
import { action, articles, inputOf, leaveLink, nameOf, order, page, put, say, shared, sorted, typed } from "./page.js";

let before = null;

function change(next) {
  before = order();
  put(next);
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

export function act({ do: name, remove: gone, swap: old }) {
  if (name) ACTIONS[name]();
  else if (gone) remove(gone);
  else swap(old);
}
