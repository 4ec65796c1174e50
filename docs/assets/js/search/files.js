// Fetches the files of the index, each once, and reads what hooks/jambanken/search/index.py wrote.

const FIRST_SIGN = 35;
const FOLDER = "assets/sok/";
const VERSION = 3;
const MOST_SHARDS = 3;

export const MISSING =
  "Sökningen kunde inte läsas in. Kontrollera nätet och ladda om sidan, eller gå via listorna.";

// ``first`` may be the manifest, on its way already.
export function openFiles(base, first = null) {
  const fetched = new Map();
  const failed = new Set();
  let opened = null;

  // What was wrong once is not taken from the browser's own store again.
  function get(name, read, onItsWay = null) {
    if (!fetched.has(name)) {
      const request = onItsWay ?? fetch(base + FOLDER + name, failed.has(name) ? { cache: "reload" } : {});
      const answer = load(request, read);
      fetched.set(name, answer);
      answer.catch(() => {
        failed.add(name);
        fetched.delete(name);
      });
    }
    return fetched.get(name);
  }

  return {
    // The manifest, and what is worked out of it.
    open() {
      opened ??= get("index.json", (text) => manifest(JSON.parse(text)), first).catch((error) => {
        first = null;
        opened = null;
        throw error;
      });
      return opened;
    },
    // The lines of a shard by key; what follows the key is one text, divided by tabs.
    shard: (name) => get(name, lines),
    words: (name) => get(name, wordLines),
    // JSON that has something by a name, or it is not what it should be.
    data: (name, has) => get(name, (text) => json(text, has)),
  };
}

async function load(request, read) {
  try {
    const answer = await request;
    if (!answer.ok) throw new Error(`${answer.status}`);
    return read(await answer.text());
  } catch (cause) {
    throw new Error(MISSING, { cause });
  }
}

function manifest(read) {
  if (read.version !== VERSION) throw new Error("another version");
  const starts = [];
  let size = 0;
  for (const count of read.segments) {
    starts.push(size);
    size += count;
  }
  const kinds = [];
  let first = 0;
  for (const [kind, count] of read.kinds) {
    kinds.push({ kind, first, end: first + count });
    first += count;
  }
  return { ...read, starts, size, kinds };
}

// A file may be answered for with something else: a page to sign in on, or nothing.
function sure(isSound) {
  if (!isSound) throw new Error("damaged");
}

function json(text, has) {
  const read = JSON.parse(text);
  sure(read[has]);
  return read;
}

function lines(text) {
  const found = new Map();
  for (const line of text.split("\n")) {
    const end = line.indexOf("\t");
    sure(end > 0);
    found.set(line.slice(0, end), line.slice(end + 1));
  }
  return found;
}

function wordLines(text) {
  sure(/^[\p{L}\p{N}]\S*(?:\n|$)/u.test(text));
  return text.split("\n");
}

// Gives each document of a list with its impact, 1 to 60, to a function.
export function eachPosting(list, { starts, base, size }, give) {
  let at = 0;
  let segment = -1;
  const number = () => {
    let value = 0;
    let unit = 1;
    for (;;) {
      const sign = list.charCodeAt(at++) - FIRST_SIGN;
      if (!(sign >= 0)) throw new Error(MISSING);
      if (sign < base) return value + sign * unit;
      value += (sign - base) * unit;
      unit *= base;
    }
  };
  while (at < list.length) {
    segment += number() + 1;
    const count = number() + 1;
    const start = starts[segment];
    for (let index = 0; index < count; index += 1) {
      const document = start + list.charCodeAt(at + index) - FIRST_SIGN;
      if (!(document < size)) throw new Error(MISSING);
      give(document, list.charCodeAt(at + count + index) - FIRST_SIGN);
    }
    at += 2 * count;
  }
}

// The names of the shards where keys that begin so lie, at most a few.
export const shardsFor = ({ shards }, key, isPrefix = false) => filesFor(shards, key, isPrefix, MOST_SHARDS);

// The same of any files in order, given as [[first, name], ...].
export function filesFor(all, key, isPrefix, atMost) {
  const names = [];
  for (let index = firstAt(all, key); index < all.length && names.length < atMost; index += 1) {
    const [first, name] = all[index];
    const beginsAfter = first > key && !(isPrefix && first.startsWith(key));
    if (beginsAfter && index > 0) break;
    names.push(name);
  }
  return names;
}

// The last place whose first key is not after a key, 0 for none.
function firstAt(all, key) {
  let [from, to] = [0, all.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (all[middle][0] <= key) from = middle + 1;
    else to = middle;
  }
  return Math.max(0, from - 1);
}

// What the manifest says of documents: each kind's stand together.
export const kindOf = (document, { kinds }) => kinds.find(({ end }) => document < end).kind;

export function ofKinds(wanted, { kinds }) {
  const spans = kinds.filter(({ kind }) => wanted.includes(kind));
  return (document) => spans.some(({ first, end }) => document >= first && document < end);
}

export const kindCounts = (documents, manifest) => tally(documents.map((document) => kindOf(document, manifest)));

export function tally(values) {
  const found = {};
  for (const value of values) if (value) found[value] = (found[value] ?? 0) + 1;
  return found;
}
