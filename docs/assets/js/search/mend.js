// Finds what somebody meant by a word that the index has too little of, or not at all.

import { filesFor, kindOf, shardsFor } from "./files.js";
import { fold, key, stem, stems } from "./language.js";
import { lookUp, merge, place } from "./lookup.js";

const PAGES = "sidor";
const SHORTEST = 4;
// In shorter words no letter is believed to be another: nearly any four are like some word.
const SHORTEST_FOR_OTHERS = 5;
// A slip in the first letter is believed from so many letters on, and two slips from so many on.
const SHORTEST_FOR_FIRST = 7;
const SHORTEST_FOR_TWO = 8;
const MOST_CANDIDATES = 6;
const SHORTEST_INFIX = 5;
const SHORTEST_HEAD = 3;
const MOST_INFIXES = 40;
// Of a large bank not all words are read for one that nothing has.
const MOST_FILES = 8;
const WEIGHT = { mended: 0.6, apart: 0.6, inside: 0.35 };

// Adds where the word is that was meant; returns that word.
export async function mend(word, here, files, manifest) {
  const candidates = await alike(word.word, files, manifest);
  let meant = "";
  let most = 0;
  for (const { word: other, distance: far, isOtherForm } of candidates) {
    const there = place(manifest);
    for (const one of stems(other).slice(0, 1)) {
      await lookUp(one, there, WEIGHT.mended / far, files, manifest);
    }
    // What the bank's own pages alone say, of themselves, is seldom what somebody missed by more.
    if ((far > 1 || isOtherForm) && !isInEntry(there, manifest)) continue;
    if (there.count > most) [meant, most, here.parts] = [other, there.count, there.parts];
    merge(here, there);
  }
  if (meant) return meant;
  const parts = await apart(word.word, files, manifest);
  if (parts) await lookApart(parts, here, files, manifest);
  if (here.count === 0) await lookInside(word, here, files, manifest);
  return null;
}

const isInEntry = ({ scores }, manifest) =>
  scores.some((score, document) => score > 0 && kindOf(document, manifest) !== PAGES);

// Adds where all parts of a compound are, apart from each other: "jour för kvinnor" for kvinnojour.
export async function lookApart(keys, here, files, manifest) {
  if (keys.length < 2) return;
  const places = keys.map(() => place(manifest));
  await Promise.all(keys.map((one, index) => lookUp(one, places[index], WEIGHT.apart, files, manifest)));
  let count = 0;
  places[0].scores.forEach((_, document) => {
    const all = Math.min(...places.map(({ scores }) => scores[document]));
    if (all === 0) return;
    count += 1;
    if (here.scores[document] === 0) here.count += 1;
    here.scores[document] = Math.max(here.scores[document], all);
  });
  if (count === 0) return;
  for (const one of keys) {
    here.keys.add(one);
    here.marked.add(one);
  }
}

// Adds the words that hold this one: the last resort for a compound that was not split.
export async function lookInside(word, here, files, manifest) {
  const wanted = fold(word.word);
  if (wanted.length < SHORTEST_INFIX) return;
  const found = inFewShards(await holding(wanted, files, manifest), manifest).slice(0, MOST_INFIXES);
  await Promise.all(found.flatMap(({ names }) => names).map((name) => files.shard(name)));
  for (const { stem: one } of found) {
    const there = place(manifest);
    await lookUp(one, there, WEIGHT.inside, files, manifest);
    there.keys.clear();
    there.marked.clear();
    merge(here, there);
  }
  if (found.length > 0) here.marked.add(wanted);
}

// The words' stems with their shards, as long as these are few.
function inFewShards(words, manifest) {
  const wanted = words.flatMap((word) => stems(word).slice(0, 1));
  const known = new Set();
  const found = [];
  for (const one of new Set(wanted)) {
    const names = shardsFor(manifest, key(one));
    if (names.some((name) => !known.has(name)) && known.size >= MOST_FILES) continue;
    for (const name of names) known.add(name);
    found.push({ stem: one, names });
  }
  return found;
}

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

// The words that are like one that the index lacks: [{word, distance}], the most alike first. Words
// that begin otherwise are tried when no other fits.
async function alike(word, files, manifest) {
  const [first, second] = fold(word);
  if (word.length < SHORTEST) return [];
  if (word.length < SHORTEST_FOR_FIRST) return among(await read([first], files, manifest), word);
  const found = among(await read([first, second], files, manifest), word);
  return found.length > 0 ? found : among(await readAll(files, manifest), word);
}

// A word without å, ä and ö may have lost them, but a short one has not lost them and a letter too.
function among(words, asked) {
  const limit = asked.length < SHORTEST_FOR_TWO ? 1 : 2;
  const plain = fold(asked);
  const seen = asked === plain && limit > 1 ? fold : (text) => text;
  const stemmed = seen(stem(asked));
  const found = [];
  for (const word of words) {
    if (word.length < SHORTEST || Math.abs(word.length - asked.length) > limit + 4) continue;
    const hasOthers = word.length <= asked.length && lettersOf(word) !== lettersOf(asked);
    if (asked.length < SHORTEST_FOR_OTHERS && hasOthers) continue;
    let apart = distance(asked, seen(word), limit);
    // The index has one form of each word: another may be nearer.
    const isOtherForm = apart > 1 && stemmed.length > SHORTEST && distance(stemmed, seen(stem(word)), 1) <= 1;
    if (isOtherForm) apart = 1;
    const isOther = fold(word[0]) !== plain[0];
    if (apart > limit || (isOther && (apart > 1 || plain.length < SHORTEST_FOR_FIRST))) continue;
    found.push({ word, distance: apart, first: isOther ? 1 : 0, isOtherForm });
  }
  found.sort((one, other) => one.distance - other.distance || one.first - other.first);
  const least = found[0]?.distance;
  return found.filter((one) => one.distance === least).slice(0, MOST_CANDIDATES);
}

const lettersOf = (word) => [...word].sort().join("");

// The words that begin with one of some letters, and those beside them.
async function read(letters, files, { words }) {
  const names = new Set(letters.flatMap((letter) => filesFor(words, letter, true, MOST_FILES)));
  return (await Promise.all([...names].map((name) => files.words(name)))).flat();
}

async function readAll(files, { words }) {
  if (words.length > MOST_FILES) return [];
  return (await Promise.all(words.map(([, name]) => files.words(name)))).flat();
}

// All words that hold a text after what may be the first part of a compound.
async function holding(text, files, manifest) {
  const words = await readAll(files, manifest);
  return words.filter((word) => fold(word).indexOf(text) >= SHORTEST_HEAD);
}

// The keys of the two words that a compound is made of, where the index has both; null for none.
async function apart(word, files, manifest) {
  const cuts = [];
  for (let cut = SHORTEST; cut <= word.length - SHORTEST; cut += 1) cuts.push(cut);
  const found = await Promise.all(
    cuts.map(async (cut) => {
      const head = word.slice(0, cut);
      const heads = [head, head.replace(/[soeu]$/, "")].filter((one) => one.length >= SHORTEST);
      const [first, last] = await Promise.all([heads, [word.slice(cut)]].map((ones) => knownOf(ones, files, manifest)));
      return first && last ? { keys: [first, last], shorter: Math.min(cut, word.length - cut) } : null;
    }),
  );
  const best = found.reduce((one, other) => (other && (!one || other.shorter > one.shorter) ? other : one), null);
  return best?.keys;
}

// The first key of some words that a document has, if only as a part of another. A first part may look
// as if it had an ending.
async function knownOf(words, files, manifest) {
  const keys = [...new Set(words.flatMap((word) => [key(stem(word)), key(word)]))];
  const known = await Promise.all(keys.map((one) => isKnown(one, files, manifest)));
  return keys.find((_, index) => known[index]);
}

async function isKnown(wanted, files, manifest) {
  const shards = await Promise.all(shardsFor(manifest, wanted).map((name) => files.shard(name)));
  return shards.some((shard) => {
    const fields = shard.get(wanted)?.split("\t") ?? [];
    return fields.some((field, index) => index % 2 === 0 && (field[0] === "=" || field[0] === "+"));
  });
}
