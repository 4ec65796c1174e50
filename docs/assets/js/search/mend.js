// Finds what somebody meant to write among the words of the index.

import { fold, key, stem } from "./language.js";

const SHORTEST = 4;
const SHORTEST_FOR_TWO = 8;
const MOST_CANDIDATES = 6;

// The least number of letters to add, drop, change or swap (Damerau, optimal string alignment), or
// limit + 1 where it is more.
export function distance(one, other, limit) {
  if (Math.abs(one.length - other.length) > limit) return limit + 1;
  let before = [];
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= other.length; j += 1) {
      const changed = row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1);
      let best = Math.min(changed, row[j] + 1, next[j - 1] + 1);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        best = Math.min(best, before[j - 2] + 1);
      }
      next.push(best);
      least = Math.min(least, best);
    }
    if (least > limit) return limit + 1;
    before = row;
    row = next;
  }
  return row[other.length];
}

const letterOf = (folded) => (folded[0] >= "a" && folded[0] <= "z" ? folded[0] : "_");

// The words that are like one that the index lacks: [{word, distance}], the most alike first.
export async function alike(word, files, manifest) {
  const folded = fold(word);
  if (folded.length < SHORTEST) return [];
  const limit = folded.length < SHORTEST_FOR_TWO ? 1 : 2;
  const near = [...new Set([letterOf(folded), letterOf(folded.slice(1))])];
  const found = among(await read(near, files, manifest), folded, limit);
  if (found.length > 0) return found;
  const rest = Object.keys(manifest.words).filter((letter) => !near.includes(letter));
  return among(await read(rest, files, manifest), folded, limit);
}

function among(words, folded, limit) {
  const stemmed = key(stem(folded));
  const found = [];
  for (const word of words) {
    const other = fold(word);
    if (Math.abs(other.length - folded.length) > limit + 4) continue;
    let apart = distance(folded, other, limit);
    if (apart > limit && stemmed.length > SHORTEST) {
      const stemLimit = stemmed.length < SHORTEST_FOR_TWO ? 1 : 2;
      if (distance(stemmed, key(stem(word)), stemLimit) <= stemLimit) apart = limit;
    }
    if (apart > limit) continue;
    const first = other[0] === folded[0] ? 0 : 1;
    found.push({ word, distance: apart, first });
  }
  found.sort((one, other) => one.distance - other.distance || one.first - other.first);
  const least = found[0]?.distance;
  return found.filter((one) => one.distance === least).slice(0, MOST_CANDIDATES);
}

async function read(letters, files, { words }) {
  const named = letters.filter((letter) => Object.hasOwn(words, letter));
  return (await Promise.all(named.map((letter) => files.words(words[letter])))).flat();
}

// All words that hold a text, but not at their beginning.
export async function holding(text, files, manifest) {
  const words = await read(Object.keys(manifest.words), files, manifest);
  return words.filter((word) => fold(word).indexOf(text) > 0);
}

// The two words that a compound is made of, where the index has both; null for none.
export async function apart(word, files, manifest) {
  const known = new Set();
  for (const one of await read(Object.keys(manifest.words), files, manifest)) known.add(key(stem(one)));
  const folded = fold(word);
  let best = null;
  for (let cut = SHORTEST; cut <= folded.length - SHORTEST; cut += 1) {
    const last = folded.slice(cut);
    if (!known.has(key(stem(last)))) continue;
    const head = folded.slice(0, cut);
    const first = [head, head.replace(/[soeu]$/, "")].find(
      (one) => one.length >= SHORTEST && known.has(key(stem(one))),
    );
    if (first && (!best || Math.min(first.length, last.length) > Math.min(...best.map((w) => w.length)))) {
      best = [first, last];
    }
  }
  return best;
}
