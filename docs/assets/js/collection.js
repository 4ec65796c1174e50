// The visitor's own collection: references (KIND/SLUG) in the order they stand in, kept in this
// browser after the first choice and never before. Loaded on every page: it brings the buttons that
// add to the collection to life, gives cards and hits theirs, and shows the link in the page's head.
//
// A collection is shared as /samling/#poster=KIND/SLUG,KIND/SLUG (linkTo).

import { keep, kept, onChange } from "./storage.js";

const KEY = "jambanken.samling";
const REF = /^[a-z]{1,30}\/[a-z0-9]+(?:-[a-z0-9]+)*$/;
export const MOST = 500;

const base = new URL("../../", import.meta.url);
const nothing = () => ({ refs: [], extra: {} });
// `extra` is the page's own: notes and the meeting (samling/meeting.js).
let held = nothing();
let isKept = true;
const watchers = new Set();

// What is stored may come from anything that ran on this host: only sound references count.
export function sound(list) {
  if (!Array.isArray(list)) return [];
  const found = list.filter((ref) => typeof ref === "string" && ref.length < 120 && REF.test(ref));
  return [...new Set(found)].slice(0, MOST);
}

function read() {
  try {
    const found = JSON.parse(kept(KEY));
    // The first version kept a list of pictures and nothing else.
    const { notes, meeting } = found?.extra ?? {};
    return { refs: sound(found?.refs ?? found), extra: { notes, meeting } };
  } catch {
    return nothing(); // a text that is none of ours
  }
}

function write() {
  const text = held.refs.length > 0 ? JSON.stringify({ version: 2, ...held }) : null;
  return keep(KEY, text) !== "page";
}

export const gathered = () => [...held.refs];
export const isRemembered = () => isKept;
export const extra = () => held.extra;
export const snapshot = () => structuredClone(held);

// Keeps what is written beside the list; nobody is told, so that no field is made anew while one types.
export function keepExtra(changes) {
  held.extra = { ...held.extra, ...changes };
  isKept = write();
}

export function replace(list, more = held.extra) {
  const refs = sound(list);
  const notes = Array.isArray(more.notes) ? more.notes.filter((note) => refs.includes(note?.[0])) : [];
  held = refs.length > 0 ? { refs, extra: { ...more, notes } } : nothing();
  isKept = write();
  show();
}

export function toggle(ref) {
  const { refs } = held;
  const isThere = refs.includes(ref);
  if (!isThere && refs.length >= MOST) return null;
  replace(isThere ? refs.filter((other) => other !== ref) : [...refs, ref]);
  return !isThere;
}

export function watch(action) {
  watchers.add(action);
}

export const counted = (number, one = "post", many = "poster") => `${number} ${number === 1 ? one : many}`;
export const linkTo = (refs) => new URL(`samling/#poster=${refs.join(",")}`, base).href;

function showLink() {
  for (const link of document.querySelectorAll("[data-collection-link]")) {
    link.hidden = held.refs.length === 0;
    for (const count of link.querySelectorAll("[data-collection-count]")) count.textContent = held.refs.length;
    // Nothing can be kept: the link itself has to carry what is gathered.
    if (!isKept) link.href = linkTo(held.refs);
    else link.hash = "";
  }
}

function showButton(button) {
  button.setAttribute("aria-pressed", String(held.refs.includes(button.dataset.collect)));
  button.hidden = false;
}

const SAVABLE = ".jb-card, .jb-hit, .jb-hits__shot";

// Cards and hits get their button here, so that pages do not carry one that needs this script.
function giveButton(holder) {
  const link = holder.querySelector(":scope > :is(.jb-card__title, .jb-hit__title) > a");
  const ref = link?.href.startsWith(base.href) ? link.href.slice(base.href.length).replace(/\/$/, "") : "";
  const kind = holder.closest("[data-kind]")?.dataset.kind;
  if (!REF.test(ref) || !ref.startsWith(`${kind}/`) || holder.querySelector(":scope > [data-collect]")) return;
  const name = document.createElement("span");
  name.className = "jb-hidden";
  name.textContent = `Spara i min samling: ${link.textContent}`;
  const button = Object.assign(document.createElement("button"), { type: "button", className: "jb-plus jb-save" });
  button.dataset.collect = ref;
  button.append(name);
  holder.append(button);
}

function prepare(node) {
  if (node.matches?.(SAVABLE)) giveButton(node);
  node.querySelectorAll?.(SAVABLE).forEach(giveButton);
  if (node.matches?.("[data-collect]")) showButton(node);
  node.querySelectorAll?.("[data-collect]").forEach(showButton);
}

function show() {
  showLink();
  document.querySelectorAll("[data-collect]").forEach(showButton);
  watchers.forEach((action) => action());
}

function refresh() {
  held = read();
  show();
}

let status = null;

function announce(isThere, button) {
  const name = button.dataset.title || button.textContent.split(": ").slice(1).join(": ");
  const total = `Samlingen har ${counted(held.refs.length)}.`;
  if (isThere === null) status.textContent = `Samlingen är full: den rymmer ${MOST} poster.`;
  else if (!isThere) status.textContent = `${name} är borttagen. ${total}`;
  else if (isKept) status.textContent = `${name} ligger i samlingen. ${total}`;
  else status.textContent = `${name} ligger i samlingen tills du lämnar sidan: webbläsaren sparar den inte.`;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button[data-collect]");
  if (button && REF.test(button.dataset.collect)) announce(toggle(button.dataset.collect), button);
});
onChange(KEY, refresh);

const main = document.querySelector("main");
if (main) prepare(main);
refresh();
if (main) {
  status = document.createElement("p");
  status.className = "jb-hidden";
  status.setAttribute("role", "status");
  main.append(status);
  // Other scripts make cards, too.
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) addedNodes.forEach(prepare);
  }).observe(main, { childList: true, subtree: true });
}
