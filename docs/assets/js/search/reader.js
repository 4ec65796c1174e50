// Searches the bank: opens the index, answers queries. Fetches nothing before it is asked.
//
// `hooks/jambanken/search/` makes the index and says what is in it. A query's words are looked up by
// their keys; a document's score is the sum, over the words, of how rare the word is and how much
// it counts in the document, times the square of how much of the query the document answers.

import { choose, kindCounts, ofKinds } from "./choose.js";
import { eachPosting, openFiles, shardsFor } from "./files.js";
import { fold, key, stem, stems, wordsIn } from "./language.js";
import { excerpt, marks, textOf } from "./marks.js";
import { alike, apart, holding } from "./mend.js";

const LONGEST_QUERY = 200;
const MOST_WORDS = 12;
const MOST_IMPACT = 60;
const FEW_HITS = 8;
const LEAST_COVERAGE = 0.3;
const MOST_PREFIXED = 300;
const SHORTEST_PREFIX = 3;
const SHORTEST_INFIX = 4;
const MOST_INFIXES = 40;
const MOST_PHRASES = 40;
const WEIGHT = { same: 1, folded: 0.85, dotted: 0.45, derived: 0.55, part: 0.75, synonym: 0.7, piece: 0.6, apart: 0.6 };
const PREFIX_WEIGHT = 0.4;
const MENDED_WEIGHT = 0.6;
const INFIX_WEIGHT = 0.35;

export function openSearch(base) {
  const files = openFiles(base);
  return {
    warm: () => files.open(),
    find: (query, options) => find(String(query ?? ""), options ?? {}, files, base),
  };
}

async function find(given, options, files, base) {
  const { kinds, filters, limit = 20, offset = 0, excerpts = false, sort = "relevance" } = options;
  const manifest = await files.open();
  const query = read(given);
  const facets = filters || sort !== "relevance" ? await files.data(manifest.facets) : null;
  const isOpen = query.words.length === 0 && given.trim() === "" && facets !== null;
  let found = isOpen ? everything(manifest) : await answer(query, files, manifest);
  if (query.phrases.length > 0) found = await holdingPhrases(found, query.phrases, files, manifest, base);
  let ranked = found.ranked;
  let counts = null;
  if (filters) ({ kept: ranked, counts } = choose(ranked, filters, facets, manifest));
  const inKinds = kindCounts(ranked, manifest);
  if (kinds?.length > 0) ranked = ranked.filter(ofKinds(kinds, manifest));
  if (sort !== "relevance" || isOpen) ranked = sorted(ranked, sort, facets);
  const shown = ranked.slice(Math.max(0, offset), Math.max(0, offset) + Math.max(0, limit));
  const hits = await Promise.all(shown.map((document) => hit(document, found, files, manifest)));
  // `excerpts` is true for all hits, or says which ones are to have one.
  const explained = typeof excerpts === "function" ? hits.filter(excerpts) : excerpts ? hits : [];
  await Promise.all(explained.map((one) => addExcerpt(one, found.asked, base)));
  const { mended, unknown } = found;
  return { hits, total: ranked.length, kinds: inKinds, facets: counts, mended, unknown };
}

// A query's words and its phrases in quotes.
function read(given) {
  const text = given.slice(0, LONGEST_QUERY).normalize("NFC");
  const phrases = [...text.matchAll(/["”“]([^"”“]+)["”“]/g)].map((match) => match[1]);
  const words = wordsIn(text).filter(({ word }) => stems(word).length > 0);
  const isTyping = /[\p{L}\p{N}]$/u.test(text);
  const asked = words.slice(0, MOST_WORDS).map(({ word, at, end }, index) => ({
    word,
    at,
    end,
    isLast: isTyping && index === words.length - 1,
  }));
  return { text, words: asked, phrases: phrases.map((phrase) => phrase.toLowerCase()) };
}

function everything(manifest) {
  const ranked = Array.from({ length: manifest.size }, (_, document) => document);
  return { ranked, scores: null, asked: { keys: new Set(), prefix: "", parts: [] }, mended: null, unknown: [] };
}

async function answer(query, files, manifest) {
  const places = await Promise.all(query.words.map((word) => look(word, files, manifest)));
  await lookForPhrases(query.words, places, files, manifest);
  const asked = { keys: new Set(), prefix: "", parts: [] };
  const unknown = [];
  let to = query.text;
  for (let index = query.words.length - 1; index >= 0; index -= 1) {
    const word = query.words[index];
    if (places[index].count === 0) {
      const mended = await mend(word, places[index], files, manifest);
      if (mended) to = to.slice(0, word.at) + mended + to.slice(word.end);
      else if (places[index].count === 0) unknown.unshift(word.word);
    }
    if (places[index].count > 0 && places[index].count < FEW_HITS) {
      await lookApart(places[index].parts, places[index], files, manifest);
      await lookInside(word, places[index], files, manifest);
    }
    for (const one of places[index].keys) asked.keys.add(one);
    asked.parts.push(...places[index].marked);
    if (word.isLast) asked.prefix = fold(word.word);
  }
  const mended = to === query.text ? null : { from: query.text, to };
  return { ...rank(places, manifest), asked, mended, unknown };
}

function place(manifest) {
  return { scores: new Float32Array(manifest.size), count: 0, keys: new Set(), parts: [], marked: new Set() };
}

function add(here, list, weight, manifest) {
  eachPosting(list, manifest, (document, impact) => {
    if (here.scores[document] === 0) here.count += 1;
    here.scores[document] = Math.max(here.scores[document], (weight * impact) / MOST_IMPACT);
  });
}

// Adds what another word has.
function merge(here, there) {
  there.scores.forEach((score, document) => {
    if (score > 0 && here.scores[document] === 0) here.count += 1;
    here.scores[document] = Math.max(here.scores[document], score);
  });
  for (const one of there.keys) here.keys.add(one);
  for (const one of there.marked) here.marked.add(one);
}

async function look(word, files, manifest) {
  const here = place(manifest);
  const found = stems(word.word);
  for (const [index, stem] of found.entries()) {
    await lookUp(stem, here, index === 0 ? 1 : WEIGHT.piece, files, manifest);
  }
  if (word.isLast) await lookAhead(word.word, here, files, manifest);
  return here;
}

// Adds where a stem is: as written, otherwise dotted, as a part, by another name.
async function lookUp(stem, here, weight, files, manifest) {
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

// Adds the words that begin as the one that is being typed.
async function lookAhead(word, here, files, manifest) {
  const prefix = fold(word).replaceAll("w", "v").replaceAll("c", "k");
  if (prefix.length < SHORTEST_PREFIX && here.count > 0) return;
  let left = MOST_PREFIXED;
  for (const name of shardsFor(manifest, prefix, true)) {
    for (const [one, line] of await files.shard(name)) {
      if (!one.startsWith(prefix) || one === prefix || left === 0) continue;
      left -= 1;
      const fields = line.split("\t");
      const weight = PREFIX_WEIGHT * Math.sqrt(prefix.length / one.length);
      for (let index = 0; index < fields.length; index += 2) {
        if (fields[index][0] === "=") add(here, fields[index + 1], weight, manifest);
      }
    }
  }
}

// Words that stand for one thing together, as "könsuppdelade siffror", may have another name.
async function lookForPhrases(words, places, files, manifest) {
  const keys = words.map(({ word }) => key(stems(word)[0]));
  for (let first = 0; first < keys.length - 1; first += 1) {
    for (let last = first + 1; last < Math.min(keys.length, first + 4); last += 1) {
      const wanted = keys.slice(first, last + 1).join(" ");
      for (const name of shardsFor(manifest, wanted)) {
        const fields = (await files.shard(name)).get(wanted)?.split("\t") ?? [];
        for (let index = first; fields.length > 0 && index <= last; index += 1) {
          add(places[index], fields[1], WEIGHT.synonym, manifest);
        }
      }
    }
  }
}

// Looks for what was meant by a word that nothing has; returns the word that was.
async function mend(word, here, files, manifest) {
  const candidates = await alike(word.word, files, manifest);
  let meant = "";
  let most = 0;
  for (const { word: other, distance } of candidates) {
    const there = place(manifest);
    for (const one of stems(other).slice(0, 1)) {
      await lookUp(one, there, MENDED_WEIGHT / distance, files, manifest);
    }
    if (there.count > most) [meant, most] = [other, there.count];
    merge(here, there);
  }
  if (meant) return meant;
  const parts = await apart(word.word, files, manifest);
  if (parts) await lookApart(parts.map((part) => key(stem(part))), here, files, manifest);
  if (here.count === 0) await lookInside(word, here, files, manifest);
  return null;
}

// Adds where all parts of a compound are, apart from each other: "jour för kvinnor" for kvinnojour.
async function lookApart(keys, here, files, manifest) {
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
async function lookInside(word, here, files, manifest) {
  const wanted = fold(word.word);
  if (wanted.length < SHORTEST_INFIX) return;
  const found = await holding(wanted, files, manifest);
  for (const other of found.slice(0, MOST_INFIXES)) {
    for (const stem of stems(other).slice(0, 1)) {
      const there = place(manifest);
      await lookUp(stem, there, INFIX_WEIGHT, files, manifest);
      there.keys.clear();
      there.marked.clear();
      merge(here, there);
    }
  }
  if (found.length > 0) here.marked.add(wanted);
}

// Orders the documents that have all words; where these are few, those that have most of them too.
function rank(places, manifest) {
  const { size } = manifest;
  const scores = new Float32Array(size);
  const rarity = places.map(({ count }) => Math.log(1 + (size - count + 0.5) / (count + 0.5)));
  const all = rarity.reduce((sum, one) => sum + one, 0);
  const unknown = places.filter(({ count }) => count === 0).length;
  const complete = [];
  const partial = [];
  for (let document = 0; document < size; document += 1) {
    let score = 0;
    let covered = 0;
    let missing = 0;
    for (let index = 0; index < places.length; index += 1) {
      const here = places[index].scores[document];
      score += rarity[index] * here;
      if (here > 0) covered += rarity[index];
      else missing += 1;
    }
    if (score === 0) continue;
    if (covered / all < LEAST_COVERAGE) continue;
    scores[document] = score * (covered / all) ** 2;
    if (missing === unknown) complete.push(document);
    else partial.push(document);
  }
  const ranked = complete.length < FEW_HITS ? complete.concat(partial) : complete;
  ranked.sort((one, other) => scores[other] - scores[one] || one - other);
  return { ranked, scores };
}

async function holdingPhrases(found, phrases, files, manifest, base) {
  const kept = [];
  const candidates = found.ranked.slice(0, MOST_PHRASES);
  const hold = await Promise.all(
    candidates.map(async (document) => {
      const { title, summary, url } = await shownOf(document, files, manifest);
      const near = `${title} … ${summary}`.toLowerCase();
      const lacking = phrases.filter((phrase) => !near.includes(phrase.trim()));
      if (lacking.length === 0) return true;
      const text = (await pageText(base + url)).toLowerCase();
      return lacking.every((phrase) => text.includes(phrase.trim().replace(/\s+/g, " ")));
    }),
  );
  candidates.forEach((document, index) => hold[index] && kept.push(document));
  return { ...found, ranked: kept };
}

function sorted(documents, sort, facets) {
  const by = {
    newest: (document) => -facets.dag[document],
    shortest: (document) => facets.tid[document] || Infinity,
  }[sort] ?? ((document) => -facets.dag[document]);
  return [...documents].sort((one, other) => by(one) - by(other) || one - other || 0);
}

async function shownOf(document, files, manifest) {
  const block = await files.data(manifest.hits[Math.floor(document / manifest.block)]);
  return block[document % manifest.block];
}

async function hit(document, found, files, manifest) {
  const shown = await shownOf(document, files, manifest);
  const { kind } = manifest.kinds.find(({ end }) => document < end);
  return {
    facts: [],
    ...shown,
    kind,
    score: found.scores ? Math.round(found.scores[document] * 1000) / 1000 : 0,
    marks: { title: marks(shown.title, found.asked), summary: marks(shown.summary, found.asked) },
  };
}

const texts = new Map();

async function pageText(address) {
  if (!texts.has(address)) {
    const text = fetch(address).then(async (answer) => (answer.ok ? textOf(await answer.text()) : ""));
    texts.set(address, text.catch(() => ""));
  }
  return texts.get(address);
}

// An excerpt is what a visitor can read on the page; where the page cannot be read there is none.
async function addExcerpt(one, asked, base) {
  const found = excerpt(await pageText(base + one.url), asked);
  if (found) one.excerpt = found;
}
