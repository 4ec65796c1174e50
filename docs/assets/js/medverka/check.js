// Holds values to the model, in the checker's own words (hooks/jambanken/messages.py). A fault is
// {path, text}: the path leads to the field, by keys and numbers of rows.

import { address, calendarDay, fileName } from "./places.js";
import { lengthOf } from "./text.js";

const shorten = (text) => (lengthOf(text) > 60 ? `${[...text].slice(0, 59).join("")}…` : text);

// Every fault of a mapping, in the order of the form. ``of`` says what the mapping is a part of.
export function check(values, controls, path = [], of = []) {
  return controls.flatMap((control) => {
    const here = [...path, control.key];
    const value = values.get(control.key);
    if (value === undefined) return control.must ? missing(control, here, of) : [];
    return checkValue(value, control, here, of);
  });
}

// "Läge (syntolkning)", "Titel (källa 2)": the same word names fields of several parts.
const named = ({ title }, of) => (of.length > 0 ? `${title} (${of.join(", ")})` : title);
export const within = (of, { title }) => [...of, title.slice(0, 1).toLowerCase() + title.slice(1)];

function missing(control, path, of) {
  if (control.sort === "group") return check(new Map(), control.fields, path, within(of, control));
  const act = control.item?.list ? "Välj" : "Skriv";
  const cure = control.sort === "list" ? `${act} minst ${control.least ?? 1} i listan.` : control.help;
  return [{ path, text: `${named(control, of)} saknas. ${cure}`.trim() }];
}

function checkValue(value, control, path, of) {
  const name = named(control, of);
  if (control.sort === "group") return value instanceof Map ? check(value, control.fields, path, within(of, control)) : [misplaced(path, name)];
  if (control.sort === "list") {
    if (!Array.isArray(value)) return [misplaced(path, name)];
    const few = value.length < (control.least ?? 0) ? [{ path, text: `${name} har bara ${value.length}. Skriv minst ${control.least} i listan.` }] : [];
    return [...few, ...value.flatMap((item, row) => checkRow(item, control, [...path, row], of))];
  }
  return checkText(value, control, path, name);
}

function checkRow(item, control, path, of) {
  const [row, name] = [path.at(-1) + 1, named(control, of)];
  if (control.item.sort !== "group") return checkText(item, control.item, path, `${name}, rad ${row}`);
  if (!(item instanceof Map)) return [misplaced(path, `${name}, rad ${row}`)];
  return check(item, control.item.fields, path, [...of, `${control.row} ${row}`]);
}

function checkText(value, control, path, name) {
  if (typeof value !== "string") return [misplaced(path, name)];
  const text = faultOf(value, control, name);
  return text ? [{ path, text }] : [];
}

const misplaced = (path, name) => ({ path, text: `${name} går inte att läsa: här ska stå något av en annan sort.` });

// What is wrong with one text, empty where nothing is.
export function faultOf(text, control, name) {
  const size = lengthOf(text);
  if (control.shortest && size < control.shortest) return `${name} är ${size} tecken. Skriv minst ${control.shortest} tecken.`;
  if (control.longest && size > control.longest) return `${name} är ${size} tecken. Korta till högst ${control.longest}.`;
  const said = SORTS[control.sort]?.(text, control);
  return said ? `${name}: ${said}` : "";
}

const SORTS = {
  choice: (text, { choices }) => (choices.some(([word]) => word === text) ? "" : `"${shorten(text)}" går inte att välja. Välj ${choices.map(([, name]) => name).join(", ")}.`),
  yesno: (text) => (text === "ja" || text === "nej" ? "" : `"${shorten(text)}" är varken ja eller nej. Skriv ja eller nej.`),
  whole: (text, control) =>
    /^-?(?:0|[1-9][0-9]{0,8})$/.test(text) ? range(text, control) : `"${shorten(text)}" är inget heltal. Skriv bara siffror, till exempel 15.`,
  number: (text, control) =>
    /^-?[0-9]{1,12}(?:[.,][0-9]{1,6})?$/.test(text) ? range(text, control) : `"${shorten(text)}" är inget tal. Skriv bara siffror, till exempel 64 eller 3,5.`,
  date: (text) => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? calendarDay(text) : `"${shorten(text)}" är inget datum. Skriv år, månad och dag som 2026-11-22.`),
  value: formed,
  ref: formed,
  id: (text, control) => {
    if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text)) return `"${shorten(text)}" är inget id. Välj ett i listan.`;
    return control.known && !control.known.has(text) ? `"${text}" finns inte i listan. Välj ett som finns där.` : "";
  },
  address: (text, control) => address(text) && refusal(text, control),
  file: (text, control) => (text.includes(":") ? address(text) && `"${shorten(text)}" är ingen säker webbadress. Skriv hela adressen, med https:// först.` : fileName(text, control)),
};

function formed(text, control) {
  if (control.form && !new RegExp(`^(?:${control.form})$`, "u").test(text)) return refusal(text, control);
  return control.calendar ? calendarDay(text) : "";
}

function refusal(text, { refusal: said = ['"{}" går inte att läsa.', ""] }) {
  return `${said[0].replace("{}", () => shorten(text))} ${said[1]}`.trim();
}

function range(text, { least, most }) {
  const number = Number(text.replace(",", "."));
  if (least !== undefined && number < least) return `talet är ${text}. Skriv minst ${least}.`;
  if (most !== undefined && number > most) return `talet är ${text}. Skriv högst ${most}.`;
  return "";
}
