// What the one who orders is asked: only what the channels of the order ask for, and remembered only
// when that is chosen.

import { keep, kept } from "../storage.js";

const KEY = "jambanken.bestallare";
const REMEMBERED = ["namn", "organisation", "leveransadress", "fakturareferens"];
const DATE = "önskat_datum";
const REFERENCE = "fakturareferens";

const boxes = [...document.querySelectorAll("[data-field]")];
const fields = new Map(boxes.map((box) => [box.dataset.field, box]));
export const remember = document.querySelector("[data-remember]");

export const asked = (lines) => new Set(lines.flatMap(({ channel }) => channel.fields.map(([id]) => id)));
export const isPaid = (lines) => lines.some(({ price }) => price > 0);

export const control = (id) => fields.get(id).querySelector("input, textarea");
export const values = () => Object.fromEntries([...fields.keys()].map((id) => [id, control(id).value]));

function today() {
  const now = new Date();
  return new Date(now - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

export function fieldFault(id, lines) {
  const { value, validity, labels } = control(id);
  if (value.trim() === "" && !validity.badInput) return isNeeded(id, lines) ? `Fyll i ${labels[0].firstChild.textContent.trim().toLowerCase()}.` : "";
  if (id === DATE && (validity.badInput || value < today())) return "Välj en dag som inte har varit.";
  return "";
}

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

// A date and, where all is free, a reference are asked for and can be left out.
function isNeeded(id, lines) {
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
