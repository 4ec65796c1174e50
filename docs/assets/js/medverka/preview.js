// The entry as its page will look, from what is filled in: the same classes, the main parts, and every
// text as text. Kinds that have no layout of their own show their fields under each one's title.

import { make } from "./dom.js";
import { LAYOUTS } from "./layouts.js";
import { markdown } from "./markdown.js";
import { host, partialDay, sentence } from "./words.js";

// The preview stands in a section with a heading of level 2; its own headings are told two steps down.
const SHIFT = 2;

export const heading = (level, ...content) => make(`h${level}`, { role: "heading", "aria-level": Math.min(6, level + SHIFT) }, ...content);
export const md = (text) => (text ? markdown(text, 3, SHIFT) : []);
export const section = (title, ...content) => {
  const shown = content.flat().filter((item) => item !== null && item !== undefined && item !== "");
  return shown.length > 0 ? make("section", { class_: "jb-section" }, heading(2, title), ...shown) : null;
};
export const bullets = (items, extra = "") => (items?.length ? make("ul", { class_: `jb-bullets ${extra}`.trim() }, ...items.map((item) => make("li", { text: item }))) : null);
export const facts = (pairs) => {
  const rows = pairs.filter(([, value]) => value !== undefined && value !== null && value !== "");
  return rows.length ? make("dl", { class_: "jb-data" }, ...rows.map(([name, value]) => make("div", {}, make("dt", { text: name }), make("dd", {}, value)))) : null;
};
export const table = (caption, head, rows) =>
  make("div", { class_: "jb-table", tabindex: "0", role: "region", "aria-label": caption },
    make("table", {}, make("caption", { text: caption }), make("thead", {}, make("tr", {}, ...head.map((text) => make("th", { scope: "col", text })))),
      make("tbody", {}, ...rows.map(([first, ...rest]) => make("tr", {}, make("th", { scope: "row" }, first), ...rest.map((cell) => make("td", { text: cell || "–" })))))));

// ``spec`` is what the page holds of the kind, ``room`` names ids and references, and has the picture.
export function preview(values, spec, room) {
  const licences = new Map(spec.controls.find(({ key }) => key === "licens")?.proposals);
  const name = (list, id) => room.names.get(list)?.get(id) ?? id;
  const tools = { name, title: (ref) => room.titles.get(ref) ?? ref, picture: room.picture ?? "", licence: (id) => licences.get(id) ?? id, spec };
  const layout = LAYOUTS[spec.kind] ?? anyKind;
  const { facts: few = [], main } = layout(values, tools);
  return make("article", { class_: `jb-entry jb-entry--${spec.kind}` }, head(values, spec, few), make("div", { class_: "jb-entry__body" }, ...main.filter(Boolean), more(values, tools)), foot(values, tools));
}

function head(values, spec, few) {
  const known = few.filter(Boolean);
  const status = values.get("status");
  return make("header", { class_: "jb-entry__head" },
    make("p", { class_: "jb-entry__kind", text: spec.singular }),
    heading(1, sentence(values.get("titel") ?? "Titel saknas")),
    values.get("sammanfattning") ? make("p", { class_: "jb-entry__summary", text: values.get("sammanfattning") }) : null,
    known.length ? make("ul", { class_: "jb-facts" }, ...known.map((text) => make("li", { text: sentence(text) }))) : null,
    status === "utkast" ? make("p", { class_: "jb-notice" }, make("strong", { text: "Utkast." }), " Det här syns bara i förhandsvisningen.") : null,
    status === "arkiverad" ? make("p", { class_: "jb-notice" }, make("strong", { text: "Arkiverad." }), " Sidan finns kvar, men syns inte i några listor.") : null);
}

function more(values, { title }) {
  const related = values.get("relaterat") ?? [];
  return related.length ? section("Mer om det här", bullets(related.map(title))) : null;
}

const BELONGS = [["Målgrupper", "målgrupper"], ["Verksamheter", "verksamheter"], ["Teman", "teman"], ["Styrdokument", "styrdokument"], ["Avsändare", "avsändare", "organisationer"]];

function foot(values, { name, licence }) {
  const belongs = BELONGS.filter(([, key]) => values.get(key)?.length).map(([text, key, list = key]) =>
    make("div", {}, make("dt", { text }), make("dd", {}, make("ul", { class_: "jb-chips" }, ...values.get(key).map((id) => make("li", {}, make("span", { class_: "jb-form__chip", text: name(list, id) })))))));
  const sources = (values.get("källor") ?? []).map((source) =>
    make("li", {}, make("cite", { text: source.get("titel") ?? "" }), ...["utgivare", "år"].flatMap((key) => (source.get(key) ? [`, ${source.get(key)}`] : [])), source.get("länk") ? make("span", { class_: "jb-host", text: ` (${host(source.get("länk"))})` }) : null));
  const days = [["Publicerad", "publicerad"], ["Ändrad", "uppdaterad"], ["Ska gås igenom igen senast", "granskas"]].flatMap(([text, key]) => (values.get(key) ? [`${text} ${partialDay(values.get(key))}.`] : []));
  return make("div", { class_: "jb-entry__foot" },
    belongs.length ? make("dl", { class_: "jb-belongs" }, ...belongs) : null,
    sources.length ? heading(2, "Källor") : null,
    sources.length ? make("ul", { class_: "jb-sources" }, ...sources) : null,
    make("p", { class_: "jb-colophon", text: `${days.join(" ")} Licens: ${licence(values.get("licens") ?? "CC-BY-4.0")}.`.trim() }));
}

const COMMON = new Set(["titel", "sammanfattning", "status", "publicerad", "uppdaterad", "granskas", "källor", "relaterat", "nyckelord", "licens", "bild", ...BELONGS.map(([, key]) => key)]);

// A field under its title, whatever it holds.
export function anyField(control, value) {
  if (value === undefined || value === null) return null;
  if (control.sort === "markdown") return section(control.title, md(value));
  return section(control.title, shown(value, control));
}

function shown(value, control) {
  if (typeof value === "string") return control?.sort === "markdown" ? make("div", {}, ...md(value)) : make("p", { text: value });
  if (Array.isArray(value)) return value.every((item) => typeof item === "string") ? bullets(value) : make("ul", { class_: "jb-bullets" }, ...value.map((item) => make("li", {}, shown(item, control?.item))));
  const fields = new Map((control?.fields ?? []).map((field) => [field.key, field]));
  return facts([...value].map(([key, inner]) => [fields.get(key)?.title ?? key, typeof inner === "string" && fields.get(key)?.sort !== "markdown" ? inner : shown(inner, fields.get(key))]));
}

function anyKind(values, { spec }) {
  return { main: spec.controls.filter(({ key }) => !COMMON.has(key)).map((control) => anyField(control, values.get(control.key))) };
}
