// The page of the collection: shows what is gathered in this browser, or what a shared link names
// (?bilder=a,b,c), which is kept only when the visitor asks for it.

import { balance, render } from "./balance.js";
import { counted, gathered, isRemembered, MOST, replace, sound, watch } from "./collection.js";
import { saveAs, weight, wanted, zipped } from "./samling-zip.js";

const PICTURES = "bildbank/";

const page = document.querySelector("[data-module='samling']");
const part = (name) => page.querySelector(`[data-part="${name}"]`);
const action = (name) => page.querySelector(`[data-do="${name}"]`);
const { base } = page.dataset;

let known = new Map();
let shared = sharedIn(window.location.search);
let recalled = null;
let before = null;

function sharedIn(search) {
  const text = new URLSearchParams(search).get("bilder");
  return text === null ? null : sound(text.split(",").map((slug) => PICTURES + slug.trim()));
}

const refs = () => (shared ?? gathered()).filter((ref) => ref.startsWith(PICTURES));
const others = () => gathered().filter((ref) => !ref.startsWith(PICTURES));
const shown = () => refs().map((ref) => known.get(ref)).filter(Boolean);
const refOf = (picture) => PICTURES + picture.id;

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function say(text, canUndo = false) {
  part("status").textContent = text;
  action("undo").hidden = !canUndo;
}

function change(list) {
  before = gathered();
  replace([...list, ...others()]);
}

function pictureOf(picture) {
  const srcset = (sources) => sources.map(([width, address]) => `${base}${address} ${width}w`).join(", ");
  const sizes = "(max-width: 40rem) 94vw, 17rem";
  const made = element("picture", { class: "jb-picture" });
  for (const format of ["avif", "webp"]) {
    const sources = picture[format] ?? [];
    if (sources.length > 0) made.append(element("source", { type: `image/${format}`, srcset: srcset(sources), sizes }));
  }
  const [smallest] = picture.jpg;
  made.append(element("img", {
    src: base + smallest[1], srcset: srcset(picture.jpg), sizes, alt: picture.alt,
    width: picture.width, height: picture.height, decoding: "async",
  }));
  return made;
}

function step(picture, place, by, text) {
  const button = element("button", { type: "button", class: "jb-collection__small", "data-step": by });
  button.append(text, " ", element("span", { class: "jb-hidden" }, picture.title));
  // Not disabled: a button that goes out of use under the finger would lose the focus.
  if (place + by < 0 || place + by >= shown().length) button.setAttribute("aria-disabled", "true");
  return button;
}

function pick(picture, place) {
  const item = element("li", { class: "jb-pick", "data-ref": refOf(picture) });
  item.append(
    element("div", { class: "jb-pick__frame" }, pictureOf(picture)),
    element("h3", { class: "jb-pick__title" }, element("a", { href: base + picture.page }, picture.title)),
    element("p", { class: "jb-pick__credit" }, `${picture.credit} · ${picture.licence.label}`),
    element("p", { class: "jb-pick__id" }, refOf(picture)),
  );
  if (shared === null) {
    const remove = element("button", { type: "button", class: "jb-collection__small", "data-remove": "" });
    remove.append("Ta bort ", element("span", { class: "jb-hidden" }, picture.title));
    item.append(element("p", { class: "jb-pick__do" }, step(picture, place, -1, "Tidigare"), step(picture, place, 1, "Senare"), remove));
  }
  return item;
}

async function recallList() {
  try {
    const answer = await fetch(page.dataset.recallFile);
    const { entries } = await answer.json();
    return new Map(entries.map((entry) => [entry.id, entry]));
  } catch {
    return new Map();
  }
}

function missingItem(ref) {
  const entry = recalled.get(ref);
  if (!entry) return element("li", {}, `${ref} finns inte längre i banken.`);
  const link = element("a", { href: `${page.dataset.recall}#bild-${ref.slice(PICTURES.length)}` }, "Läs vad du ska göra");
  return element(
    "li", {},
    `${ref} återkallades ${entry["återkallad"]}. Använd inte bilden mer, och ta bort den där du har publicerat den. `,
    link,
  );
}

async function showMissing() {
  const missing = refs().filter((ref) => !known.has(ref));
  part("missing").hidden = missing.length === 0;
  part("missing-do").hidden = shared !== null;
  if (missing.length === 0) return;
  recalled ??= await recallList();
  part("missing-list").replaceChildren(...missing.map(missingItem));
}

function shareLink() {
  const slugs = refs().filter((ref) => known.has(ref)).map((ref) => ref.slice(PICTURES.length));
  return new URL(`${page.dataset.own}?bilder=${slugs.join(",")}`, document.baseURI).href;
}

function show() {
  const pictures = shown();
  part("shared").hidden = shared === null;
  part("mine").hidden = gathered().length === 0;
  part("clearing").hidden = shared !== null;
  part("empty").hidden = refs().length > 0;
  part("filled").hidden = pictures.length === 0;
  part("count").textContent = pictures.length;
  part("list").replaceChildren(...pictures.map(pick));
  part("link").textContent = shareLink();
  part("fetched").textContent = "";
  for (const size of ["webb", "tryck"]) {
    page.querySelector(`[data-size="${size}"]`).textContent = weight(wanted(pictures, size), size);
  }
  render(balance(pictures), part("balance"));
  showMissing();
}

function itemOf(ref) {
  return [...part("list").children].find((item) => item.dataset.ref === ref);
}

function move(ref, by) {
  const order = shown().map(refOf);
  const from = order.indexOf(ref);
  const to = from + by;
  const name = known.get(ref).title;
  if (to < 0 || to >= order.length) {
    say(`${name} ligger redan ${by < 0 ? "först" : "sist"}.`);
    return;
  }
  order.splice(to, 0, ...order.splice(from, 1));
  change([...order, ...refs().filter((other) => !known.has(other))]);
  itemOf(ref).querySelector(`[data-step="${by}"]`).focus();
  say(`${name} ligger nu på plats ${to + 1} av ${order.length}.`, true);
}

function remove(ref) {
  const place = shown().map(refOf).indexOf(ref);
  change(refs().filter((other) => other !== ref));
  say(`${known.get(ref).title} är borttagen. Samlingen har ${counted(shown().length)}.`, true);
  const next = part("list").children[Math.min(place, shown().length - 1)];
  (next?.querySelector("[data-remove]") ?? action("undo")).focus();
}

function keep() {
  const own = gathered();
  const fresh = refs().filter((ref) => known.has(ref) && !own.includes(ref));
  before = own;
  replace([...own, ...fresh].slice(0, MOST));
  shared = null;
  window.history.replaceState(null, "", page.dataset.own);
  show();
  const note = isRemembered() ? "" : " Webbläsaren sparar den inte, så den försvinner när du lämnar sidan.";
  say(`${fresh.length === 0 ? "Alla bilder låg redan" : `${counted(fresh.length)} ligger nu`} i samlingen.${note}`, true);
  part("status").closest("p").querySelector("button").focus();
}

async function fetchAll() {
  const button = action("fetch");
  const progress = part("progress");
  const said = part("fetched");
  if (button.getAttribute("aria-disabled") === "true") return;
  const size = page.querySelector("input[name=storlek]:checked").value;
  if (wanted(shown(), size).length === 0) {
    said.textContent = "Ingen av bilderna får tryckas, så det finns inget att hämta.";
    return;
  }
  button.setAttribute("aria-disabled", "true");
  progress.hidden = false;
  progress.value = 0;
  said.textContent = "Hämtar bilderna.";
  try {
    const pictures = shown();
    const file = await zipped(pictures, size, base, page.dataset.recall, (share) => { progress.value = share; });
    saveAs(file, `bilder-${size}.zip`);
    const left = pictures.length - wanted(pictures, size).length;
    said.textContent = `ZIP-filen är klar.${left ? ` ${counted(left)} får inte tryckas och är inte med.` : ""}`;
  } catch (error) {
    const name = error.picture ? ` ${error.picture} gick inte att hämta.` : "";
    said.textContent = `Det blev ingen ZIP-fil.${name} Försök igen, eller hämta bilderna en och en.`;
  }
  progress.hidden = true;
  button.removeAttribute("aria-disabled");
}

const ACTIONS = {
  keep,
  undo() {
    replace(before ?? []);
    say("Samlingen är som förut.");
    part("status").closest("div").scrollIntoView({ block: "nearest" });
    page.querySelector("h1").focus();
  },
  clear() {
    change([]);
    say("Samlingen är tömd.", true);
    action("undo").focus();
  },
  forget() {
    change(refs().filter((ref) => known.has(ref)));
    say("De bilder som inte finns kvar är borttagna ur samlingen.", true);
    action("undo").focus();
  },
  async print() {
    await Promise.allSettled([...part("list").querySelectorAll("img")].map((image) => image.decode()));
    window.print();
  },
  fetch: fetchAll,
};

function listen() {
  page.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const ref = button.closest("[data-ref]")?.dataset.ref;
    if (button.dataset.do) ACTIONS[button.dataset.do]();
    else if (ref && button.dataset.step) move(ref, Number(button.dataset.step));
    else if (ref && "remove" in button.dataset) remove(ref);
  });
  watch(() => { if (shared === null) show(); });
}

async function start() {
  part("without").hidden = true;
  part("with").hidden = false;
  page.querySelector("h1").tabIndex = -1;
  try {
    const answer = await fetch(page.dataset.pictures);
    if (!answer.ok) throw new Error(answer.statusText);
    const { pictures } = await answer.json();
    known = new Map(pictures.map((picture) => [refOf(picture), picture]));
  } catch {
    say("Bilderna kunde inte hämtas. Kontrollera nätet och läs in sidan igen.");
    return;
  }
  listen();
  show();
}

start();
