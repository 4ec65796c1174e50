// Where a text holds what was asked for, and the piece of a page that shows it best.

import { fold, isStopWord, key, stems, wordsIn } from "./language.js";

const EXCERPT = 220;
const LEAD = 60;
const SHORTEST_PART = 4;

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

// What visitors read on a page, without what stands around an entry.
export function textOf(html) {
  const main = new DOMParser().parseFromString(html, "text/html").querySelector("main");
  if (!main) return "";
  const around = "script, style, nav, aside, button, form, template, svg, h1, [hidden], [data-search-skip]";
  for (const element of main.querySelectorAll(around)) element.remove();
  const blocks = main.querySelectorAll("p, li, h2, h3, h4, td, th, dd, dt, figcaption, blockquote");
  const texts = [...blocks]
    .filter((block) => !block.querySelector("p, li"))
    .map((block) => block.textContent.replace(/\s+/g, " ").trim());
  return texts.filter((text) => text !== "").join(" … ");
}

// The piece of a text with the most of what was asked for: {text, marks}; null where it has nothing.
export function excerpt(text, asked) {
  const places = marks(text, asked);
  if (places.length === 0) return null;
  let best = 0;
  let most = 0;
  for (let first = 0; first < places.length; first += 1) {
    const said = new Set();
    for (let last = first; last < places.length && places[last][1] - places[first][0] <= EXCERPT - LEAD; last += 1) {
      said.add(fold(text.slice(...places[last]).toLowerCase()));
    }
    if (said.size > most) [best, most] = [first, said.size];
  }
  const wanted = Math.max(0, places[best][0] - LEAD);
  const word = wanted === 0 ? 0 : text.indexOf(" ", wanted) + 1;
  // What stands between blocks is said once, by the marks of the excerpt itself.
  const start = word + text.slice(word).match(/^(?:… )*/)[0].length;
  const cut = text.length <= start + EXCERPT ? text.length : text.lastIndexOf(" ", start + EXCERPT);
  const whole = cut > start ? cut : start + EXCERPT;
  const end = whole - text.slice(start, whole).match(/(?: …)*$/)[0].length;
  const before = start > 0 ? "… " : "";
  const shown = before + text.slice(start, end) + (end < text.length ? " …" : "");
  const moved = places
    .filter(([from, to]) => from >= start && to <= end)
    .map(([from, to]) => [from - start + before.length, to - start + before.length]);
  return { text: shown, marks: moved };
}
