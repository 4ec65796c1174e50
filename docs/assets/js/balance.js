// How a selection of pictures shows women and men: the same indicators as hooks/jambanken/counting/,
// held to the same cases (tests/cases/balance/). Shares are exact fractions of BigInt until shown.
//
// A picture is as people_of() in hooks/jambanken/balance.py writes it: p has a row for each person,
// n numbers instead, v the areas, u how it is known who is shown. One without p and n shows nobody.

const FEWEST = 10;
const PICTURES_PER_OLDER = 10;
const MOST_DECIMALS = 6;
const NARROW = "\u202f";
const MENS_AREAS = new Set(["teknik-och-gata", "raddningstjanst", "it-och-digitalisering"]);
const WOMENS_AREAS = new Set(["forskola", "vard-och-omsorg"]);
const SEX = { kvinna: "k", flicka: "k", man: "m", pojke: "m", kvinnor: "k", flickor: "k", män: "m", pojkar: "m" };

// Fractions: [numerator, denominator], the denominator above nought, in lowest terms.
const gcd = (a, b) => (b ? gcd(b, a % b) : a < 0n ? -a : a);
function fraction(part, whole) {
  const [n, d] = [BigInt(part), BigInt(whole)];
  if (d === 0n) return null;
  const common = gcd(n, d) || 1n;
  return [n / common, d / common];
}
const minus = ([a, b], [c, d]) => fraction(a * d - c * b, b * d);
const compare = ([a, b], [c, d]) => (a * d < c * b ? -1 : a * d > c * b ? 1 : 0);

const band = (low, high, inside, under, over) => ({ low: fraction(...low), high: fraction(...high), inside, under, over });
const EVEN = band([2, 5], [3, 5], "Inom 40–60\u202f%", "Under 40\u202f%", "Över 60\u202f%");
const ALIKE = band([-1, 10], [1, 10], "Inom ±10 procentenheter", "Mer än 10 procentenheter lägre för K", "Mer än 10 procentenheter högre för K");
const COUNTER = band([3, 10], [3, 5], "Inom 30–60\u202f%", "Under 30\u202f%", "Över 60\u202f%");
const MOST = band([4, 5], [1, 1], "Minst 80\u202f%", "Under 80\u202f%");
const ALL = band([1, 1], [1, 1], "Alla bilder", "Inte alla bilder");

function verdictOf(limits, value) {
  if (compare(value, limits.low) < 0) return "under";
  return compare(value, limits.high) > 0 ? "över" : "inom";
}

function tally(people) {
  const found = { k: 0, m: 0, o: 0 };
  for (const person of people) found[SEX[person.presentation] ?? "o"] += 1;
  return found;
}

function counted(numbers) {
  const found = { k: 0, m: 0, o: 0 };
  for (const [key, number] of Object.entries(numbers)) found[SEX[key] ?? "o"] += number;
  return found;
}

function sum(tallies) {
  const add = (a, b) => ({ k: a.k + b.k, m: a.m + b.m, o: a.o + b.o });
  return tallies.reduce(add, { k: 0, m: 0, o: 0 });
}

function read(picture) {
  const people = (picture.p ?? []).map(([presentation, age, role, action, plane, gaze]) => ({
    presentation, age, role, action, plane, gaze,
  }));
  const shown = picture.n ? counted(picture.n) : tally(people);
  return { people, shown, areas: [...new Set(picture.v ?? [])], basis: picture.u };
}

const known = (one) => one.k + one.m;
const inFront = (person) => person.plane === "förgrund";
const isActive = (person) => person.action === "aktiv";
const mayAct = (person) => person.action !== "ej_tillämpligt";
const hasRole = (role) => (person) => person.role === role;
const peopleIn = (pictures) => pictures.flatMap((picture) => picture.people);
const oneByOne = (pictures) => pictures.filter((picture) => picture.people.length > 0);

function visibility(pictures) {
  const base = sum(pictures.map((picture) => picture.shown));
  return { base, value: fraction(base.k, known(base)) };
}

function pictureWeight(pictures) {
  const shown = pictures.map((picture) => picture.shown);
  const either = shown.filter(known);
  const sums = new Map();
  for (const one of either) sums.set(known(one), (sums.get(known(one)) ?? 0) + one.k);
  let common = 1n;
  for (const size of sums.keys()) common *= BigInt(size) / gcd(common, BigInt(size));
  let women = 0n;
  for (const [size, number] of sums) women += BigInt(number) * (common / BigInt(size));
  return { base: sum(shown), whole: either.length, value: fraction(women, common * BigInt(either.length)) };
}

const shareOf = (sex, keep) => (pictures) => {
  const base = tally(peopleIn(pictures).filter(keep));
  return { base, value: fraction(base[sex], known(base)) };
};

const gap = (lookedAt, lookedFor) => (pictures) => {
  const looked = peopleIn(pictures).filter(lookedAt);
  const [base, hits] = [tally(looked), tally(looked.filter(lookedFor))];
  const [women, men] = [fraction(hits.k, base.k), fraction(hits.m, base.m)];
  return { base, hits, women, men, value: women && men ? minus(women, men) : null };
};

function older(pictures) {
  const found = gap(() => true, (person) => person.age === "äldre")(pictures);
  const whole = oneByOne(pictures).length;
  const enough = Math.min(found.hits.k, found.hits.m) * PICTURES_PER_OLDER >= whole;
  const verdict = found.value === null ? "för få" : enough ? "inom" : "under";
  return { ...found, value: null, whole, verdict };
}

function breadth(pictures) {
  const areas = new Map();
  for (const picture of oneByOne(pictures)) {
    const front = tally(picture.people.filter(inFront));
    for (const area of picture.areas) areas.set(area, sum([areas.get(area) ?? tally([]), front]));
  }
  const both = [...areas.values()].filter((front) => front.k && front.m).length;
  const base = tally(peopleIn(pictures).filter(inFront));
  return { base, part: both, whole: areas.size, value: fraction(both, areas.size) };
}

function twoActive(pictures) {
  const coded = oneByOne(pictures);
  const active = coded.map((picture) => tally(picture.people.filter(isActive)));
  const hits = { k: 0, m: 0, o: 0 };
  for (const sex of Object.keys(hits)) hits[sex] = active.filter((one) => one[sex] > 1).length;
  return {
    base: tally(peopleIn(coded).filter(mayAct)),
    hits,
    whole: coded.length,
    women: fraction(hits.k, coded.length),
    men: fraction(hits.m, coded.length),
    verdict: coded.length ? "utan gräns" : "för få",
  };
}

function isCounterImage(picture) {
  const among = (areas) => picture.areas.some((area) => areas.has(area));
  return picture.people.filter(inFront).some((person) => {
    const sex = SEX[person.presentation];
    if (sex === "k") return person.role === "teknisk" || among(MENS_AREAS);
    return sex === "m" && (person.role === "omsorg" || among(WOMENS_AREAS));
  });
}

function counterImages(pictures) {
  const coded = oneByOne(pictures);
  const part = coded.filter(isCounterImage).length;
  const base = tally(peopleIn(coded).filter(inFront));
  return { base, part, whole: coded.length, value: fraction(part, coded.length) };
}

function coverage(pictures) {
  const isCoded = ({ basis, shown }) => basis && basis !== "okänt" && known(shown) + shown.o > 0;
  const part = pictures.filter(isCoded).length;
  const base = sum(pictures.map((picture) => picture.shown));
  return { base, part, whole: pictures.length, value: fraction(part, pictures.length) };
}

// Names and formulas are those of Python's INDICATORS; a test compares them.
const INDICATORS = [
  { id: "I1", name: "Synlighet", about: "K bland alla som visas", band: EVEN, find: visibility },
  { id: "I1b", name: "Bildvikt", about: "K i en genomsnittlig bild", band: EVEN, find: pictureWeight },
  { id: "I2", name: "Förgrund", about: "K i förgrunden", band: EVEN, find: shareOf("k", inFront) },
  { id: "I3", name: "Aktivitetsgap", about: "aktiva K jämfört med aktiva M", band: ALIKE, find: gap(mayAct, isActive) },
  { id: "I4", name: "Ledarskap", about: "K bland dem som leder", band: EVEN, find: shareOf("k", hasRole("ledare")) },
  { id: "I5", name: "Omsorgsansvar", about: "M bland dem som ger omsorg", band: EVEN, find: shareOf("m", hasRole("omsorg")) },
  { id: "I6", name: "Teknik", about: "K i tekniska roller", band: EVEN, find: shareOf("k", hasRole("teknisk")) },
  { id: "I7", name: "Ålder och kön", about: "äldre bland K och bland M", band: null, find: older },
  { id: "I8", name: "Blickgap", about: "K som ser ut ur bilden jämfört med M", band: ALIKE, find: gap(() => true, (person) => person.gaze === "utåt") },
  { id: "I9", name: "Områdesbredd", about: "verksamheter med både K och M i förgrunden", band: MOST, find: breadth },
  { id: "I10", name: "Bildtest", about: "bilder med minst två aktiva K, och med minst två aktiva M", band: null, find: twoActive },
  { id: "I11", name: "Motbild", about: "bilder som vänder på en vanlig könsroll", band: COUNTER, find: counterImages },
  { id: "I12", name: "Täckning", about: "bilder där det står hur det är känt vilka som visas", band: ALL, find: coverage, fewest: 0 },
];

function judged(indicator, pictures) {
  const found = { hits: null, part: null, whole: null, women: null, men: null, value: null, ...indicator.find(pictures) };
  const { id, name, about, band: limits, fewest = FEWEST } = indicator;
  const measure = { id, name, about, band: limits, ...found };
  const few = known(found.base) < fewest || (!found.verdict && found.value === null);
  if (few) return { ...measure, value: null, verdict: "för få" };
  return { ...measure, verdict: found.verdict ?? verdictOf(limits, found.value) };
}

/** Count pictures. Fractions are [numerator, denominator] of BigInt, or null. */
export function balance(pictures) {
  const shown = pictures.filter((picture) => picture.p || picture.n).map(read);
  return {
    pictures: shown.length,
    empty: pictures.length - shown.length,
    people: sum(shown.map((picture) => picture.shown)),
    measures: INDICATORS.map((indicator) => judged(indicator, shown)),
  };
}

// Hundredths with as many decimals as it takes to keep the verdict; halves go up.
function rounded(value, limits) {
  let [units, scale] = [0n, 1n];
  let decimals = 0;
  for (; decimals <= MOST_DECIMALS; decimals += 1) {
    scale = 10n ** BigInt(decimals);
    units = (value[0] * 200n * scale + value[1]) / (value[1] * 2n);
    const near = fraction(units, 100n * scale);
    if (!limits || verdictOf(limits, near) === verdictOf(limits, value)) break;
  }
  decimals = Math.min(decimals, MOST_DECIMALS);
  const part = decimals ? `,${String(units % scale).padStart(decimals, "0")}` : "";
  return `${units / scale}${part}`;
}

const percent = (value, limits) => `${rounded(value, limits)}${NARROW}%`;

function points(value, limits) {
  // The only band of differences lies evenly around nought, so the size alone has the same verdict.
  const size = value[0] < 0n ? [-value[0], value[1]] : value;
  const digits = rounded(size, limits);
  const sign = /[1-9]/.test(digits) ? (value[0] < 0n ? "−" : "+") : "";
  return `${sign}${digits} ${digits === "1" ? "procentenhet" : "procentenheter"}`;
}

/** A measure's value in short, in Swedish. */
export function valueOf(measure) {
  if (measure.verdict === "för få") return "för få bilder";
  if (measure.band === ALIKE) return points(measure.value, ALIKE);
  if (measure.value) return percent(measure.value, measure.band);
  return `${percent(measure.women)} av K, ${percent(measure.men)} av M`;
}

/** How a measure's value stands to its band, in Swedish. */
export function verdictWords({ verdict, band: limits }) {
  if (verdict === "för få") return "För få bilder";
  if (verdict === "utan gräns") return "Ingen gräns, jämför andelarna";
  if (!limits) return `${verdict === "inom" ? "Minst" : "Färre än"} en av varje per tio bilder`;
  return { under: limits.under, över: limits.over }[verdict] ?? limits.inside;
}

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function row(measure) {
  const { base } = measure;
  return element(
    "tr", { "data-verdict": measure.verdict },
    element("th", { scope: "row" }, measure.name, " ", element("span", { class: "jb-when" }, measure.about)),
    element("td", {}, valueOf(measure), " ", element("span", { class: "jb-when" }, `${base.k} K, ${base.m} M, ${base.o} Ö`)),
    element("td", {}, element("span", { class: "jb-judged", "data-verdict": measure.verdict }, verdictWords(measure))),
  );
}

const plural = (number, one, many) => `${number} ${number === 1 ? one : many}`;

/** Fill a container with what `balance` found. Its heading is the page's own. */
export function render(found, container) {
  const { people, pictures, empty, measures } = found;
  const paragraph = (text) => element("p", {}, text);
  const others = empty ? ` ${plural(empty, "bild", "bilder")} har ingen uppgift om människor.` : "";
  if (!pictures) {
    container.replaceChildren(paragraph("Ingen av bilderna har uppgift om vilka den visar, så det finns inget att räkna."));
    return;
  }
  const heads = ["Mått", "Värde", "Bedömning"].map((text) => element("th", { scope: "col" }, text));
  const table = element(
    "table", {},
    element("caption", {}, "Så visar bilderna kvinnor och män"),
    element("thead", {}, element("tr", {}, ...heads)),
    element("tbody", {}, ...measures.map(row)),
  );
  const page = new URL("../../bildbank/balans/", import.meta.url).href;
  container.replaceChildren(
    paragraph(
      `${plural(pictures, "bild", "bilder")} visar ${plural(people.k, "kvinna eller flicka", "kvinnor och flickor")} (K), ` +
        `${plural(people.m, "man eller pojke", "män och pojkar")} (M) och ${plural(people.o, "annan", "andra")} (Ö).${others} ` +
        `När ett mått bygger på färre än ${FEWEST} K och M visas inget värde.`,
    ),
    element("div", { class: "jb-table", tabindex: "0", role: "region", "aria-label": "Så visar bilderna kvinnor och män" }, table),
    element("p", {}, element("a", { href: page }, "Så räknas måtten, och vad de inte säger")),
  );
}
