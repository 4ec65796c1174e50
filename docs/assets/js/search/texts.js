// What the pages of hits say: words in quotes are looked for there, and excerpts are cut from there.
// The index knows no order of words, and no endings.

import { excerpt, textOf } from "./marks.js";

// So many pages are read for words in quotes; the answer says how many were not.
const MOST_READ = 200;

const texts = new Map();

async function pageText(address) {
  if (!texts.has(address)) {
    const text = fetch(address).then(async (answer) => (answer.ok ? textOf(await answer.text()) : ""));
    texts.set(address, text.catch(() => ""));
  }
  return texts.get(address);
}

// Leaves the documents that hold all phrases just so; `shown` gives what a hit shows of one.
export async function holding(found, phrases, shown, base) {
  const candidates = found.ranked.slice(0, MOST_READ);
  const patterns = phrases.map(whole);
  const hold = await Promise.all(
    candidates.map(async (document) => {
      const { title, summary, url } = await shown(document);
      const lacking = patterns.filter((pattern) => ![title, summary].some((text) => pattern.test(text)));
      if (lacking.length === 0) return true;
      const text = (await pageText(base + url)).normalize("NFC");
      return lacking.every((pattern) => pattern.test(text));
    }),
  );
  const unread = found.ranked.length - candidates.length;
  return { ...found, ranked: candidates.filter((_, index) => hold[index]), unread };
}

// A phrase as whole words, however they are spaced and whether the letters are large or small.
function whole(phrase) {
  const words = phrase.trim().split(/\s+/).map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  return new RegExp(`(?<![\\p{L}\\p{N}])${words.join("\\s+")}(?![\\p{L}\\p{N}])`, "iu");
}

// An excerpt is what a visitor can read on the page; where the page cannot be read there is none.
export async function addExcerpt(one, asked, base) {
  const found = excerpt(await pageText(base + one.url), asked);
  if (found) one.excerpt = found;
}
