// Counts who is shown in a visitor's own pictures. Nothing is stored or sent: what is filled in is
// in the form alone, and in the file that the visitor saves. Without this script the page has the
// form on paper.
//
// K is women and girls, M men and boys, O everyone else and those not known. A share is K / (K + M);
// with fewer than FEW of them no share is given.

import { csv, save } from "./csv.js";

const MOST = 200;
const MOST_BYTES = 200_000;
const FEW = 10;
const BAND = [0.4, 0.6];
const QUIET = 800; // ms without a change before the sum is read aloud

const COUNTS = ["kvinnor", "män", "flickor", "pojkar", "andra", "okända"];
const SEXES = ["K", "M", "Ö"];
const ACTS = { gör: "Gör något", ser: "Ser på", leder: "Leder", vårdar: "Tar hand om", blick: "Ser in i kameran" };
const VIEWS = {
  kamera: { underifrån: "Visas underifrån", ögonhöjd: "Visas i ögonhöjd", ovanifrån: "Visas ovanifrån" },
  plats: { arbetsplats: "På en arbetsplats", hem: "I ett hem", ute: "Ute", studio: "I en studio", annan: "På annan plats" },
};
const COLUMNS = ["bild", ...COUNTS, ...Object.keys(ACTS), ...Object.keys(VIEWS)];

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
const personsOf = (picture) => [
  picture.kvinnor + picture.flickor,
  picture.män + picture.pojkar,
  picture.andra + picture.okända,
];
const added = (triples) => [0, 1, 2].map((place) => sum(triples.map((triple) => triple[place])));

/** Measures as {name, unit, counts: [K, M, O]}, those of places and cameras only where in use. */
function measuresOf(pictures) {
  const persons = (name, chosen) => ({ name, unit: "personer", counts: added(chosen.map(personsOf)) });
  const acts = Object.entries(ACTS).map(([act, name]) => ({
    name,
    unit: "bilder",
    counts: SEXES.map((sex) => pictures.filter((picture) => picture[act].includes(sex)).length),
  }));
  const views = Object.entries(VIEWS).flatMap(([view, names]) =>
    Object.entries(names)
      .map(([value, name]) => persons(name, pictures.filter((picture) => picture[view] === value)))
      .filter((measure) => sum(measure.counts) > 0),
  );
  return [
    persons("Syns", pictures),
    { name: "Barn: flickor och pojkar", unit: "personer", counts: [sum(pictures.map((it) => it.flickor)), sum(pictures.map((it) => it.pojkar)), null] },
    ...acts,
    ...views,
  ];
}

/** What a share says, in words. */
function reading([women, men]) {
  const n = women + men;
  if (n < FEW) return { share: "för få", verdict: `n\u00a0=\u00a0${n}` };
  const share = women / n;
  const verdict = share < BAND[0] ? "under 40" : share > BAND[1] ? "över 60" : "inom 40–60";
  return { share: percent(share), verdict: `${verdict}, n\u00a0=\u00a0${n}` };
}

/** Whole per cent; a decimal where a rounded figure would look as if it lay on the edge of the band. */
function percent(share) {
  const exact = share * 100;
  const onEdge = BAND.some((edge) => Math.round(exact) === Math.round(edge * 100) && share !== edge);
  return `${exact.toLocaleString("sv-SE", { maximumFractionDigits: onEdge ? 1 : 0 })}\u00a0%`;
}

const counted = (number, one, many) => `${number}\u00a0${number === 1 ? one : many}`;
const isEmpty = (picture) => sum(personsOf(picture)) === 0;

function summaryOf(pictures) {
  const without = pictures.filter(isEmpty).length;
  const [women, men, others] = added(pictures.map(personsOf));
  const bare = without ? `, varav ${without} utan människor` : "";
  const persons = counted(women + men + others, "person", "personer");
  return `${counted(pictures.length, "bild", "bilder")}${bare}. ${persons}: ${women} K, ${men} M och ${others} Ö.`;
}

function asText(material, date, pictures) {
  const heading = ["Bildanalys", [material, date].filter(Boolean).join(", ")].filter(Boolean).join(": ");
  const lines = measuresOf(pictures).map(({ name, unit, counts: [women, men, others] }) => {
    const { share, verdict } = reading([women, men]);
    const rest = others === null ? "" : `, Ö ${others}`;
    return `- ${name} (${unit}): K ${women}, M ${men}${rest}. Andel K: ${share} (${verdict}).`;
  });
  const key =
    "K = kvinnor och flickor, M = män och pojkar, Ö = övriga och okända. " +
    `Andel K = K/(K+M). Balans är 40–60 procent. ”För få” betyder att K+M är under ${FEW}.`;
  return [heading, summaryOf(pictures), ...lines, key].join("\n").replaceAll("\u00a0", " ");
}

const asCsv = (pictures) => {
  const rows = pictures.map((picture) => COLUMNS.map((column) => [picture[column]].flat().join(" ")));
  return csv([COLUMNS, ...rows]);
};

/** The pictures of a saved file, or null if it is none of ours. Spreadsheets may have turned ; into , */
function fromCsv(text) {
  const [head, ...rows] = cells(text.replace(/^\ufeff/, ""));
  if (!head || COLUMNS.some((column) => !head.includes(column))) return null;
  return rows.filter((row) => row.some(Boolean)).map((row) => {
    const at = (column) => (row[head.indexOf(column)] ?? "").trim();
    const numbers = COUNTS.map((name) => [name, whole(at(name))]);
    const marks = Object.keys(ACTS).map((act) => [act, SEXES.filter((sex) => at(act).split(" ").includes(sex))]);
    const views = Object.entries(VIEWS).map(([view, names]) => [view, at(view) in names ? at(view) : ""]);
    return Object.fromEntries([["bild", at("bild").replace(/^'/, "").slice(0, 80)], ...numbers, ...marks, ...views]);
  });
}

function cells(text) {
  const mark = text.split("\n", 1)[0].includes(";") ? ";" : ",";
  const rows = [[]];
  const pattern = new RegExp(`(?:"((?:[^"]|"")*)"|([^"${mark}\\r\\n]*))(${mark}|\\r?\\n|$)`, "gy");
  for (let found = pattern.exec(text); found && pattern.lastIndex <= text.length; found = pattern.exec(text)) {
    rows.at(-1).push(found[1]?.replaceAll('""', '"') ?? found[2]);
    if (found[3] === "") break;
    if (found[3] !== mark) rows.push([]);
  }
  return rows;
}

const whole = (text) => Math.min(99, Math.max(0, Math.trunc(Number(text)) || 0));

function pictureIn(fields) {
  const field = (name) => fields.querySelector(`[name="${name}"]`);
  const marks = (act) => [...fields.querySelectorAll(`[name="${act}"]:checked`)].map((box) => box.value);
  return Object.fromEntries([
    ["bild", field("bild").value.trim()],
    ...COUNTS.map((name) => [name, whole(field(name).value)]),
    ...Object.keys(ACTS).map((act) => [act, marks(act)]),
    ...Object.keys(VIEWS).map((view) => [view, field(view).value]),
  ]);
}

function fill(fields, picture) {
  const field = (name) => fields.querySelector(`[name="${name}"]`);
  for (const name of ["bild", ...Object.keys(VIEWS)]) field(name).value = picture[name];
  for (const name of COUNTS) field(name).value = picture[name] || "";
  for (const act of Object.keys(ACTS))
    for (const box of fields.querySelectorAll(`[name="${act}"]`)) box.checked = picture[act].includes(box.value);
}

function start(root) {
  const form = root.querySelector("form");
  const list = root.querySelector(".jb-analysis__pictures");
  const template = root.querySelector("template");
  const status = root.querySelector("[role=status]");
  const text = root.querySelector("textarea");
  const addButton = root.querySelector("[data-do=add]");
  const page = document.documentElement;
  let saved = true;
  let timer = 0;

  const pictures = () => [...list.children].map(pictureIn);
  const touched = () => pictures().filter((it) => !isEmpty(it) || it.bild || it.kamera || it.plats || Object.keys(ACTS).some((act) => it[act].length));

  function say(message) {
    clearTimeout(timer);
    status.textContent = "";
    timer = setTimeout(() => { status.textContent = message; }, 50);
  }

  function row({ name, unit, counts }) {
    const line = document.createElement("tr");
    const head = document.createElement("th");
    head.scope = "row";
    head.append(name, small(unit));
    const numbers = counts.map((count) => {
      const data = document.createElement("td");
      data.className = "jb-number";
      data.textContent = count ?? "–";
      return data;
    });
    const { share, verdict } = reading(counts);
    const data = document.createElement("td");
    data.append(share, small(verdict));
    line.append(head, ...numbers, data);
    return line;
  }

  function small(words) {
    const part = document.createElement("span");
    part.className = "jb-analysis__small";
    part.textContent = ` ${words}`;
    return part;
  }

  function update() {
    const found = touched();
    root.toggleAttribute("data-empty", found.length === 0);
    root.querySelector(".jb-analysis__summary").textContent = found.length ? summaryOf(found) : "Här räknas summorna ut medan du fyller i.";
    root.querySelector("tbody").replaceChildren(...measuresOf(found).map(row));
    text.value = found.length ? asText(form.material.value.trim(), form.datum.value, found) : "";
    [...list.children].forEach((fields, place) => {
      fields.querySelector("legend").textContent = `Bild ${place + 1}`;
      fields.querySelector(".jb-analysis__remove").textContent = `Ta bort bild ${place + 1}`;
    });
    addButton.disabled = list.children.length >= MOST;
  }

  function changed() {
    saved = false;
    update();
    clearTimeout(timer);
    timer = setTimeout(() => { status.textContent = summaryOf(touched()); }, QUIET);
  }

  function add() {
    list.append(template.content.cloneNode(true));
    const fields = list.lastElementChild;
    fields.querySelector(".jb-analysis__remove").addEventListener("click", () => remove(fields));
    return fields;
  }

  function remove(fields) {
    const place = [...list.children].indexOf(fields);
    fields.remove();
    if (list.children.length === 0) add();
    changed();
    list.children[Math.max(0, place - 1)].querySelector("input").focus();
    say(`Bild ${place + 1} är borttagen.`);
  }

  async function open(file) {
    if (!file) return;
    const found = file.size > MOST_BYTES ? null : fromCsv(await file.text());
    if (!found?.length) return say("Filen kunde inte läsas. Välj en CSV-fil som du har sparat här.");
    if (touched().length === 0) list.replaceChildren();
    const room = MOST - list.children.length;
    for (const picture of found.slice(0, room)) fill(add(), picture);
    changed();
    const left = found.length > room ? ` ${found.length - room} fick inte plats: högst ${MOST} bilder.` : "";
    say(`${counted(Math.min(room, found.length), "bild", "bilder")} lades till.${left}`);
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(text.value);
      say("Texten är kopierad.");
    } catch {
      text.focus();
      text.select();
      say("Texten är markerad. Kopiera den med Ctrl+C.");
    }
  }

  function saveForm() {
    save(asCsv(touched()), "text/csv", `bildanalys${form.datum.value && `-${form.datum.value}`}.csv`);
    saved = true;
    say("Filen är sparad på din dator.");
  }

  function print(part) {
    page.dataset.print = part;
    window.print();
  }

  const actions = {
    add: () => { const fields = add(); update(); fields.querySelector("input").focus(); },
    blank: () => print("papper"),
    print: () => print("resultat"),
    copy,
    save: saveForm,
  };
  root.addEventListener("click", (event) => actions[event.target.closest("[data-do]")?.dataset.do]?.());
  form.addEventListener("input", (event) => { if (event.target.type !== "file") changed(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  root.querySelector("[type=file]").addEventListener("change", async (event) => {
    await open(event.target.files[0]);
    event.target.value = "";
  });
  addEventListener("afterprint", () => { delete page.dataset.print; });
  addEventListener("beforeunload", (event) => { if (!saved && touched().length > 0) event.preventDefault(); });

  form.datum.value = new Date().toLocaleDateString("sv-SE");
  add();
  update();
  page.dataset.analysis = "live";
  root.hidden = false;
}

const root = document.querySelector("#jb-analys");
if (root) start(root);
