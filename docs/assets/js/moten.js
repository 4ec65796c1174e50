// A meeting suggested from the visitor's choice. Everything is chosen while building, by the rule
// that stands on the page (hooks/jambanken/meeting/suggest.py); here it is looked up and laid out.
// The choice is in the address: ?malgrupp=chef&verksamhet=politik&tid=30&byt=1.

const page = document.querySelector(".jb-meetings");
const form = page.querySelector("[data-module=moten]");
const part = (name) => page.querySelector(`[data-part="${name}"]`);
const WHY = [
  "Passar både er målgrupp och er verksamhet.",
  "Passar er målgrupp.",
  "Passar er verksamhet.",
  "Inget i banken passar ert val bättre.",
];
const KEYS = ["malgrupp", "verksamhet", "tid"];

let data = null;
let turn = 0;

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const linkTo = (entry) => element("a", { href: `${form.dataset.base}${entry.ref}/` }, entry.title);
const chosen = (name) => form.elements[name].value;

// What fits nothing in the form is left as it was: an address may be written by hand.
function readAddress() {
  const query = new URLSearchParams(window.location.search);
  for (const key of KEYS) {
    const field = form.elements[key];
    const known = [...(field.options ?? field)].map((option) => option.value);
    const value = query.get(key);
    if (value !== null && known.includes(value)) field.value = value;
  }
  turn = /^[0-9]$/.test(query.get("byt") ?? "") ? Number(query.get("byt")) : 0;
}

function writeAddress() {
  const query = new URLSearchParams(KEYS.map((key) => [key, chosen(key)]).filter(([, value]) => value));
  if (turn > 0) query.set("byt", turn);
  window.history.replaceState(null, "", `?${query}#forslag`);
}

function suggestion() {
  const row = data.picks[chosen("tid")][`${chosen("malgrupp")}/${chosen("verksamhet")}`] ?? [-1, 0];
  const picks = [];
  for (let place = 0; place < row.length; place += 2) picks.push({ entry: data.entries[row[place]], why: row[place + 1] });
  const [film, ...tips] = picks;
  return { film: film.entry ? film : null, tip: tips[turn % tips.length], tips };
}

function whyOf(why) {
  const isAsked = chosen("malgrupp") || chosen("verksamhet");
  return isAsked ? [element("span", { class: "jb-hint" }, WHY[why])] : [];
}

function pointsOf({ film, tip }) {
  const length = Number(chosen("tid"));
  const { opening, closing } = data.frames[chosen("tid")];
  const left = length - opening - closing - (film?.entry.minutes ?? 0) - tip.entry.minutes;
  return [
    [opening, ["Öppna: säg varför ni gör det här, och att ingen behöver kunna något."]],
    ...(film ? [[film.entry.minutes, ["Se filmen ", linkTo(film.entry), ...whyOf(film.why)]]] : []),
    [left, ["Prata om frågorna, i grupper om tre till fem."]],
    [tip.entry.minutes, ["Prova tipset ", linkTo(tip.entry), ...whyOf(tip.why)]],
    [closing, ["Bestäm en sak: vad, vem och när."]],
  ].filter(([minutes]) => minutes > 0);
}

function showPoints(found) {
  let start = 0;
  const items = pointsOf(found).map(([minutes, words]) => {
    const when = element("span", { class: "jb-points__when" }, `${start}–${start + minutes} min`);
    start += minutes;
    return element("li", {}, when, " ", element("span", {}, ...words));
  });
  part("points").replaceChildren(...items);
}

function showQuestions({ film, tip }) {
  const questions = [film, tip].flatMap((pick) => pick?.entry.questions ?? []);
  const list = element("ul", { class: "jb-bullets jb-bullets--questions" }, ...questions.map((text) => element("li", {}, text)));
  part("questions").replaceChildren(...(questions.length > 0 ? [element("h4", {}, "Frågor att välja bland"), list] : []));
}

function showMaterial({ tip }) {
  const things = tip.entry.material.map((place) => data.printed[place]);
  const items = things.map((thing) => element("li", {}, linkTo(thing), " ", element("span", { class: "jb-ask__number" }, `(${thing.number})`)));
  part("material").replaceChildren(
    ...(things.length > 0 ? [element("h4", {}, "Material att skriva ut eller beställa"), element("ul", {}, ...items)] : []),
  );
}

function show() {
  const found = suggestion();
  part("suggestion").hidden = !found.tip;
  if (!found.tip) {
    part("said").textContent = "Banken har inget att föreslå för det valet.";
    return;
  }
  part("title").textContent = `Förslag: ${found.tip.entry.title}, ${chosen("tid")} minuter`;
  showPoints(found);
  showQuestions(found);
  showMaterial(found);
  const things = found.tip.entry.material.map((place) => data.printed[place].ref);
  const refs = [found.film?.entry.ref, found.tip.entry.ref, ...things].filter(Boolean);
  part("collect").href = `${form.dataset.base}samling/#poster=${refs.join(",")}`;
  page.querySelector("[data-do=other]").hidden = found.tips.length < 2;
}

function change() {
  show();
  writeAddress();
  part("said").textContent = `${part("title").textContent}.`;
}

async function start() {
  part("without").hidden = true;
  form.hidden = false;
  try {
    const answer = await fetch(form.dataset.source);
    if (!answer.ok) throw new Error(answer.statusText);
    data = await answer.json();
  } catch {
    form.hidden = true;
    part("without").textContent = "Förslagen kunde inte hämtas. Kontrollera nätet och läs in sidan igen.";
    part("without").hidden = false;
    return;
  }
  readAddress();
  form.addEventListener("change", () => { turn = 0; change(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  page.querySelector("[data-do=other]").addEventListener("click", () => {
    turn = (turn + 1) % suggestion().tips.length;
    change();
  });
  page.querySelector("[data-do=print]").addEventListener("click", () => window.print());
  show();
}

if (form) start();
