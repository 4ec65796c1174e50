// What stands where on the page of each kind (hooks/jambanken/templates/kinds).

import { make } from "./dom.js";
import { bullets, facts, heading, md, section, table } from "./preview.js";
import { duration, host, moment, number, partialDay, people, sentence, span } from "./words.js";

const rows = (values, key) => values.get(key) ?? [];
const text = (item, key) => item.get(key) ?? "";
const minutes = (values) => (/^\d+$/.test(values.get("tid") ?? "") ? duration(Number(values.get("tid"))) : "");

const step = (item, number_, extra = null) =>
  make("li", { class_: "jb-step" },
    make("div", { class_: "jb-step__head" }, heading(3, item.get("rubrik") ?? `Steg ${number_}`), minutes(item) ? make("p", { class_: "jb-step__time", text: minutes(item) }) : null),
    make("div", { class_: "jb-step__text" }, ...md(item.get("text"))), extra);

const steps = (items, extra = () => null) => (items.length ? make("ol", { class_: "jb-steps" }, ...items.map((item, at) => step(item, at + 1, extra(item)))) : null);
const questions = (values) => section("Frågor att prata om", bullets(rows(values, "diskussionsfrågor"), "jb-bullets--questions"));

function tips(values, { name, title }) {
  const least = values.get("deltagare");
  const effort = values.get("insats") === "mellan" ? "medelstor" : values.get("insats");
  return {
    facts: [minutes(values), people(least?.get("minst"), least?.get("högst")), effort && `${effort} insats`],
    main: [
      section("Varför", md(values.get("syfte"))),
      section("Förbered", bullets(rows(values, "förberedelser"), "jb-bullets--boxes"), bullets(rows(values, "trycksaker").map(title))),
      section("Gör så här", steps(rows(values, "steg"))),
      questions(values),
      section("Fallgropar", bullets(rows(values, "fallgropar"))),
      section("Andra har prövat", rows(values, "erfarenheter").map((item) =>
        make("blockquote", { class_: "jb-experience" }, make("p", { text: text(item, "text") }), make("footer", { text: `${name("organisationer", text(item, "organisation"))}, ${text(item, "år")}` })))),
    ],
  };
}

const CAPTIONS = { valbar: "Ja, undertexter som går att slå på", inbränd: "Ja, undertexter som alltid syns", saknas: "Nej, filmen är inte textad", okänd: "Okänt, ingen källa säger det" };
const DESCRIBED = { separat: "Ja, i en egen version", i_ljudet: "Ja, det som syns framgår av ljudet", behövs_inte: "Behövs inte", saknas: "Nej, filmen är inte syntolkad", okänd: "Okänt, ingen källa säger det" };

function filmer(values, { name }) {
  const showing = values.get("visning") ?? new Map();
  const address = text(showing, "adress");
  const described = values.get("syntolkning") ?? new Map();
  const length = values.get("längd");
  return {
    facts: [length && (length === "okänd" ? "längd okänd" : `längd ${length}`), { valbar: "textad", inbränd: "textad", saknas: "inte textad", okänd: "textning okänd" }[values.get("textning")]],
    main: [
      section("Se filmen",
        address ? make("p", {}, make("span", { class_: "jb-button", text: showing.get("typ") === "extern" ? `Öppna filmen på ${host(address)}` : address })) : null,
        facts([
          ["Längd", length], ["Inspelad", values.get("inspelad") && partialDay(values.get("inspelad"))], ["Textad", CAPTIONS[values.get("textning")]],
          ["Syntolkad", [DESCRIBED[described.get("läge")], described.get("motivering")].filter(Boolean).join(". ")],
          ["Teckenspråk", values.get("teckenspråk") ? "Filmen på teckenspråk" : "Ingen version är känd"],
          ["I text", values.get("transkription") ? "Allt som sägs och syns" : "Ingen transkription finns i banken"],
        ])),
      section("Medverkande", bullets(rows(values, "medverkande").map((item) => [item.get("namn"), item.get("roll"), item.get("organisation") && name("organisationer", item.get("organisation"))].filter(Boolean).join(", ")))),
      section("Kapitel", facts(rows(values, "kapitel").map((item) => [text(item, "tid"), text(item, "rubrik")]))),
      questions(values),
      section("Transkription", md(values.get("transkription"))),
    ],
  };
}

const when = (item) => (item.get("till") ? sentence(span(text(item, "från"), item.get("till"))) : sentence(partialDay(text(item, "från"))));
const card = (class_, name, ...content) => make("li", { class_ }, heading(3, name), ...content);

function level(item) {
  const groups = rows(item, "grupper").map((one) => make("li", { class_: "jb-group" }, heading(4, text(one, "namn")), make("p", { text: text(one, "beskrivning") }), bullets(rows(one, "innehåll"))));
  return card("jb-level", text(item, "namn"), make("p", { class_: "jb-level__audience", text: text(item, "målgrupp") }), bullets(rows(item, "innehåll")), groups.length ? make("ul", { class_: "jb-groups" }, ...groups) : null);
}

const ordered = (class_, items) => (items.length ? make("ol", { class_ }, ...items) : null);

function projektplaner(values, { title }) {
  const period = values.get("period");
  const activities = rows(values, "aktiviteter");
  const measured = rows(values, "uppföljning");
  return {
    facts: [period && span(period.get("från"), period.get("till"))],
    main: [
      section("Syfte och mål", make("div", { class_: "jb-columns" }, make("div", {}, heading(3, "Syfte"), bullets(rows(values, "syfte"))), make("div", {}, heading(3, "Mål"), bullets(rows(values, "mål")))), values.get("förväntade_resultat") ? [heading(3, "Förväntade resultat"), ...md(values.get("förväntade_resultat"))] : null),
      section("Bakgrund", md(values.get("bakgrund"))),
      section("Nivåer och grupper", ordered("jb-levels", rows(values, "nivåer").map(level))),
      section("Erbjudanden", ordered("jb-offers", rows(values, "erbjudanden").map((item) => card("", text(item, "namn"), ...md(item.get("text")))))),
      section("Tidplan", ordered("jb-timeline", rows(values, "tidplan").map((item) => make("li", {}, make("p", { class_: "jb-timeline__when", text: when(item) }), make("p", { text: text(item, "text") }))))),
      section("Så här mäter de", activities.length ? table("Aktiviteter, mål och hur de mäts", ["Aktivitet", "Så här mäts aktiviteten", "Jämställdhetsmål", "Så här mäts målet"], activities.map((item) => [text(item, "namn"), rows(item, "mått").join("; "), text(item, "jämställdhetsmål"), rows(item, "målmått").join("; ")])) : null),
      section("Uppföljning", measured.length ? table("Uppmätta värden", ["Mått", "När", "Kvinnor", "Män", "Totalt", "Mål", "Enhet"], measured.map((item) => [text(item, "mått"), partialDay(text(item, "datum")), number(text(item, "kvinnor")), number(text(item, "män")), number(text(item, "totalt")), text(item, "mål"), text(item, "enhet")])) : null),
      section("Lärdomar", md(values.get("lärdomar"))),
      section("Delplaner", bullets(rows(values, "delplaner").map(title))),
      section("Organisation", facts(rows(values, "organisation").map((item) => [sentence(text(item, "roll")), [item.get("namn"), item.get("befattning")].filter(Boolean).join(", ") || "Ingen är namngiven i källan"])), rows(values, "finansiering").length ? [heading(3, "Finansiering"), bullets(rows(values, "finansiering"))] : null),
    ],
  };
}

const STOCK = { finns: "Finns", slut: "Slut", endast_pdf: "Finns bara som PDF" };

function trycksaker(values, { name }) {
  const panels = (values.get("innehåll") ?? "").split(/^(?=## )/m).filter((part) => part.trim());
  return {
    facts: [values.get("typ") && `${values.get("typ")} ${values.get("format") ?? ""}`.trim(), values.get("artikelnummer") && `artikelnummer ${values.get("artikelnummer")}`],
    main: [
      section("Beställ eller skriv ut", facts([
        ["Artikelnummer", values.get("artikelnummer")], ["Typ", values.get("typ") && sentence(values.get("typ"))], ["Format", values.get("format")], ["Utgåva", values.get("upplaga")], ["Tryckår", values.get("år")],
        ["Pris", Number((values.get("pris") ?? "0").replace(",", ".")) ? `${number(values.get("pris"))} kr styck` : "Gratis"], ["Lager", STOCK[values.get("lager")]], ["Beställs hos", values.get("beställning") && name("beställningsvägar", values.get("beställning"))], ["PDF", values.get("pdf")],
      ])),
      section("Språk och former", bullets(rows(values, "versioner").map((item) => [sentence(text(item, "språk")), item.get("form") !== "standard" && item.get("form"), item.get("artikelnummer")].filter(Boolean).join(", ")))),
      section("Det här står på trycksaken", panels.length ? make("div", { class_: "jb-panels" }, ...panels.map((part) => make("div", { class_: "jb-panel" }, ...md(part)))) : null),
    ],
  };
}

const LONGEST_FACT = 40;

function utbildningar(values, { name }) {
  const took = rows(values, "deltagande");
  const extent = values.get("omfattning") ?? "";
  const isShort = extent.length <= LONGEST_FACT;
  return {
    facts: [{ webb: "webbutbildning" }[values.get("form")] ?? values.get("form"), isShort && extent],
    main: [
      isShort ? null : facts([["Omfattning", extent]]),
      values.get("adress") ? make("p", {}, make("span", { class_: "jb-button", text: `Till utbildningen på ${host(values.get("adress"))}` })) : null,
      section("Innehåll", md(values.get("innehåll"))),
      section("Program", ordered("jb-timeline", rows(values, "tillfällen").map((item) =>
        make("li", {}, make("p", { class_: "jb-timeline__when", text: [[text(item, "start"), text(item, "slut")].filter(Boolean).map(moment).join("–"), item.get("plats")].filter(Boolean).join(", ") }), heading(3, text(item, "rubrik")))))),
      section("Så många har gått", took.length ? table("Deltagande per organisation", ["Organisation", "När", "Antal", "Andel", "Kvinnor", "Män"], took.map((item) => [name("organisationer", text(item, "organisation")), partialDay(text(item, "datum")), [item.get("antal"), item.get("av")].filter(Boolean).join(" av "), item.get("andel") ? `${number(item.get("andel"))} %` : "", text(item, "kvinnor"), text(item, "män")])) : null),
      section("Arrangör", bullets(rows(values, "arrangör").map((id) => name("organisationer", id)))),
    ],
  };
}

function exempel(values, { name }) {
  const period = values.get("period");
  const figures = rows(values, "siffror");
  return {
    facts: [period && span(period.get("från"), period.get("till"))],
    main: [
      values.get("organisation") ? make("p", { class_: "jb-by", text: `Av ${name("organisationer", values.get("organisation"))}` }) : null,
      section("Utmaningen", md(values.get("utmaning"))),
      section("Så gjorde de", md(values.get("gjorde"))),
      section("Det här blev resultatet", md(values.get("resultat"))),
      section("Siffror", figures.length ? table("Siffror ur exemplet", ["Vad", "År", "Kvinnor", "Män", "Totalt", "Enhet"], figures.map((item) => [text(item, "etikett"), text(item, "år"), number(text(item, "kvinnor")), number(text(item, "män")), number(text(item, "totalt")), text(item, "enhet")])) : null),
      section("Råd till er som vill göra likadant", bullets(rows(values, "råd"))),
    ],
  };
}

const begrepp = (values) => ({
  facts: [values.get("förkortning")],
  main: [section("Vad det betyder", values.get("definition") ? make("div", { class_: "jb-definition" }, ...md(values.get("definition"))) : null, facts([["Förkortning", values.get("förkortning")], ["Andra ord", rows(values, "synonymer").join(", ")]]))],
});

// Steps without a time first and last are done before and after a meeting (jambanken.meeting.agenda).
function divided(all) {
  const isTimed = (item) => Boolean(minutes(item));
  const first = all.findIndex(isTimed);
  const last = all.findLastIndex(isTimed);
  return first < 0 ? [[], all, []] : [all.slice(0, first), all.slice(first, last + 1), all.slice(last + 1)];
}

function agenda(items) {
  let at = 0;
  const points = items.map((item) => {
    const start = at;
    at += Number(item.get("tid")) || 0;
    return make("li", {}, at > start ? make("span", { class_: "jb-points__when", text: `${start}–${at} min` }) : null, " ", make("span", { text: text(item, "rubrik") }));
  });
  return at > 0 ? make("ol", { class_: "jb-points" }, ...points) : null;
}

function larvagar(values, { title }) {
  const all = rows(values, "steg");
  const whole = all.reduce((sum, item) => sum + (Number(item.get("tid")) || 0), 0);
  const entries = (item) => bullets(rows(item, "poster").map(title));
  const isPack = values.get("typ") === "mötespaket";
  const least = !isPack && all.some((item) => !item.get("tid")) ? "minst " : "";
  const few = [`${all.length} steg`, whole ? least + duration(whole) : ""];
  if (!isPack) return { facts: few, main: [section("Stegen", steps(all, entries))] };
  const [before, during, after] = divided(all);
  return {
    facts: few,
    main: [
      section("Dagordning", agenda(during)),
      section("Före mötet", steps(before, entries)),
      section("Så leder ni mötet", steps(during, entries)),
      section("Efter mötet", steps(after, entries)),
    ],
  };
}

function bildbank(values, { name, picture, licence }) {
  const people = rows(values, "personer").map((one) => ["presentation", "åldersgrupp", "roll", "handling"].map((key) => one.get(key)?.replaceAll("_", " ")).filter(Boolean).join(", "));
  const counts = [...(values.get("antal") ?? [])].filter(([, count]) => count !== "0").map(([key, count]) => `${count} ${key}`);
  const shown = [...people, ...counts].map(sentence);
  const credit = values.get("kredit") ?? `${values.get("typ") === "illustration" ? "Illustration" : "Foto"}: ${values.get("fotograf") ?? ""}`;
  const image = picture ? make("figure", { class_: "jb-bild__view" }, make("img", { src: picture, alt: values.get("alt") ?? "Bilden som du har valt" }), make("figcaption", { text: values.get("bildtext") ?? "" })) : null;
  return {
    facts: [values.get("typ"), licence(values.get("licens"))],
    main: [
      image,
      section("Använd bilden", facts([["Kreditrad", credit], ["Alt-text", values.get("alt")]])),
      section("Om bilden", md(values.get("beskrivning")), shown.length ? [heading(3, "De som visas"), bullets(shown)] : null, facts([
        ["Fotograf", values.get("fotograf")], ["Rättighetshavare", values.get("rättighetshavare")], ["Datum", values.get("datum") && partialDay(values.get("datum"))], ["Plats", values.get("plats")],
        ["Kommun", values.get("kommun") && name("organisationer", values.get("kommun"))], ["Miljö", values.get("miljö") && sentence(values.get("miljö"))], ["Aktivitet", values.get("aktivitet") && sentence(values.get("aktivitet"))], ["Taggar", rows(values, "taggar").join(", ")], ["Källa", values.get("källa")],
      ])),
    ],
  };
}

export const LAYOUTS = { tips, filmer, projektplaner, trycksaker, utbildningar, exempel, begrepp, larvagar, bildbank };
