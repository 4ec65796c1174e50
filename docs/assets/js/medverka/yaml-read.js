// Reads the YAML that the bank's files are written in: groups and lists in blocks or in brackets, texts
// with or without quotes, texts on lines below | and >. Every value is a text, a list or a Map. What it
// does not know it refuses, with the line: better that than a guess.

import { flow, isFlow, quotedText } from "./yaml-inline.js";

export class Unreadable extends Error {
  constructor(line, message) {
    super(message);
    this.line = line + 1;
  }
}

const KEY = /^(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'|([^\s:#"'[\]{}&*!|>%@`,?-][^:#]*|[-?][^\s:#][^:#]*))\s*:(?=\s|$)\s*/;
const END = /^\.\.\.\s*$/;
const MOST_DEPTH = 12;
// What no entry comes near. The checker stops at as many bytes (hooks/jambanken/reading/decoding.py); the
// rest keeps a hostile text from holding the browser up.
const MOST_BYTES = 300_000;
const MOST_LINES = 5000;
const LONGEST_GAP = /[\s\u00a0]{1000}/;

// Tells what a text holds: ``values`` (a Map), ``comments``, the number of comments, and ``own``, the
// text of each field as it stands (see yaml-keep.js). Throws Unreadable.
export function read(text) {
  const lines = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n").split("\n");
  refuseLarge(text, lines);
  const state = { lines: [...lines], at: 0, comments: 0, starts: [] };
  skip(state);
  if (/^---\s*(?:#.*)?$/.test(state.lines[state.at] ?? "")) {
    state.at += 1;
    skip(state);
  }
  if (state.at >= lines.length) throw new Unreadable(0, "Texten är tom.");
  const value = node(state, indentOf(state), 0);
  skip(state);
  if (END.test(lines[state.at] ?? "")) {
    state.at += 1;
    skip(state);
  }
  if (state.at < lines.length) throw new Unreadable(state.at, told(state, "Raden passar inte ihop med dem ovanför. Kontrollera indraget."));
  if (!(value instanceof Map)) throw new Unreadable(0, "Här saknas fält: ord med kolon efter, till exempel titel: Byt plats vid bordet");
  return { values: value, comments: state.comments, own: ownTexts(lines, state.starts) };
}

// The text of each field: ``lead``, the comments above it, and ``text``, all to the next field. A line that
// begins with # is a comment, whatever stands above it: what belongs to a value is indented.
function ownTexts(lines, starts) {
  const last = starts.at(-1)?.[1] ?? 0;
  const mark = lines.findIndex((line, at) => at > last && END.test(line));
  const end = mark > 0 ? mark : lines.length - (lines.at(-1) === "" ? 1 : 0);
  const heads = starts.map(([, at]) => leadOf(lines, at));
  const upTo = (from, to) => lines.slice(from, to).map((line) => `${line}\n`).join("");
  return new Map(starts.map(([name, at], index) => [name, { lead: upTo(heads[index], at), text: upTo(at, heads[index + 1] ?? end) }]));
}

function leadOf(lines, at) {
  let found = at;
  for (let up = at - 1; up >= 0 && /^(?:#|\s*$)/.test(lines[up]); up -= 1) if (lines[up].startsWith("#")) found = up;
  return found;
}

function refuseLarge(text, lines) {
  const size = new Blob([text]).size;
  if (size > MOST_BYTES) throw new Unreadable(0, `Texten är ${Math.ceil(size / 1000)} kB. Den får vara högst ${MOST_BYTES / 1000} kB.`);
  if (lines.length > MOST_LINES) throw new Unreadable(MOST_LINES, `Texten har ${lines.length} rader. Den får ha högst ${MOST_LINES}.`);
  const wide = lines.findIndex((line) => LONGEST_GAP.test(line));
  if (wide >= 0) throw new Unreadable(wide, "Här står väldigt många mellanslag i rad. Ta bort dem.");
}

function told({ lines, at }, otherwise) {
  if (/^---|^\.\.\./.test(lines[at])) return "Här börjar ett andra dokument (---). En fil är en post.";
  return otherwise;
}

// Goes past empty lines and comments.
function skip(state) {
  for (; state.at < state.lines.length; state.at += 1) {
    const line = state.lines[state.at];
    if (/^\s*#/.test(line)) state.comments += 1;
    else if (line.trim() !== "") return;
  }
}

function indentOf({ lines, at }) {
  const [space] = lines[at].match(/^[\s\u00a0]*/);
  if (/[^ ]/.test(space)) throw new Unreadable(at, "Raden dras in med en tabb eller ett hårt blanksteg. Använd vanliga mellanslag.");
  return space.length;
}

const ended = (state) => state.at >= state.lines.length;
const isItem = (text) => text === "-" || text.startsWith("- ");

// What stands at ``indent`` from the current line on.
function node(state, indent, depth) {
  if (depth > MOST_DEPTH) throw new Unreadable(state.at, "Här ligger för många listor och grupper i varandra.");
  const text = state.lines[state.at].slice(indent);
  if (isItem(text)) return list(state, indent, depth);
  if (KEY.test(text)) return mapping(state, indent, depth);
  return inline(state, text, indent, indent - 1);
}

function list(state, indent, depth) {
  const items = [];
  for (skip(state); !ended(state); skip(state)) {
    const line = state.lines[state.at];
    if (indentOf(state) !== indent || !isItem(line.slice(indent))) break;
    const rest = line.slice(indent + 1);
    const inner = indent + 1 + rest.match(/^ */)[0].length;
    const text = line.slice(inner);
    if (text === "" || text.startsWith("#")) items.push(below(state, indent, depth, false));
    else if (isItem(text) || KEY.test(text)) {
      // The dash is an indent to what stands after it.
      state.lines[state.at] = " ".repeat(inner) + text;
      items.push(node(state, inner, depth + 1));
    } else items.push(inline(state, text, inner, indent));
  }
  return items;
}

function mapping(state, indent, depth) {
  const found = new Map();
  for (skip(state); !ended(state); skip(state)) {
    const line = state.lines[state.at];
    if (indentOf(state) !== indent || END.test(line)) break;
    const match = line.slice(indent).match(KEY);
    if (!match) {
      if (isItem(line.slice(indent))) break;
      throw new Unreadable(state.at, told(state, "Raden är inget fält. Ett fält är ett ord med kolon och mellanslag efter."));
    }
    const name = keyName(match, state.at);
    if (depth === 0 && indent === 0) state.starts.push([name, state.at]);
    if (found.has(name)) throw new Unreadable(state.at, `"${name}" står två gånger. Ta bort den ena eller slå ihop dem.`);
    const text = line.slice(indent + match[0].length);
    const isEmpty = text === "" || text.startsWith("#");
    found.set(name, isEmpty ? below(state, indent, depth, true) : inline(state, text, indent + match[0].length, indent));
  }
  if (!ended(state) && indentOf(state) > indent) throw new Unreadable(state.at, "Raden är indragen för långt.");
  return found;
}

function keyName(match, at) {
  const [, double, single, plain] = match;
  const name = (double === undefined ? (single?.replaceAll("''", "'") ?? plain.trimEnd()) : quotedText(`"${double}"`, at)).normalize("NFC");
  if (name === "<<") throw new Unreadable(at, 'Sammanslagning ("<<") får inte användas. Skriv ut fälten.');
  return name;
}

// What stands below a key or a dash with nothing after it; a list may stand as far in as its key.
function below(state, indent, depth, ofKey) {
  if (/#/.test(state.lines[state.at].slice(indent))) state.comments += 1;
  state.at += 1;
  skip(state);
  if (ended(state)) return null;
  const inner = indentOf(state);
  const isOwn = inner > indent || (ofKey && inner === indent && isItem(state.lines[state.at].slice(inner)));
  return isOwn ? node(state, inner, depth + 1) : null;
}

// A value that begins on the current line, at ``column``. What belongs to it is indented more than ``outer``.
function inline(state, text, column, outer) {
  if (/^[|>]/.test(text)) return block(state, text, outer);
  if (/^["']/.test(text)) return quoted(state, text, outer);
  if (isFlow(text)) return bracketed(state, text, outer);
  refuse(text, state.at);
  return plain(state, text, outer);
}

const REFUSED = [
  [/^&/, 'Ett "&" först gör ordet till ett ankare. Sätt texten inom citattecken.'],
  [/^\*/, 'Ett "*" först gör ordet till ett alias. Sätt texten inom citattecken.'],
  [/^!/, 'Ett "!" först gör ordet till en tagg. Sätt texten inom citattecken.'],
  [/^[%@`,\]}]/, "En text kan inte börja med det tecknet. Sätt texten inom citattecken."],
  [/^[?-](?:\s|$)/, "Raden går inte att läsa. Sätt texten inom citattecken."],
];

function refuse(text, at) {
  for (const [pattern, message] of REFUSED) if (pattern.test(text)) throw new Unreadable(at, message);
}

// The part of a plain text before a comment.
function withoutComment(state, text) {
  const cut = text.search(/(?:^|[ \t])#/);
  if (cut < 0) return text.trimEnd();
  state.comments += 1;
  return text.slice(0, cut).trimEnd();
}

function plain(state, text, outer) {
  const parts = [];
  let rest = text;
  let empty = 0;
  for (;;) {
    const part = withoutComment(state, rest);
    if (/:(?:\s|$)/.test(part)) throw new Unreadable(state.at, "Ett kolon i en text behöver citattecken runt hela texten.");
    parts.push("\n".repeat(empty) || (parts.length > 0 ? " " : ""), part);
    const hadComment = part.length < rest.trimEnd().length;
    empty = 0;
    state.at += 1;
    while (!ended(state) && state.lines[state.at].trim() === "") {
      empty += 1;
      state.at += 1;
    }
    if (ended(state) || hadComment || /^\s*#/.test(state.lines[state.at])) break;
    if (indentOf(state) <= outer) break;
    rest = state.lines[state.at].trim();
  }
  const made = parts.join("").normalize("NFC");
  return made === "" ? null : made;
}

// A text in quotes, which may go on below: lines are joined by a space, an empty line is a line end.
function quoted(state, text, outer) {
  const first = state.at;
  const [sign] = text;
  const rest = sign === '"' ? /^(?:[^"\\]|\\[^])*"/ : /^(?:[^']|'')*'(?!')/;
  const parts = [];
  for (let line = text.slice(1); ; line = state.lines[state.at]) {
    const [last] = line.match(rest) ?? [];
    if (last !== undefined) {
      after(state, line.slice(last.length), first);
      return quotedText(sign + [...parts, last].join("\n"), first).normalize("NFC");
    }
    parts.push(line);
    state.at += 1;
    if (ended(state) || (state.lines[state.at].trim() !== "" && indentOf(state) <= outer)) {
      throw new Unreadable(first, "Ett citattecken saknar sin andra hälft. Skriv ett till i slutet av texten.");
    }
  }
}

// Nothing but a comment may stand after a closing sign.
function after(state, rest, first) {
  if (withoutComment(state, rest) !== "") {
    throw new Unreadable(first, "Det står mer efter det avslutande citattecknet eller klammern. Sätt hela texten inom citattecken.");
  }
  state.at += 1;
}

function bracketed(state, text, outer) {
  const first = state.at;
  const belongs = (line) => line.trim() === "" || line.match(/^\s*/)[0].length > outer || /^\s*[\]}]/.test(line);
  let end = first + 1;
  while (end < state.lines.length && belongs(state.lines[end])) end += 1;
  const whole = [text, ...state.lines.slice(first + 1, end)].join("\n");
  const found = flow(whole, (message) => new Unreadable(first, message));
  if (!found) throw new Unreadable(first, "En klammer är inte avslutad.");
  state.at = first + whole.slice(0, found.end).split("\n").length - 1;
  after(state, whole.slice(found.end).split("\n", 1)[0], first);
  return found.value;
}

// A text on lines below | (as they are) or > (joined to paragraphs).
function block(state, text, outer) {
  const match = text.match(/^([|>])([1-9]?)([-+]?)([1-9]?)[ \t]*(#.*)?$/);
  if (!match) throw new Unreadable(state.at, `Efter ${text[0]} ska texten börja på nästa rad, indragen.`);
  const [, style, before, chomping, behind, comment] = match;
  if (comment) state.comments += 1;
  state.at += 1;
  const lines = [];
  let indent = before || behind ? Math.max(outer, 0) + Number(before || behind) : -1;
  for (; !ended(state); state.at += 1) {
    const line = state.lines[state.at];
    const own = line.match(/^ */)[0].length;
    if (line.trim() === "" && (indent < 0 || own < indent)) {
      lines.push("");
      continue;
    }
    if (indent < 0) indent = own > outer ? own : -2;
    if (indent < 0 || own < indent) break;
    lines.push(line.slice(indent));
  }
  return chomped(style === "|" ? lines.join("\n") : folded(lines), chomping, state).normalize("NFC");
}

function chomped(text, chomping, state) {
  const body = text.replace(/\n+$/, "");
  if (chomping === "-") return body;
  // The last line of a file has no line end of its own.
  if (chomping === "+") return ended(state) ? `${text}` : `${text}\n`;
  return body === "" ? "" : `${body}\n`;
}

function folded(lines) {
  let made = "";
  let empty = 0;
  let wasIndented = false;
  for (const line of lines) {
    if (line === "") {
      empty += 1;
      continue;
    }
    const isIndented = /^[ \t]/.test(line);
    if (made === "") made = "\n".repeat(empty) + line;
    else if (isIndented || wasIndented) made += "\n".repeat(empty + 1) + line;
    else made += ("\n".repeat(empty) || " ") + line;
    wasIndented = isIndented;
    empty = 0;
  }
  return made + "\n".repeat(empty);
}
