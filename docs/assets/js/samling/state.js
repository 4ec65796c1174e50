// What the page of the collection shows: what is gathered in this browser, or what a shared link
// names (#poster=KIND/SLUG,…; of pictures alone also ?bilder=SLUG,…). ?kind=KIND shows one kind.

import { extra, gathered, linkTo, MOST, sound } from "../collection.js";
import { PICTURES, reader } from "./entries.js";
import { agenda, meetingOf, notesOf } from "./meeting.js";

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

export function readAddress() {
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
export const isThere = (ref) => typeof known.get(ref) === "object";
export const shown = () => refs().filter(isThere).map((ref) => known.get(ref));
export const kinds = () => [...new Set(shown().map(({ kind }) => kind))];

// The kind that is shown, empty for all: one that nothing is left of is no choice, and where there is
// but one kind there is none to make.
export function view() {
  const found = kinds();
  if (found.length === 1) return found[0];
  return found.includes(state.chosen) ? state.chosen : "";
}

export const visible = () => shown().filter(({ kind }) => view() === "" || kind === view());
export const isWall = () => view() === "bildbank";
export const notes = () => (isOwn() ? state.notes : new Map());
export const plan = () => agenda(visible(), notes(), state.meeting);
export const orders = () => [...new Map(visible().flatMap((entry) => entry.orders).map((order) => [order.split(":")[0], order])).values()];
export const pictures = () => shown().map(({ picture }) => picture).filter(Boolean);
export const addressOf = ({ ref }) => new URL(`${base}${ref}/`, document.baseURI).href;
export const link = () => linkTo(visible().map(({ ref }) => ref));
