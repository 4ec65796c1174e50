// What the checker asks of several fields of an entry together, by kind: the rules of
// hooks/jambanken/rules that need no other file, and of the models. Each gives faults {path, text}.

const number = (text) => (text === undefined ? null : Number(text));
const at = (values, ...keys) => keys.reduce((found, key) => found?.get?.(key), values);
const rows = (values, key) => values.get(key) ?? [];

function* limits(values, path) {
  const [least, most] = [number(values?.get("minst")), number(values?.get("högst"))];
  if (least !== null && most !== null && least > most) {
    yield { path: [...path, "minst"], text: `Minst är ${least}, men högst är ${most}. Byt plats på talen, eller rätta det ena.` };
  }
}

function* span(values, path, first = "från", last = "till") {
  const [start, end] = [values?.get(first), values?.get(last)];
  if (!start || !end) return;
  const known = Math.min(start.length, end.length);
  if (end.slice(0, known) < start.slice(0, known)) {
    yield { path: [...path, last], text: `Slutet är ${end}, före starten ${start}. Rätta det ena datumet.` };
  }
}

function* spans(values, key, first, last) {
  for (const [row, item] of rows(values, key).entries()) yield* span(item, [key, row], first, last);
}

function* tips(values) {
  const minutes = rows(values, "steg").reduce((sum, step) => sum + (number(step.get("tid")) ?? 0), 0);
  if (minutes > (number(values.get("tid")) ?? Infinity)) {
    yield { path: ["tid"], text: `Stegen tar tillsammans ${minutes} minuter, men tiden är ${values.get("tid")}. Ändra tid till ${minutes}, eller korta stegen.` };
  }
  yield* limits(values.get("deltagare"), ["deltagare"]);
}

function* filmer(values) {
  const [type, address] = [at(values, "visning", "typ"), at(values, "visning", "adress")];
  const isFile = address !== undefined && !address.includes(":");
  if (type === "fil" && address && !isFile) {
    yield { path: ["visning", "typ"], text: "Typen är fil, men adressen leder till en annan webbplats. Välj extern: då länkar sidan till filmen i stället för att hämta den." };
  }
  if (type === "extern" && isFile) {
    yield { path: ["visning", "typ"], text: "Typen är extern, men adressen är en fil. Skriv hela adressen med https:// först, eller ändra typ till fil." };
  }
  if (type !== "fil") return;
  if (rows(values, "undertexter").length === 0 && values.get("textning") !== "inbränd") {
    yield { path: ["textning"], text: "Filmen visas på webbplatsen utan text. Lägg till en WebVTT-fil under undertexter, eller länka till filmen med visning typ extern." };
  }
  const state = at(values, "syntolkning", "läge");
  if (state === "behövs_inte" && !at(values, "syntolkning", "motivering")) {
    yield { path: ["syntolkning", "motivering"], text: "Det står inte varför syntolkning inte behövs. Skriv till exempel: Allt som visas sägs också." };
  } else if (state === "saknas" || state === "okänd") {
    yield { path: ["syntolkning", "läge"], text: "Filmen visas på webbplatsen utan syntolkning. Ordna en syntolkad version, eller välj behövs inte med en motivering." };
  }
}

function* projektplaner(values) {
  yield* span(values.get("period"), ["period"]);
  yield* spans(values, "tidplan", "från", "till");
  yield* spans(values, "aktiviteter", "från", "till");
}

function* trycksaker(values) {
  yield* limits(values, []);
  const [stock, channel] = [values.get("lager"), values.get("beställning")];
  if (stock && stock !== "endast_pdf" && !channel) {
    yield { path: ["beställning"], text: "Beställning saknas. Välj en väg att beställa, eller ändra lager till endast pdf." };
  }
  if (stock === "endast_pdf" && channel) {
    yield { path: ["beställning"], text: "Lager är endast pdf, men beställning är ifylld. Ta bort beställning, eller ändra lager." };
  }
}

function* bildbank(values) {
  const isWithdrawn = values.has("återkallad");
  const isRecognisable = values.get("igenkännbara") === "ja";
  if (!values.has("fil") && !isWithdrawn) yield { path: ["fil"], text: "Fil saknas. Välj en bild högst upp, eller skriv bildfilens namn." };
  if (values.get("typ") === "foto" && !values.has("igenkännbara")) {
    yield { path: ["igenkännbara"], text: "Igenkännbara saknas. Välj ja om någon går att känna igen på fotot, annars nej." };
  }
  if (isRecognisable && !values.has("rättslig_grund") && !isWithdrawn) {
    yield { path: ["rättslig_grund", "typ"], text: "Rättslig grund saknas, och bilden visar verkliga personer. Välj på vilken grund bilden får visas, eller skicka inte bilden." };
  }
  if (isRecognisable && !isWithdrawn && at(values, "rättslig_grund", "typ") === "ej_tillämpligt") {
    yield { path: ["rättslig_grund", "typ"], text: "Bilden visar verkliga personer, men den rättsliga grunden är ej tillämpligt. Välj samtycke, avtal eller allmänt intresse, eller skicka inte bilden." };
  }
  if (values.has("personer") && values.has("antal")) yield { path: ["antal"], text: "Både personer och antal är ifyllda. Behåll ett av dem." };
}

function* utbildningar(values) {
  yield* spans(values, "tillfällen", "start", "slut");
  for (const [row, item] of rows(values, "deltagande").entries()) {
    const [count, all] = [number(item.get("antal")), number(item.get("av"))];
    if (count !== null && all !== null && count > all) {
      yield { path: ["deltagande", row, "antal"], text: `Antal är ${count}, men av är ${all}. Byt plats på talen, eller rätta det ena.` };
    }
  }
}

const RULES = {
  tips,
  filmer,
  projektplaner,
  trycksaker,
  bildbank,
  exempel: (values) => span(values.get("period"), ["period"]),
  utbildningar,
};

export const together = (kind, values) => [...(RULES[kind]?.(values) ?? [])];
