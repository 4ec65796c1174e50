// Where a text holds what was asked for, and the piece of a page that shows it best.

import { fold, isStopWord, key, stems, wordsIn } from "./language.js";

const EXCERPT = 220;
const LEAD = 60;
const SHORT = 80;
const SHORTEST_PART = 4;
// What is no text of the page's own, or is read by programs alone.
const AROUND =
  "script, style, nav, aside, button, form, template, svg, h1, thead, " +
  ".jb-hidden, [hidden], [aria-hidden='true'], [data-search-skip]";
const BLOCKS = "p, li, h2, h3, h4, td, th, dd, dt, figcaption, blockquote";

// The places of found words in a text: [[start, end], …]. `asked` has {keys, prefix, parts}.
export function marks(text, asked) {
  const found = [];
  for (const { word, at, end } of wordsIn(text)) {
    const place = isStopWord(word) ? null : placeIn(word, asked);
    if (place) found.push([at + place[0], Math.min(end, at + place[1])]);
  }
  return found;
}

function placeIn(word, { keys, prefix, parts }) {
  if (stems(word).some((stem) => keys.has(key(stem)))) return [0, word.length];
  const folded = fold(word);
  if (prefix && folded.startsWith(prefix)) return [0, prefix.length];
  // A part is marked where folding keeps the places of the letters.
  if (folded.length !== word.length) return null;
  for (const part of parts) {
    const at = part.length >= SHORTEST_PART ? folded.indexOf(part) : -1;
    if (at >= 0) return [at, at + part.length];
  }
  return null;
}

// What visitors read on a page, without what stands around an entry: a line for each paragraph and the
// like. A heading stands before what it is the heading of.
export function textOf(html) {
  const main = new DOMParser().parseFromString(html, "text/html").querySelector("main");
  if (!main) return "";
  for (const element of main.querySelectorAll(AROUND)) element.remove();
  const lines = [];
  let heading = "";
  for (const block of main.querySelectorAll(BLOCKS)) {
    const text = ownText(block);
    if (text === "" || block.matches("dd *")) continue;
    if (/^(?:H.|DT)$/.test(block.tagName)) {
      if (heading) lines.push(heading.trim());
      heading = block.tagName === "DT" ? `${text}: ` : `${text} … `;
    } else {
      lines.push(heading + text);
      heading = "";
    }
  }
  return [...lines, heading.replace(/[ …:]+$/, "")].filter((line) => line !== "").join("\n");
}

// The text of a block without that of blocks in it; what a term is said to be, whole.
function ownText(block) {
  if (block.matches("dd")) {
    const items = [...block.querySelectorAll("li")].map(plain);
    return items.length > 0 ? items.join(", ") : plain(block);
  }
  const own = [...block.childNodes].filter((node) => !node.matches?.(BLOCKS) && !node.querySelector?.(BLOCKS));
  return own.map((node) => node.textContent).join("").replace(/\s+/g, " ").trim();
}

const plain = (node) => node.textContent.replace(/\s+/g, " ").trim();

// Where sentences begin in a line. "t.ex. Kalmar" and "A. Ek" end none.
function sentencesIn(line) {
  const starts = [0];
  for (const { 0: before, 1: word, index } of line.matchAll(/(\S+) (?=["”(–]*\p{Lu})/gu)) {
    if (/^(?:[^.]{2,}[.!?]["”)]*|…)$/u.test(word)) starts.push(index + before.length);
  }
  return starts;
}

// The piece of a text with the most of what was asked for: {text, marks}; null where it has nothing.
// It begins with a sentence and ends with one, where these are short enough.
export function excerpt(text, asked) {
  let best = null;
  for (const line of text.split("\n")) {
    const places = marks(line, asked);
    for (const [index, [first]] of places.entries()) {
      const said = new Map();
      for (const [from, to] of places.slice(index)) {
        const word = fold(line.slice(from, to).toLowerCase());
        if (to - first <= EXCERPT - LEAD && !said.has(word)) said.set(word, to);
      }
      if (said.size > (best?.size ?? 0)) best = { line, places, first, size: said.size, last: Math.max(...said.values()) };
    }
  }
  return best && cut(best);
}

function cut({ line, places, first, last }) {
  const sentences = sentencesIn(line);
  const sentence = sentences.findLast((one) => one <= first);
  const start = sentence >= first - LEAD ? sentence : line.indexOf(" ", first - LEAD) + 1;
  const room = start + EXCERPT;
  // Each sentence ends before the space that the next one begins after.
  const whole = [...sentences, line.length + 1].findLast((one) => one - 1 <= room) - 1;
  const isWhole = whole >= last && (whole === line.length || whole - start >= SHORT);
  const between = line.lastIndexOf(" ", room);
  const end = isWhole ? whole : between > first ? between : room;
  const before = start > sentence ? "… " : "";
  const said = line.slice(start, end).replace(/[\s…]+$/, "");
  const moved = places
    .filter(([from, to]) => from >= start && to <= start + said.length)
    .map(([from, to]) => [from - start + before.length, to - start + before.length]);
  return { text: before + said + (isWhole ? "" : " …"), marks: moved };
}
