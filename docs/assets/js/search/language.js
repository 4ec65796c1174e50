// Swedish for the search: the same words, stems and keys as hooks/jambanken/search/language.py,
// which says why they are so. A test runs both over a whole dictionary.

const LONGEST_WORD = 60;
const WORD = /[\p{L}\p{N}]+(?:[-:’'][\p{L}\p{N}]+)*/gu;
const PLAIN = /^[\p{L}\p{N}]+$/u;
const PIECES = /[-’']/;
const VOWELS = "aeiouyåäöéèáàüæø";
const REGION = new RegExp(`[${VOWELS}][^${VOWELS}]`, "u");

const STOP_WORDS = new Set(
  (
    "allt att av bara bli blir blev blivit borde bör de dem den denna dess dessa det detta dig " +
    "din dina ditt dock du där därför då efter eller en er era ert ett finns få får fick för från " +
    "ge ger gör göra gå går ha hade har hur här i icke inför inom inte ja jag ju kan kanske kom " +
    "kommer kunde kunna med mellan men mer mig min mina mitt mot mycket måste ni nu någon något " +
    "några när och också om oss på redan samma ska skall skulle som så sådan sådana sin sina sitt " +
    "själv till under upp ut utan vad var vara varför varit varje vars vem vi vid vilka vilkas " +
    "vilken vilket vill vår våra vårt än är åt över ännu"
  ).split(" "),
);
const ENDINGS = new Set(
  (
    "a arna erna heterna orna ad e ade ande arne are aste en anden aren heten ern ar er heter or as " +
    "arnas ernas ornas es ades andes ens arens hetens erns at andet het ast " +
    "an ans et ets ena enas ors arnes heternas"
  ).split(" "),
);
const LONGEST_ENDING = Math.max(...[...ENDINGS].map((ending) => ending.length));
const S_AFTER = "bcdfghjklmnoprtvy";
const DOUBLES = new Set(["dd", "gd", "nn", "dt", "gt", "kt", "tt"]);
const KEEPS_ET = /(?:it|iet|pak|stak|rak|dg|tern|fab|plan|kom|h|sekr)$/;
const KEEPS_AN = new RegExp(`(?:pl|org|[^m]m|(?:^|[${VOWELS}])d|jap|rom|[${VOWELS}]k|[${VOWELS}]r)$`, "u");
const LAST = [["löst", 1], ["lost", 1], ["fullt", 1], ["lig", 3], ["els", 3], ["ig", 2]];
const IRREGULAR = [["llt", "lld"], ["böck", "bok"], ["männ", "män"]];
const LETTERS = { ø: "o", æ: "a", ß: "ss", đ: "d", ł: "l", ð: "d" };
const SHORTEST_ROOT = 4;

// The words of a text in composed letters, with where each is: [{word, at, end}].
export function wordsIn(text) {
  return [...text.matchAll(WORD)].map((match) => ({
    word: match[0].toLowerCase().replaceAll("\u0307", ""),
    at: match.index,
    end: match.index + match[0].length,
  }));
}

export const isStopWord = (word) => STOP_WORDS.has(word);

export function stems(word) {
  if (PLAIN.test(word)) return STOP_WORDS.has(word) ? [] : [stem(word)];
  const pieces = word.split(":")[0].split(PIECES);
  const found = pieces.length > 1 ? [pieces.join(""), ...pieces] : pieces;
  return [...new Set(found.filter((piece) => piece.length > 1 && !STOP_WORDS.has(piece)).map(stem))];
}

export function stem(given) {
  let word = [...given].length > LONGEST_WORD ? [...given].slice(0, LONGEST_WORD).join("") : given;
  const match = REGION.exec(word);
  if (!match) return word;
  const region = Math.max(match.index + match[0].length, 3);
  word = withoutS(withoutEnding(word, region), region);
  if (DOUBLES.has(word.slice(-2)) && word.length - 2 >= region) word = word.slice(0, -1);
  for (const [ending, rest] of LAST) {
    if (word.endsWith(ending) && word.length - ending.length >= region) return word.slice(0, -rest);
  }
  for (const [ending, other] of IRREGULAR) {
    if (word.endsWith(ending)) return word.slice(0, -ending.length) + other;
  }
  return word;
}

function withoutEnding(word, region) {
  for (let length = Math.min(LONGEST_ENDING, word.length - region); length > 0; length -= 1) {
    const ending = word.slice(-length);
    if (ENDINGS.has(ending)) {
      const rest = word.slice(0, -length);
      return mayGo(rest, ending) ? rest : word;
    }
  }
  return word;
}

function withoutS(word, region) {
  const isOne = word.endsWith("s") && word.length > region && S_AFTER.includes(word.at(-2));
  return isOne ? word.slice(0, -1) : word;
}

function mayGo(rest, ending) {
  if (ending === "et" || ending === "ets") return !KEEPS_ET.test(rest);
  if (ending === "ans") return rest.at(-1) === rest.at(-2) || rest.endsWith("ck");
  return ending !== "an" || !KEEPS_AN.test(rest);
}

export function fold(text) {
  return text
    .replace(/[øæßđłð]/g, (letter) => LETTERS[letter])
    .normalize("NFD")
    .replace(/\p{M}/gu, "");
}

export function key(stemmed) {
  const folded = fold(stemmed).replaceAll("w", "v").replaceAll("c", "k");
  if (folded.endsWith("ing")) {
    const root = folded.slice(0, folded.endsWith("ning") ? -4 : -3);
    return root.length >= SHORTEST_ROOT ? root : folded;
  }
  return folded.endsWith("e") && folded.length >= SHORTEST_ROOT ? folded.slice(0, -1) : folded;
}
