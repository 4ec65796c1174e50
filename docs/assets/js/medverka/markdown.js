// The small Markdown profile as elements, for the preview: paragraphs, lists, bold, emphasis, links,
// quotes, headings and tables. What it does not know stands as text.

import { make } from "./dom.js";

const ITEM = /^( *)([-*+]|\d+[.)])\s+(.*)$/;
const INLINE = /\\([\\`*_{}[\]()#+.!>-])|\[([^[\]]*)\]\(\s*<?([^\s)>]*)>?[^)]*\)|(\*\*|__)(?=\S)(.+?\S?)\4|(\*|(?<!\w)_)(?=\S)(.+?)\6(?!\w)/s;

// ``top`` is the level of the highest heading in the text, ``shift`` what is added for screen readers.
export function markdown(text, top = 3, shift = 0) {
  const lines = text.replace(/^\n+|\s+$/g, "").replace(/(?<=[0-9]) (?=[0-9]{3}\b)/g, "\u00a0").split("\n");
  const highest = Math.min(...lines.map((line) => line.match(/^(#{1,6})\s/)?.[1].length ?? 7));
  return blocks(lines, { top, shift, highest });
}

function blocks(lines, room) {
  const made = [];
  for (let at = 0; at < lines.length; ) {
    const [element, next] = blockAt(lines, at, room);
    if (element) made.push(element);
    at = Math.max(next, at + 1);
  }
  return made;
}

function blockAt(lines, at, room) {
  const line = lines[at];
  if (line.trim() === "") return [null, at + 1];
  const heading = line.match(/^(#{1,6})\s+(.*?)\s*#*$/);
  if (heading) {
    const level = Math.min(6, heading[1].length - room.highest + room.top);
    return [make(`h${level}`, { "aria-level": Math.min(6, level + room.shift), role: "heading" }, ...inline(heading[2])), at + 1];
  }
  if (line.startsWith(">")) return gathered(lines, at, (one) => one.startsWith(">"), (part) => make("blockquote", {}, ...blocks(part.map((one) => one.replace(/^> ?/, "")), room)));
  if (ITEM.test(line) && line.search(/\S/) < 4) return list(lines, at, room);
  if (line.includes("|") && /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/.test(lines[at + 1] ?? "") && lines[at + 1].includes("-")) {
    return gathered(lines, at, (one) => one.includes("|"), table);
  }
  return gathered(lines, at, (one, first) => one.trim() !== "" && (first || !/^#{1,6}\s/.test(one)), (part) => make("p", {}, ...inline(part.map((one) => one.trim()).join("\n"))));
}

function gathered(lines, at, belongs, element) {
  let end = at;
  while (end < lines.length && belongs(lines[end], end === at)) end += 1;
  return [element(lines.slice(at, end)), end];
}

function list(lines, at, room) {
  const [, space, sign] = lines[at].match(ITEM);
  const element = make(/\d/.test(sign) ? "ol" : "ul");
  let end = at;
  while (end < lines.length) {
    const match = lines[end].match(ITEM);
    if (!match || match[1].length > space.length + 1) break;
    const own = [match[3]];
    end += 1;
    while (end < lines.length && (lines[end].startsWith(`${space}  `) || (lines[end].trim() === "" && (lines[end + 1] ?? "").startsWith(`${space}  `)) || (lines[end].trim() !== "" && !ITEM.test(lines[end]) && lines[end - 1].trim() !== ""))) {
      own.push(lines[end].replace(new RegExp(`^ {0,${space.length + 4}}`), ""));
      end += 1;
    }
    const isSimple = own.every((line) => line.trim() !== "" && !ITEM.test(line));
    element.append(make("li", {}, ...(isSimple ? inline(own.join("\n")) : blocks(own, room).flatMap((node, index) => (index === 0 && node.tagName === "P" ? [...node.childNodes] : [node])))));
    while (end < lines.length && lines[end].trim() === "" && ITEM.test(lines[end + 1] ?? "")) end += 1;
  }
  return [element, end];
}

function table(lines) {
  const cells = (line) => line.trim().replace(/^\||\|$/g, "").split("|").map((cell) => cell.trim());
  const row = (line, tag) => make("tr", {}, ...cells(line).map((cell) => make(tag, {}, ...inline(cell))));
  const [head, , ...rest] = lines;
  const made = make("table", {}, make("thead", {}, row(head, "th")), make("tbody", {}, ...rest.map((line) => row(line, "td"))));
  return make("div", { class_: "jb-table", tabindex: "0", role: "region", "aria-label": "Tabell" }, made);
}

function inline(text, depth = 0) {
  const made = [];
  let rest = text;
  for (let match = rest.match(INLINE); match && depth < 8; match = rest.match(INLINE)) {
    made.push(rest.slice(0, match.index));
    const [whole, escaped, words, address, strong, bold, , slanted] = match;
    if (escaped !== undefined) made.push(escaped);
    else if (address !== undefined) made.push(linked(words, address, depth));
    else made.push(make(strong ? "strong" : "em", {}, ...inline(bold ?? slanted, depth + 1)));
    rest = rest.slice(match.index + whole.length);
  }
  return [...made, rest];
}

// A link of the preview leads out of it in a tab of its own: what is typed must not be lost.
function linked(words, address, depth) {
  const content = inline(words, depth + 1);
  if (/^https:\/\/[^\s\\<>"]+$/.test(address)) return make("a", { href: address, rel: "noopener", target: "_blank" }, ...content);
  if (/^(?:mailto:[\w.+-]+@[\w.-]+|\/(?:[a-z0-9-]+\/)*(?:#[a-z0-9-]+)?)$/.test(address)) return make("span", { class_: "jb-form__link" }, ...content);
  return make("span", {}, ...content);
}
