// Searches the bank: opens the index, answers queries. Fetches nothing before it is asked.
//
// `hooks/jambanken/search/` makes the index and says what is in it. A query's words are looked up by
// their keys; a document's score is the sum, over the words, of how rare the word is and how much
// it counts in the document, times the square of how much of the query the document answers.

import { kindCounts, kindOf, MISSING, ofKinds, openFiles } from "./files.js";
import { fold, stems, wordsIn } from "./language.js";
import { fetchAhead, look, lookForPhrases } from "./lookup.js";

const LONGEST_QUERY = 200;
const MOST_WORDS = 12;
const FEW_HITS = 8;
const LEAST_COVERAGE = 0.3;
const COMMON_LIMIT = 20;

// Modules that the first files of the index are not kept waiting for.
const later = (get) => () => get().catch((cause) => Promise.reject(new Error(MISSING, { cause })));
const choosing = later(() => import("./choose.js"));
const marking = later(() => import("./marks.js"));
const mending = later(() => import("./mend.js"));
const reading = later(() => import("./texts.js"));

export function openSearch(base, first = null) {
  const files = openFiles(base, first);
  return {
    warm: async (text) => fetchAhead(read(text).words, files, await files.open()),
    find: (query, options) => told(find(String(query ?? ""), options ?? {}, files, base)),
    // What there is to choose by: {times: [minutes, …], sides: [[id, filter], …]}.
    choices: () => files.open(),
  };
}

// Whatever goes wrong is said in words for people. What files say has been looked at when they came;
// what is wrong within one shows only where it is used.
const told = (answer) =>
  answer.catch((cause) => {
    throw cause.message === MISSING ? cause : new Error(MISSING, { cause });
  });

async function find(given, options, files, base) {
  const { filters, offset = 0, excerpts = false, sort = "relevance" } = options;
  const limit = options.limit != null && options.limit >= 0 ? Number(options.limit) : COMMON_LIMIT;
  const kinds = [options.kinds ?? []].flat();
  const manifest = await files.open();
  const query = read(given);
  const isChosen = Boolean(filters) || sort !== "relevance" || kinds.length > 0;
  const isOpen = given.trim() === "" && isChosen;
  const hasFacets = Boolean(filters) || sort !== "relevance" || isOpen;
  const hasAll = isOpen || (query.words.length === 0 && query.phrases.length > 0);
  // What is needed later is fetched beside the index, not after it.
  const [answered, facets] = await Promise.all([
    hasAll ? everything(manifest) : answer(query, files, manifest),
    hasFacets ? files.data(manifest.facets, "dag") : null,
    marking(),
    filters ? choosing() : null,
  ]);
  let found = answered;
  if (query.phrases.length > 0) {
    const { holding } = await reading();
    found = await holding(found, query.phrases, (document) => shownOf(document, files, manifest), base);
  }
  let ranked = found.ranked;
  let counts = null;
  if (filters) ({ kept: ranked, counts } = (await choosing()).choose(ranked, filters, facets, manifest));
  const inKinds = kindCounts(ranked, manifest);
  if (kinds.length > 0) ranked = ranked.filter(ofKinds(kinds, manifest));
  if (sort !== "relevance" || isOpen) ranked = sorted(ranked, sort, facets);
  const shown = ranked.slice(Math.max(0, offset), Math.max(0, offset) + limit);
  const hits = await Promise.all(shown.map((document) => hit(document, found, files, manifest)));
  // `excerpts` is true for all hits, or says which ones are to have one.
  const explained = typeof excerpts === "function" ? hits.filter(excerpts) : excerpts ? hits : [];
  if (explained.length > 0) {
    const { addExcerpt } = await reading();
    await Promise.all(explained.map((one) => addExcerpt(one, found.asked, base)));
  }
  const { mended, unknown, unread = 0 } = found;
  const { isVague } = query;
  return { hits, total: ranked.length, kinds: inKinds, facets: counts, mended, unknown, unread, isVague };
}

// A query's words and its phrases in quotes. It is vague where it has none but stop words.
function read(given) {
  const text = given.slice(0, LONGEST_QUERY).normalize("NFC");
  const quotes = [...text.matchAll(/["”“]([^"”“]+)["”“]/g)].filter(([, phrase]) => wordsIn(phrase).length > 0);
  const said = wordsIn(text);
  const words = said.filter(({ word }) => stems(word).length > 0);
  const isTyping = /[\p{L}\p{N}]$/u.test(text);
  const asked = words.slice(0, MOST_WORDS).map(({ word, at, end }, index) => ({
    word,
    at,
    end,
    isLast: isTyping && index === words.length - 1,
    isExact: quotes.some((quote) => at > quote.index && at < quote.index + quote[0].length),
  }));
  const phrases = quotes.map(([, phrase]) => phrase);
  return { text, words: asked, phrases, isVague: said.length > 0 && words.length + phrases.length === 0 };
}

function everything(manifest) {
  const ranked = Array.from({ length: manifest.size }, (_, document) => document);
  return { ranked, scores: null, asked: { keys: new Set(), prefix: "", parts: [] }, mended: null, unknown: [] };
}

async function answer(query, files, manifest) {
  await fetchAhead(query.words, files, manifest);
  const places = await Promise.all(query.words.map((word) => look(word, files, manifest)));
  await lookForPhrases(query.words, places, files, manifest);
  const meant = await Promise.all(query.words.map((word, index) => widen(word, places[index], files, manifest)));
  const asked = { keys: new Set(), prefix: "", parts: [] };
  const unknown = [];
  let to = query.text;
  for (let index = query.words.length - 1; index >= 0; index -= 1) {
    const word = query.words[index];
    if (meant[index]) to = to.slice(0, word.at) + meant[index] + to.slice(word.end);
    else if (places[index].count === 0) unknown.unshift(word.word);
    for (const one of places[index].keys) asked.keys.add(one);
    asked.parts.push(...places[index].marked);
    if (word.isLast) asked.prefix = fold(word.word);
  }
  const mended = to === query.text ? null : { from: query.text, to };
  return { ...rank(query.words, places, manifest), asked, mended, unknown };
}

// Adds what a word has by its parts or inside other words where it has little, and what was meant by
// it where it has nothing; returns the word that was.
async function widen(word, here, files, manifest) {
  if (here.count >= FEW_HITS || word.isExact) return null;
  const { lookApart, lookInside, mend } = await mending();
  const meant = here.count === 0 ? await mend(word, here, files, manifest) : null;
  if (here.count > 0 && here.count < FEW_HITS) {
    await lookApart(here.parts, here, files, manifest);
    await lookInside(word, here, files, manifest);
  }
  return meant;
}

// Orders the documents that have all words; where these are few, those that have most of them too.
// Words that nothing has are left out of account, unless they are most of the query.
function rank(words, places, manifest) {
  const { size } = manifest;
  const scores = new Float32Array(size);
  const rarity = places.map(({ count }) => Math.log(1 + (size - count + 0.5) / (count + 0.5)));
  const sum = (ofThese) => rarity.reduce((total, one, index) => total + (ofThese(places[index]) ? one : 0), 0);
  const unknown = places.filter(({ count }) => count === 0).length;
  const all = sum(({ count }) => count > 0);
  const least = LEAST_COVERAGE * (2 * unknown > places.length ? sum(() => true) : all);
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
      else missing += words[index].isExact ? Infinity : 1;
    }
    if (score === 0 || covered < least || missing === Infinity) continue;
    scores[document] = score * (covered / all) ** 2;
    if (missing === unknown) complete.push(document);
    else partial.push(document);
  }
  const ranked = complete.length < FEW_HITS ? complete.concat(partial) : complete;
  ranked.sort((one, other) => scores[other] - scores[one] || one - other);
  return { ranked, scores };
}

function sorted(documents, sort, facets) {
  const by = {
    newest: (document) => -facets.dag[document],
    shortest: (document) => facets.tid[document] || Infinity,
  }[sort] ?? ((document) => -facets.dag[document]);
  return [...documents].sort((one, other) => by(one) - by(other) || one - other || 0);
}

async function shownOf(document, files, manifest) {
  const block = await files.data(manifest.hits[Math.floor(document / manifest.block)], 0);
  return block[document % manifest.block];
}

async function hit(document, found, files, manifest) {
  const shown = await shownOf(document, files, manifest);
  const { marks } = await marking();
  return {
    facts: [],
    ...shown,
    kind: kindOf(document, manifest),
    score: found.scores ? Math.round(found.scores[document] * 1000) / 1000 : 0,
    marks: { title: marks(shown.title, found.asked), summary: marks(shown.summary, found.asked) },
  };
}
