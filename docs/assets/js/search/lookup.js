// Looks words up in the index: which documents have each, and how much it counts there.

import { eachPosting, shardsFor } from "./files.js";
import { fold, key, stems } from "./language.js";

const MOST_IMPACT = 60;
const MOST_PREFIXED = 300;
const SHORTEST_PREFIX = 3;
const LONGEST_PHRASE = 4;
const WEIGHT = { same: 1, folded: 0.85, dotted: 0.45, derived: 0.55, part: 0.75, synonym: 0.7, piece: 0.6 };
const PREFIX_WEIGHT = 0.4;
// A bank with so few files of words has them fetched with the first shards, for they may be needed.
const FEW_FILES = 2;

export function place(manifest) {
  return { scores: new Float32Array(manifest.size), count: 0, keys: new Set(), parts: [], marked: new Set() };
}

function add(here, list, weight, manifest) {
  const { scores } = here;
  const share = weight / MOST_IMPACT;
  eachPosting(list, manifest, (document, impact) => {
    const before = scores[document];
    if (before === 0) here.count += 1;
    if (share * impact > before) scores[document] = share * impact;
  });
}

// Adds what another word has.
export function merge(here, there) {
  there.scores.forEach((score, document) => {
    if (score > 0 && here.scores[document] === 0) here.count += 1;
    here.scores[document] = Math.max(here.scores[document], score);
  });
  for (const one of there.keys) here.keys.add(one);
  for (const one of there.marked) here.marked.add(one);
}

// Fetches at once all shards that the words of a query are looked up in: each wait is felt on a
// slow line.
export async function fetchAhead(words, files, manifest) {
  const keys = words.flatMap(({ word }) => stems(word).map(key));
  const phrases = phrasesOf(words).map(({ wanted }) => wanted);
  const names = new Set([...keys, ...phrases].flatMap((one) => shardsFor(manifest, one)));
  const last = words.at(-1);
  if (last?.isLast) for (const name of shardsFor(manifest, prefixOf(last.word), true)) names.add(name);
  const fetched = [...names].map((name) => files.shard(name));
  if (words.length > 0 && manifest.words.length <= FEW_FILES) {
    for (const [, name] of manifest.words) files.words(name).catch(() => {}); // told where it is needed
  }
  await Promise.all(fetched);
}

export async function look(word, files, manifest) {
  const here = place(manifest);
  const found = stems(word.word);
  for (const [index, stem] of found.entries()) {
    await lookUp(stem, here, index === 0 ? 1 : WEIGHT.piece, files, manifest);
  }
  if (word.isLast) await lookAhead(word.word, here, files, manifest);
  return here;
}

// Adds where a stem is: as written, otherwise dotted, as a part, by another name.
export async function lookUp(stem, here, weight, files, manifest) {
  const wanted = key(stem);
  const folded = fold(stem);
  for (const name of shardsFor(manifest, wanted)) {
    const line = (await files.shard(name)).get(wanted);
    if (line === undefined) continue;
    here.keys.add(wanted);
    here.marked.add(folded);
    const fields = line.split("\t");
    for (let index = 0; index < fields.length; index += 2) {
      const sort = fields[index];
      if (sort === "/") {
        here.parts.push(...fields[index + 1].split(" "));
        continue;
      }
      if (sort === "~=") {
        for (const one of fields[index + 1].split(" ")) here.keys.add(one);
        continue;
      }
      const own = sort.length > 1 ? sort.slice(1) : wanted;
      const factor = sort === "+" ? WEIGHT.part : sort === "~" ? WEIGHT.synonym : likeness(stem, folded, own);
      add(here, fields[index + 1], weight * factor, manifest);
    }
  }
}

function likeness(stem, folded, own) {
  if (stem === own) return WEIGHT.same;
  if (folded !== fold(own)) return WEIGHT.derived;
  return stem === folded ? WEIGHT.folded : WEIGHT.dotted;
}

const prefixOf = (word) => fold(word).replaceAll("w", "v").replaceAll("c", "k");

// Adds the words that begin as the one that is being typed.
async function lookAhead(word, here, files, manifest) {
  const prefix = prefixOf(word);
  if (prefix.length < SHORTEST_PREFIX && here.count > 0) return;
  const isPlain = fold(word) === word;
  let left = MOST_PREFIXED;
  for (const name of shardsFor(manifest, prefix, true)) {
    for (const [one, line] of await files.shard(name)) {
      if (!one.startsWith(prefix) || one === prefix || left === 0) continue;
      left -= 1;
      const fields = line.split("\t");
      const weight = PREFIX_WEIGHT * Math.sqrt(prefix.length / one.length);
      for (let index = 0; index < fields.length; index += 2) {
        // "båt" is not how "batteri" begins.
        const isOwn = fields[index][0] === "=" && (isPlain || (fields[index].slice(1) || one).startsWith(word));
        if (isOwn) add(here, fields[index + 1], weight, manifest);
      }
    }
  }
}

// Words beside each other, as the index keeps them where they stand for one thing together.
function phrasesOf(words) {
  const keys = words.map(({ word }) => key(stems(word)[0]));
  const found = [];
  for (let first = 0; first < keys.length - 1; first += 1) {
    for (let last = first + 1; last < Math.min(keys.length, first + LONGEST_PHRASE); last += 1) {
      found.push({ first, last, wanted: keys.slice(first, last + 1).join(" ") });
    }
  }
  return found;
}

// "könsuppdelade siffror" may have another name.
export async function lookForPhrases(words, places, files, manifest) {
  for (const { first, last, wanted } of phrasesOf(words)) {
    for (const name of shardsFor(manifest, wanted)) {
      const fields = (await files.shard(name)).get(wanted)?.split("\t") ?? [];
      for (let index = first; fields.length > 0 && index <= last; index += 1) {
        add(places[index], fields[1], WEIGHT.synonym, manifest);
        for (const one of fields[3]?.split(" ") ?? []) places[index].keys.add(one);
      }
    }
  }
}
