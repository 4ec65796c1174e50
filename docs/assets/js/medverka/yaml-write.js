// Writes an entry as YAML. A text stands without quotes only where every program reads it as that text:
// "NO", "12:30", "0123", "Möten: så" and "Punkt #1" do not.

// Letters first, then letters, digits, spaces and signs that mean nothing to YAML, no space at the end.
const HARMLESS = /^\p{L}(?:[\p{L}\p{N} ,.()\/–…%+;!?”’&=_-]*[\p{L}\p{N}.)…%!?”])?$/u;
// What YAML 1.1 or 1.2 takes for something else than a text.
const MEANS_SOMETHING = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf)$/i;
// Ids, dates and numbers, as the model has them. "4:30" is a number of seconds to some.
const BARE = /^(?:[a-zåäö0-9]+(?:[-\/_][a-zåäö0-9]+)*|-?[0-9]+(?:\.[0-9]+)?)$/;
const BARE_SORTS = new Set(["whole", "number", "date", "yesno", "choice", "id", "ref"]);
const PLAIN_ADDRESS = /^https:\/\/[^\s#:,[\]{}"'&*!|>%@`]+$/;
const WIDTH = 100;

function quoted(text) {
  if (text.includes('"') && !/['\\\p{C}]/u.test(text)) return `'${text}'`;
  return JSON.stringify(text);
}

export function scalar(text, sort = "text") {
  if (BARE_SORTS.has(sort) && BARE.test(text)) return text;
  if ((sort === "address" || sort === "file") && PLAIN_ADDRESS.test(text)) return text;
  return HARMLESS.test(text) && !MEANS_SOMETHING.test(text) ? text : quoted(text);
}

// A text of several lines as a block. What it ends with decides the sign: |- for no line end, |+ for many.
function block(text, indent) {
  const body = text.replace(/\n+$/, "");
  const ends = text.length - body.length;
  const chomping = ends === 0 ? "-" : ends === 1 ? "" : "+";
  const lines = body.split("\n").map((line) => (line === "" ? "" : `${indent}${line}`));
  return [`|${chomping}`, ...lines, ...Array(Math.max(0, ends - 1)).fill("")];
}

const isBlock = (text) => text.includes("\n") && text.trim() !== "" && !/^\s/.test(text);

function valueLines(value, control, indent) {
  const sort = control?.sort ?? "text";
  if (value instanceof Map) return ["", ...mapping(value, control?.fields, indent)];
  if (Array.isArray(value)) return list(value, control?.item, indent);
  if (value === null) return [""];
  return isBlock(value) ? block(value, indent) : [scalar(value, sort)];
}

function list(items, control, indent) {
  if (items.length === 0) return ["[]"];
  if (["id", "ref", "choice"].includes(control?.sort) && items.every((item) => BARE.test(item))) {
    const line = `[${items.join(", ")}]`;
    if (line.length <= WIDTH) return [line];
  }
  return ["", ...items.flatMap((item) => listItem(item, control, indent))];
}

function listItem(item, control, indent) {
  const inner = `${indent}  `;
  if (item instanceof Map && item.size > 0) {
    const [first, ...rest] = mapping(item, control?.fields, inner);
    return [`${indent}- ${first.slice(inner.length)}`, ...rest];
  }
  const [first, ...rest] = item instanceof Map ? ["{}"] : valueLines(item, control, inner);
  return first === "" && rest.length > 0
    ? [`${indent}-`, ...rest]
    : [`${indent}- ${first}`.trimEnd(), ...rest];
}

// "x" and "y" are fields of a picture, and stand for themselves in the bank's files.
const isPlainKey = (name) => /^[\p{L}\p{N}_][\p{L}\p{N}_-]*$/u.test(name) && (name.length === 1 || !MEANS_SOMETHING.test(name));
const key = (name) => (isPlainKey(name) ? name : quoted(name));

// The fields of a mapping, each with its lines: keys in the model's order, then those it does not know.
function fields(values, controls = [], indent = "") {
  const known = controls.filter((control) => values.has(control.key));
  const names = new Set(known.map((control) => control.key));
  const unknown = [...values.keys()].filter((name) => !names.has(name)).map((name) => ({ key: name }));
  return [...known, ...unknown].map((control) => [control.key, fieldLines(values.get(control.key), control, indent)]);
}

function fieldLines(value, control, indent) {
  if (value instanceof Map && value.size === 0) return [`${indent}${key(control.key)}: {}`];
  const [first, ...rest] = valueLines(value, control, `${indent}  `);
  return [`${indent}${key(control.key)}: ${first}`.trimEnd(), ...rest];
}

const mapping = (values, controls, indent) => fields(values, controls, indent).flatMap(([, lines]) => lines);

// The YAML of each field of an entry, by Swedish keys: a Map of texts, lists and further Maps.
export const write = (values, controls) => new Map(fields(values, controls).map(([name, lines]) => [name, `${lines.join("\n")}\n`]));
