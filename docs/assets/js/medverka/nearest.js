// Guesses which word somebody meant to write, as hooks/jambanken/nearest.py does.

import { fold } from "./dom.js";

const LIKE = 0.6;
const VERY_LIKE = 0.8;
const SHORTEST_BEGINNING = 3;
const LONGEST = 100;

const plain = (word) => fold(word).replace(/[^\p{L}\p{N}]/gu, "").slice(0, LONGEST);

// How much of two words stands in both, in the same order: 0 to 1.
function likeness(one, other) {
  let row = new Array(other.length + 1).fill(0);
  for (const letter of one) {
    const next = [0];
    for (let at = 0; at < other.length; at += 1) next.push(letter === other[at] ? row[at] + 1 : Math.max(row[at + 1], next[at]));
    row = next;
  }
  return (2 * row.at(-1)) / (one.length + other.length || 1);
}

// The known word that is most like ``word``, "" where none is.
export function nearest(word, known) {
  const wanted = plain(word);
  const ranked = known.map((name) => ({ name, text: plain(name), score: likeness(wanted, plain(name)) })).toSorted((one, other) => other.score - one.score);
  const beginnings = ranked.filter(({ text }) => text.length >= SHORTEST_BEGINNING && wanted.startsWith(text)).toSorted((one, other) => other.text.length - one.text.length);
  const [best] = ranked;
  if (best?.score >= VERY_LIKE) return best.name;
  return beginnings[0]?.name ?? (best?.score >= LIKE ? best.name : "");
}
