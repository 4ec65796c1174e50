// Texts as the bank's files hold them: composed letters, no characters that nobody sees.

const CONTROLS = "\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f";
const TURNING = "\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069";
const UNSEEN =
  "\\u00ad\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200d\\u2060-\\u2065\\u206a-\\u206f" +
  "\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffd\\ufdd0-\\ufdef\\uffff\\u{e0000}-\\u{e0fff}";
const PRIVATE = "\\ud800-\\udfff\\ue000-\\uf8ff\\u{f0000}-\\u{10ffff}";
// What the checker refuses (hooks/jambanken/reading/characters.py), line separators apart.
const REFUSED = new RegExp(`[${CONTROLS}${TURNING}${UNSEEN}${PRIVATE}\\ufffe]`, "gu");
const HARD_SPACES = "\\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000";
const SPACES = new RegExp(`[\\s${HARD_SPACES}]+`, "gu");
const EDGES = new RegExp(`^[ \\t${HARD_SPACES}]+(?=[${HARD_SPACES}])|^[${HARD_SPACES}]|[ ${HARD_SPACES}]+$`, "gmu");
const MOST_COMBINING = 30;
const PILED = new RegExp(`(\\p{M}{${MOST_COMBINING}})\\p{M}+`, "gu");
const JOINING = /[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\u0900-\u0dff]/u;

// An invisible character that does its proper work, in an emoji or in a word.
function isAtHome(char, before, after) {
  if (before === "") return false;
  if (char === "\ufe0e" || char === "\ufe0f") return /[\p{S}\p{P}\p{N}\u2139]/u.test(before);
  if (char !== "\u200c" && char !== "\u200d") return false;
  if (JOINING.test(before)) return true;
  return char === "\u200d" && /[\ufe0e\ufe0f\p{So}\p{Sk}]/u.test(before) && /[\p{So}\p{Sm}]/u.test(after);
}

function withoutHidden(text) {
  return text.replace(REFUSED, (char, at) => {
    const before = [...text.slice(Math.max(0, at - 2), at)].at(-1) ?? "";
    const after = [...text.slice(at + char.length, at + char.length + 2)][0] ?? "";
    return isAtHome(char, before, after) ? char : "";
  });
}

// Takes away what may not stand in the bank. To take one away can make another homeless.
export function clean(text) {
  let made = String(text).replace(/\r\n?|[\u2028\u2029\u0085]/g, "\n");
  for (let before = null; before !== made; ) {
    before = made;
    made = withoutHidden(made).normalize("NFC").replace(PILED, "$1");
  }
  return made;
}

export const oneLine = (text) => clean(text).replace(SPACES, " ").trim();

// A Markdown text without tabs, and without spaces that show in no page: a hard one first in a line
// is taken for a letter.
export function manyLines(text) {
  const lines = clean(text).replaceAll("\t", "  ").replace(EDGES, "");
  return lines.replace(/^\n+/, "").replace(/^ +/, "").replace(/\n+$/, "");
}

// As Python counts: characters, not halves of them.
export const lengthOf = (text) => [...text].length;

const LONGEST_SLUG = 80;
const NOT_ON_WINDOWS = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/;

// "Så här gör du" is "sa-har-gor-du".
export function slug(text, sort = "post") {
  const plain = [...text.toLowerCase()].map((char) => char.normalize("NFD")[0]).join("");
  let made = plain.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  if (made.length > LONGEST_SLUG - 5) {
    const cut = made.slice(0, LONGEST_SLUG - 5);
    made = cut.slice(0, cut.lastIndexOf("-") > 0 ? cut.lastIndexOf("-") : cut.length);
  }
  return NOT_ON_WINDOWS.test(made) ? `${made}-${sort}` : made;
}

export const isSlug = (text) => /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text) && text.length <= LONGEST_SLUG;
