// Leaves alone what nobody has touched in a file that is mended: the order of its fields, their quotes and
// their comments. A small change is then a small difference to read for the one who reviews it.

import { clean } from "./text.js";

export const NOTHING = { own: new Map(), written: new Map(), silent: new Set() };

// What to hold against later. ``own`` is the text of each field in the file and ``given`` its value
// (yaml-read.js), ``values`` and ``written`` what the form has and writes of it before anything is changed,
// ``standard`` what a field is that is left out.
export function opened({ own, given, values, written, standard }) {
  const isSilent = (key) => !values.has(key) && standard.get(key) !== undefined && String(standard.get(key)) === String(given.get(key));
  const silent = new Set([...own.keys()].filter(isSilent));
  const whole = [...written].filter(([key]) => isSame(given.get(key), values.get(key)));
  return { own, written: new Map(whole), silent };
}

// Whether the form has all that the file has: what it leaves out or takes away is not kept in secret.
function isSame(given, value) {
  if (typeof given === "string") return typeof value === "string" && clean(given) === given;
  if (Array.isArray(given)) return given.length === value?.length && given.every((item, at) => isSame(item, value[at]));
  return given instanceof Map && value instanceof Map && [...given].every(([key, inner]) => inner === null || isSame(inner, value.get(key)));
}

// The whole text, of what the form writes of each field now.
export function joined(now, { own, written, silent }) {
  const keys = [...own.keys()].filter((key) => now.has(key) || silent.has(key));
  let before = -1;
  for (const key of now.keys()) {
    if (!own.has(key)) keys.splice(before + 1, 0, key);
    before = keys.indexOf(key);
  }
  return keys.map((key) => textOf(key, now.get(key), own.get(key), written.get(key))).join("");
}

function textOf(key, text, own, written) {
  if (!own) return text;
  if (text === written) return own.lead + own.text;
  // Empty lines after a field stay, but for those that a text ending with |+ would take for its own.
  return own.lead + text + (/\|\+\n/.test(text) ? "" : own.text.match(/\n(\n*)$/)[1]);
}
