// What the one who orders is asked: only what the channels of the order ask for, and remembered only
// when that is chosen.

import { keep, kept } from "../storage.js";

const KEY = "jambanken.bestallare";
const REMEMBERED = ["namn", "organisation", "leveransadress", "fakturareferens"];
export const DATE = "önskat_datum";
const REFERENCE = "fakturareferens";

const boxes = [...document.querySelectorAll("[data-field]")];
const fields = new Map(boxes.map((box) => [box.dataset.field, box]));
export const remember = document.querySelector("[data-remember]");

export const asked = (lines) => new Set(lines.flatMap(({ channel }) => channel.fields.map(([id]) => id)));
export const isPaid = (lines) => lines.some(({ price }) => price > 0);

export const control = (id) => fields.get(id).querySelector("input, textarea");
export const values = () => Object.fromEntries([...fields.keys()].map((id) => [id, control(id).value]));

export function showFields(lines) {
  const wanted = asked(lines);
  const receivers = [...new Set(lines.map(({ channel }) => channel))];
  for (const [id, box] of fields) {
    box.hidden = !wanted.has(id);
    box.querySelector("[data-free]").hidden = isNeeded(id, lines);
    const mine = receivers.filter((channel) => channel.fields.some(([field]) => field === id));
    const hint = box.querySelector(".jb-hint");
    hint.dataset.own ??= hint.textContent;
    hint.textContent = mine.length < receivers.length ? `${hint.dataset.own} Bara till ${mine.map(({ name }) => name).join(" och ")}.` : hint.dataset.own;
  }
}

// What is wrong with a number of copies as it was typed, empty for nothing.
export function copiesFault(typed, { least, most }) {
  const text = typed.trim();
  if (text === "") return "Skriv hur många du vill ha.";
  if (!/^\d+$/.test(text)) return "Skriv antalet med bara siffror, till exempel 25.";
  if (Number(text) < least) return `Skriv minst ${least}.`;
  return Number(text) > most ? `Skriv högst ${most.toLocaleString("sv")}.` : "";
}

// A date and, where all is free, a reference are asked for and can be left out.
export function isNeeded(id, lines) {
  const own = lines.filter(({ channel }) => channel.fields.some(([field]) => field === id));
  return id !== DATE && (id !== REFERENCE || isPaid(own));
}

export function rememberPeople() {
  const said = values();
  const text = JSON.stringify(Object.fromEntries(REMEMBERED.map((id) => [id, said[id]])));
  keep(KEY, remember.checked ? text : null);
}

export function recallPeople() {
  try {
    const said = JSON.parse(kept(KEY));
    remember.checked = said !== null;
    for (const id of REMEMBERED) if (typeof said[id] === "string") control(id).value = said[id].slice(0, 500);
  } catch {
    // nothing is kept, or nothing of ours
  }
}
