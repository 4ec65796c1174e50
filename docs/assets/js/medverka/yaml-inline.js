// YAML within a line: texts in quotes, and lists and groups in brackets.

const ESCAPES = new Map(Object.entries({
  ...{ 0: "\0", a: "\x07", b: "\b", t: "\t", n: "\n", v: "\v", f: "\f", r: "\r", e: "\x1b", " ": " " },
  ...{ '"': '"', "/": "/", "\\": "\\", N: "\x85", _: "\xa0", L: "\u2028", P: "\u2029" },
}));

// Lines within quotes are joined by a space; an empty line is a line end.
const joined = (text) =>
  text.includes("\n") ? text.replace(/[ \t]*\n[ \t]*((?:\n[ \t]*)*)/g, (_, empty) => "\n".repeat(empty.split("\n").length - 1) || " ") : text;

// What a text with its quotes means. ``fault`` makes what is thrown.
export function quotedText(text, at = 0) {
  const body = text.slice(1, -1);
  if (text[0] === "'") return joined(body).replaceAll("''", "'");
  return joined(body.replace(/\\[ \t]*\n[ \t]*/g, "")).replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([^]))/g,
    (whole, two, four, eight, sign) => {
      const code = two ?? four ?? eight;
      if (code !== undefined) return Number.parseInt(code, 16) > 0x10ffff ? "" : String.fromCodePoint(Number.parseInt(code, 16));
      if (ESCAPES.has(sign)) return ESCAPES.get(sign);
      const fault = new Error(`${whole} betyder inget. Ett bakstreck som ska synas skrivs två gånger.`);
      fault.line = at + 1;
      throw fault;
    },
  );
}

export const isFlow = (text) => /^[[{]/.test(text);

// What stands in brackets at the beginning of a text: ``value`` and where it ends, null where the
// closing bracket is still to come. ``fault`` makes what is thrown.
export function flow(text, fault) {
  const state = { text, at: 0, fault };
  try {
    const value = bracket(state, 0);
    return { value, end: state.at };
  } catch (error) {
    if (error === ENDED) return null;
    throw error;
  }
}

const ENDED = new Error("the text has ended");

function space(state) {
  state.at += state.text.slice(state.at).match(/^(?:[ \t\n]|(?<=[ \t\n])#.*)*/)[0].length;
  if (state.at >= state.text.length) throw ENDED;
}

function bracket(state, depth) {
  if (depth > 8) throw state.fault("Här ligger för många listor och grupper i varandra.");
  const isList = state.text[state.at] === "[";
  const close = isList ? "]" : "}";
  const items = [];
  const pairs = new Map();
  state.at += 1;
  for (space(state); state.text[state.at] !== close; space(state)) {
    if (isList) items.push(value(state, depth, /^[^[\]{},]+/));
    else pair(state, depth, pairs);
    space(state);
    if (state.text[state.at] === ",") state.at += 1;
    else if (state.text[state.at] !== close) throw state.fault("Sätt komman mellan värdena, och citattecken runt texter.");
  }
  state.at += 1;
  return isList ? items : pairs;
}

function pair(state, depth, pairs) {
  const name = value(state, depth, /^[^[\]{},:]+/);
  space(state);
  if (typeof name !== "string" || pairs.has(name)) throw state.fault("Ett fält inom klammer saknar namn, eller står två gånger.");
  if (state.text[state.at] !== ":") {
    pairs.set(name, null);
    return;
  }
  state.at += 1;
  space(state);
  pairs.set(name, /[,}]/.test(state.text[state.at]) ? null : value(state, depth, /^[^[\]{},]+/));
}

function value(state, depth, pattern) {
  const rest = state.text.slice(state.at);
  if (isFlow(rest)) return bracket(state, depth + 1);
  if (/^["']/.test(rest)) {
    const match = rest.match(rest[0] === '"' ? /^"(?:[^"\\]|\\[^])*"/ : /^'(?:[^']|'')*'/);
    if (!match) throw ENDED;
    state.at += match[0].length;
    return quotedText(match[0]).normalize("NFC");
  }
  const [found] = rest.match(pattern) ?? [""];
  const plain = found.split(/[ \t\n]#/)[0];
  if (plain.trim() === "") throw state.fault("Här saknas ett värde mellan två komman.");
  if (/^[&*!|>%@`?-](?![^\s])|^[&*!|>%@`]/.test(plain) || /:(?:\s|$)/.test(plain.trim())) throw state.fault("Sätt texten inom citattecken.");
  state.at += plain.length;
  return joined(plain.trim()).normalize("NFC");
}
