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
    "an ans et ets ena enas ors arnes heternas " +
    "ers ars ares ats heters andena ert it its um"
  ).split(" "),
);
const LONGEST_ENDING = Math.max(...[...ENDINGS].map((ending) => ending.length));
const S_AFTER = "bcdfghjklmnoprtvy";
const DOUBLES = new Set(["dd", "gd", "nn", "dt", "gt", "kt", "tt"]);
const AT = "sult|riv|klim|kr|vok|mand|sold|did|kamr|par|iplom|utom|^tom|[lsnd]st";
const OR = "kt|[dilknrmsv]at|it|mot|[eo]nt|llk|fess|ces|revis|[eo]ns|aut|hum|uppr|br|[nr]i|rrid|dek";
// Endings, after what they are a part of the word; and below, after what alone they are endings.
const REST = new Map(
  [
    ["ad", "lln|[st]tn|[go]gn|rkn|evn|ydn|[åa]rdn|epn|s?m[åa]n|omen|ggl|hokl|[dgnt]bl|(?:[^aeiouyåäö]|bo|fri|sj[öo])st"],
    ["an", "pl|org|[^me]m|..[^h]em|niv|^[smrnh]?e?d|[iå]kad|jap|rom|[iu]k|lk|^lak|^[iku]r|veter|pr"],
    ["ande andet anden andes", "(?:er|in|em|nn|st|ut|ss|rs)l|[drs]b"],
    ["ans", "ch|bal|[uyp][ln]|st|r|li|ev|in|pt|ny|^gl|eg|om|og"],
    ["ar ars aren arens", "[^b]b|sv|llv|^ann|ment|(?:^|[osv])kl"],
    ["at", AT],
    ["ats", `pa?l|[lnpt]s|${AT}`],
    ["ens", "kv|urr|fer|ellig|[xs]ist|pet|lic|tend|evid|resid|nspar|^ess|^dem|stin|spond|edi"],
    ["er ers", "papp"],
    ["et ets", "it|iet|pak|stak|rak|dg|tern|fab|^plan|kom|h|[ens]kr|bask|kult|bert"],
    ["or ors", OR],
    ["ert", "[dgkt]", true],
    ["it its", "iv|[åa]ll|omm|jud|un[dgn]", true],
    ["um", "i|e|entr", true],
  ].flatMap(([endings, after, goes = false]) =>
    endings.split(" ").map((ending) => [ending, [new RegExp(`(?:${after})$`, "u"), goes]]),
  ),
);
const DEFINITE = new Set(["en", "et", "ens", "ets"]);
const D = "[äay]ll|m[äa]l|etal|[^hk][äa]m|(?:[^t]o|[öy])m|yr|h[öo]v|f[öo]lj|(?:^k|[^s]k|^f)ör|(?:.f|h|r)[öo]r";
const CHANGES = [
  [
    "(iv|[eau]ll|.[inrkmug]al|[^s]tal|[kbpg]el|^hel|[^b]bar|(?:^|[osv])klar|[ulni][äa]r|stor|svår" +
      "|ern|llm[äa]n|[gm]n|sam|(?:i|ner|rv)[öo]s|[äa]ttvis|precis|juk|ark|[öo]rk|arp|alv|svag|[^ad]g)t",
    "$1",
  ],
  [`(${D}|j[äa]lp|[äa]pp|.[öo][kp]|l[äy]s)t`, "$1"],
  ["(jor|vär|skil|(?:k|h|s|t|br|sp|anv)än)t", "$1d"],
  [`(${D})d`, "$1"],
  ["mm", "m"],
  [
    `(el|(?:${OR})or|é|(?:j|sn)ö|(?:niv[åa]|(?:yr|rid)å)|(?:vj|str|^fr)u|(?:[eort]g|[eo]r|nom|rat|dem)i)n`,
    "$1",
  ],
  ["(..[pvx]|..[^s]t|..[^r]d|..[cn]k|(?:[rl]a|[rt]o|un)g|...l|kom)n", "$1"],
  ["mann", "man"],
  ["männ", "män"],
  ["(..[bdfgkpstvx])l", "$1el"],
  ["h[öo]ll", "håll"],
  ["gaml", "gammal"],
  ["pappr", "papper"],
  ["(.[^n][bfkpsv]|.[^nx]t|[uyo]m|.n[st]|[äåa]ld|[^aäu]nd|..[^ln]d|(?:h[öo]|lä|[tl][äa]n|yn|fin)g)r", "$1"],
  ["((?:sl|st|g)å)r", "$1"],
  ["(skr|dr|kl)ev", "$1iv"],
  ["böck", "bok"],
  ["gick", "gå"],
].map(([form, other]) => [new RegExp(`${form}$`, "u"), other]);
const LAST = [["löst", 1], ["lost", 1], ["fullt", 1], ["lig", 3], ["els", 3], ["ig", 2]];
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
  word = mended(word);
  for (const [ending, rest] of LAST) {
    if (word.endsWith(ending) && word.length - ending.length >= region) return word.slice(0, -rest);
  }
  return word;
}

function withoutEnding(word, region) {
  for (let length = Math.min(LONGEST_ENDING, word.length - region); length > 0; length -= 1) {
    const ending = word.slice(-length);
    const rest = word.slice(0, -length);
    if (ENDINGS.has(ending) && mayGo(rest, ending)) {
      const isEr = DEFINITE.has(ending) && rest.endsWith("er") && rest.length - 2 >= region;
      return isEr && mayGo(rest.slice(0, -2), "er") ? rest.slice(0, -2) : rest;
    }
  }
  return word;
}

function mended(word) {
  const change = CHANGES.find(([form]) => form.test(word));
  return change ? word.replace(...change) : word;
}

function withoutS(word, region) {
  const isOne = word.endsWith("s") && word.length > region && S_AFTER.includes(word.at(-2));
  return isOne ? word.slice(0, -1) : word;
}

function mayGo(rest, ending) {
  const [form, goes] = REST.get(ending) ?? [];
  return !form || form.test(rest) === goes;
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
    return root.length >= SHORTEST_ROOT ? mended(root) : folded;
  }
  return folded.endsWith("e") && folded.length >= SHORTEST_ROOT ? folded.slice(0, -1) : folded;
}
