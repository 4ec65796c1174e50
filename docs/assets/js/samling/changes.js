// All that changes the collection: order, what is in it, notes and minutes, and the way back.

import { counted, extra, gathered, isRemembered, keepExtra, MOST, replace, snapshot } from "../collection.js";
import { GONE } from "./entries.js";
import { isMinutes, LONGEST_NOTE, meetingOf, MOST_MINUTES } from "./meeting.js";
import {
  action, draw, drawTimes, fields, fillMeeting, isOwn, known, page, part, readExtra, refs, show, state, visible,
} from "./page.js";

const SAVE_AFTER = 400;
const NO_MINUTES = `Skriv ett helt antal minuter, högst ${MOST_MINUTES}, eller lämna fältet tomt.`;

let before = null;
let saving = 0;

function say(text, canUndo = false) {
  const note = isRemembered() ? "" : " Webbläsaren sparar inte samlingen, så den försvinner när du lämnar sidan.";
  part("status").textContent = text + note;
  action("undo").hidden = !canUndo;
}

function put(list, more) {
  save();
  before = snapshot();
  replace(list, more);
  draw();
}

const rowOf = (ref) => [...part("list").children].find((row) => row.dataset.ref === ref);

// Puts what is visible in another order; the things of other kinds keep their places.
export function drop(order, ref) {
  const moved = new Set(order);
  const next = order.values();
  put(refs().map((other) => (moved.has(other) ? next.next().value : other)));
  say(`${known.get(ref).title} ligger nu på plats ${order.indexOf(ref) + 1} av ${order.length}.`, true);
}

function move(ref, by) {
  const order = visible().map((entry) => entry.ref);
  const from = order.indexOf(ref);
  const to = from + by;
  if (to < 0 || to >= order.length) {
    say(`${known.get(ref).title} ligger redan ${by < 0 ? "först" : "sist"}.`);
    return;
  }
  order.splice(to, 0, ...order.splice(from, 1));
  drop(order, ref);
  rowOf(ref).querySelector(`[data-step="${by}"]`).focus();
}

function remove(ref) {
  const place = visible().findIndex((entry) => entry.ref === ref);
  put(refs().filter((other) => other !== ref));
  say(`${known.get(ref).title} är borttagen. Samlingen har ${counted(refs().length)}.`, true);
  const rows = part("list").children;
  (rows[Math.min(place, rows.length - 1)]?.querySelector("[data-remove]") ?? action("undo")).focus();
}

function choose(kind) {
  state.chosen = kind;
  const address = new URL(window.location);
  if (kind) address.searchParams.set("kind", kind);
  else address.searchParams.delete("kind");
  window.history.replaceState(null, "", address);
  draw();
  part("kinds").querySelector(`[data-kind="${kind}"]`).focus();
}

const ACTIONS = {
  async keep() {
    const own = gathered();
    const fresh = refs().filter((ref) => known.get(ref) !== GONE && !own.includes(ref));
    const room = MOST - own.length;
    Object.assign(state, { shared: null, isCut: false });
    window.history.replaceState(null, "", page.dataset.own);
    // What was written of the meeting is kept with a list that is the first one.
    put([...own, ...fresh], own.length > 0 ? extra() : { meeting: state.meeting });
    await show();
    fillMeeting();
    const full = fresh.length > room ? ` Samlingen rymmer ${MOST} poster, så resten kom inte med.` : "";
    say(`${fresh.length === 0 ? "Allt låg redan" : `${counted(Math.min(fresh.length, room))} ligger nu`} i samlingen.${full}`, true);
    action("undo").focus();
  },
  undo() {
    replace(before.refs, before.extra);
    readExtra();
    fillMeeting();
    say("Samlingen är som förut.");
    page.querySelector("h1").focus();
  },
  clear() {
    put([]);
    readExtra();
    fillMeeting();
    say("Samlingen är tömd.", true);
    action("undo").focus();
  },
  forget() {
    put(refs().filter((ref) => known.get(ref) !== GONE));
    say("Det som inte finns kvar är borttaget ur samlingen.", true);
    action("undo").focus();
  },
  pictures: () => choose("bildbank"),
};

export function change(button) {
  const ref = button.closest("[data-ref]")?.dataset.ref;
  if (button.dataset.do) ACTIONS[button.dataset.do]();
  else if ("kind" in button.dataset) choose(button.dataset.kind);
  else if (button.dataset.step) move(ref, Number(button.dataset.step));
  else remove(ref);
}

const packed = (notes) => [...notes]
  .filter(([, { text, minutes }]) => text || minutes !== null)
  .map(([ref, { text, minutes }]) => [ref, text, minutes]);

// A shared list is kept first when the visitor asks for it, and so is what is written beside it.
function save() {
  if (!saving) return;
  clearTimeout(saving);
  saving = 0;
  if (!isOwn() || gathered().length === 0) return;
  const couldBefore = isRemembered();
  keepExtra({ notes: packed(state.notes), meeting: state.meeting });
  if (couldBefore && !isRemembered()) say("");
}

// An empty field is null; what is no number of minutes is undefined.
function minutesIn(text) {
  const written = text.trim();
  if (written === "") return null;
  return /^\d{1,3}$/.test(written) && isMinutes(Number(written)) ? Number(written) : undefined;
}

function writeNote(field, ref) {
  const fault = field.closest("details").querySelector(".jb-collection__fault");
  const note = { text: "", minutes: null, ...state.notes.get(ref) };
  fault.textContent = "";
  if ("note" in field.dataset) {
    const more = field.value.length - LONGEST_NOTE;
    if (more > 0) {
      field.value = field.value.slice(0, LONGEST_NOTE);
      fault.textContent = `Anteckningen rymmer ${LONGEST_NOTE.toLocaleString("sv")} tecken. De sista ${more.toLocaleString("sv")} är borttagna.`;
    }
    note.text = field.value;
  } else {
    const minutes = minutesIn(field.value);
    field.setAttribute("aria-invalid", String(minutes === undefined));
    if (minutes === undefined) fault.textContent = NO_MINUTES;
    note.minutes = minutes ?? null;
  }
  state.notes.set(ref, note);
}

export function write(field) {
  const ref = field.closest("[data-ref]")?.dataset.ref;
  if (ref) writeNote(field, ref);
  else {
    state.meeting = meetingOf({ meeting: Object.fromEntries([...fields].map(([name, { value }]) => [name, value])) });
    part("meeting-fault").textContent = "";
  }
  drawTimes();
  clearTimeout(saving);
  saving = setTimeout(save, SAVE_AFTER);
}

window.addEventListener("pagehide", save);
