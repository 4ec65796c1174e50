// The page of a form: builds it from the data in the page, shows how the entry will look, checks it,
// and makes of it a file to send. Nothing is fetched from or sent to other hosts, and nothing is kept
// until a draft is asked for.

import { prepare } from "../copy.js";
import { save } from "../csv.js";
import { keep, kept } from "../storage.js";
import { button, make } from "./dom.js";
import { makeForm } from "./form.js";
import { nearest } from "./nearest.js";
import { pictureTaker } from "./picture-part.js";
import { preview } from "./preview.js";
import { editFile, mail, newFile, showFile, upload } from "./send.js";
import { clean, isSlug, slug } from "./text.js";
import { read } from "./yaml-read.js";

const page = document.querySelector("[data-module='medverka']");
const part = (name) => page.querySelector(`[data-part="${name}"]`);
const links = (name) => page.querySelectorAll(`[data-to="${name}"]`);
const point = (name, href) => links(name).forEach((link) => { link.href = href; });
const spec = JSON.parse(document.querySelector("#medverka-data").textContent);
const titles = new Map();
const DRAFT = `jambanken.medverka.${spec.kind}`;
const WAIT = 250;
const PATIENCE = 4000;

// ``mends`` is the name of the file that is being mended, where there is one; ``isOpened`` tells that the
// text came from a file, ``ownName`` that the visitor has named it.
const state = { mends: "", isOpened: false, ownName: false, timer: 0, isTouched: false };
const say = (text) => { part("status").textContent = text; };
const form = makeForm(spec, { say, changed: () => touched(), titles });
const names = new Map(Object.entries(spec.lists).map(([list, words]) => [list, new Map(words)]));
const nameField = page.querySelector("#filnamn");
const show = (element, isShown) => { element.hidden = !isShown; };
const isMending = () => state.mends !== "" && nameField.value === state.mends;
const picture = pictureTaker({ page, form, nameField, tell, changed: () => touched() });

function tell(field, name, text) {
  part(name).textContent = text;
  show(part(name), text !== "");
  if (text) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
}

// ---- while it is filled in

function touched() {
  state.isTouched = true;
  show(part("done"), false);
  clearTimeout(state.timer);
  state.timer = setTimeout(refresh, WAIT);
}

function refresh() {
  clearTimeout(state.timer);
  const values = form.values();
  if (!state.ownName && !state.mends) setName(slug(values.get("titel") ?? "", spec.singular.toLowerCase()));
  part("preview").replaceChildren(preview(values, spec, { names, titles, picture: picture.small() }));
}

function setName(name) {
  if (nameField.value !== name) nameField.value = name;
  part("slug-shown").textContent = nameField.value || "…";
}

// Asks the site itself whether there is such a page. Drafts and pictures that may not be shown have none.
async function lookForName() {
  const name = nameField.value;
  part("slug-taken").textContent = "";
  if (!isSlug(name) || isMending()) return;
  const answer = fetch(`${page.dataset.base}${spec.kind}/${name}/`, { method: "HEAD", signal: AbortSignal.timeout(PATIENCE) });
  const asked = await answer.then(({ ok }) => ok, () => false);
  if (!asked || name !== nameField.value) return;
  if (state.isOpened) state.mends = name;
  else part("slug-taken").textContent = "Det finns redan en sida med det namnet. Välj ett annat, eller öppna den filen och ändra i den.";
}

// ---- checking

function nameFault() {
  if (nameField.value === "") return "Filens namn saknas. Skriv till exempel byt-plats-vid-bordet.";
  if (!isSlug(nameField.value)) return "Filens namn får bara ha små bokstäver a–z, siffror och bindestreck, högst 80 tecken.";
  return part("slug-taken").textContent;
}

function* allFaults() {
  for (const { path, text } of form.faults()) yield { field: form.find(path), text };
  const text = nameFault();
  if (text) yield { field: { focus: () => nameField.focus(), tell: (said) => tell(nameField, "slug-fault", said) }, text };
}

function showFaults(faults) {
  form.clear();
  tell(nameField, "slug-fault", "");
  for (const { field, text } of faults.toReversed()) field.tell(text);
  part("fault-list").replaceChildren(...faults.map(({ field, text }) => {
    const link = make("a", { href: "#", text });
    link.addEventListener("click", (event) => {
      event.preventDefault();
      reveal(field);
    });
    return make("li", {}, link);
  }));
  show(part("faults"), faults.length > 0);
}

function reveal(field) {
  field.element?.closest("details")?.setAttribute("open", "");
  field.focus();
  document.activeElement?.closest(".jb-form__field, fieldset")?.scrollIntoView({ block: "nearest" });
}

async function go(event) {
  event.preventDefault();
  refresh();
  picture.name();
  await lookForName();
  const faults = [...allFaults()];
  showFaults(faults);
  show(part("done"), faults.length === 0);
  if (faults.length > 0) {
    part("faults").focus();
    return;
  }
  fillWays();
  page.querySelector("#klart").focus();
}

// ---- sending

function fillWays() {
  const [text, name, { repo, folder, email }] = [form.yaml(), nameField.value, spec];
  const file = `${name}.yml`;
  part("yaml").textContent = text;
  for (const one of page.querySelectorAll("[data-part='file-name']")) one.textContent = file;
  part("file-path").textContent = `${folder}/${file}`;
  for (const block of page.querySelectorAll("[data-mode]")) show(block, (block.dataset.mode === "mend") === isMending());
  if (repo) {
    const made = newFile(repo, folder, name, text);
    point("new", made.href);
    if (part("too-long")) show(part("too-long"), !made.isWhole);
    point("edit", editFile(repo, folder, name));
    point("upload", upload(repo, folder));
  }
  const values = form.values();
  if (part("person-photo")) show(part("person-photo"), values.get("typ") === "foto" && values.get("igenkännbara") === "ja");
  if (email) {
    const letter = mail(email, { subject: `${spec.bank}: ${values.get("titel") ?? name}`, text, file });
    point("mail", letter.href);
    show(part("attach"), !letter.isWhole);
    show(part("in-mail"), letter.isWhole);
  }
  picture.fillLinks();
  showWays();
}

function showWays() {
  const isSure = [...page.querySelectorAll("[data-confirm]")].every((box) => box.checked);
  show(part("ways"), isSure);
  show(part("waiting"), !isSure);
}

// ---- opening what is there already

function open(text) {
  const field = page.querySelector("#oppna-text");
  let found;
  try {
    found = read(clean(text));
  } catch (fault) {
    if (fault.line === undefined) throw fault;
    tell(field, "open-fault", `Rad ${fault.line}: ${fault.message}`);
    field.focus();
    return;
  }
  tell(field, "open-fault", "");
  form.fill(found.values, found.own);
  showUnknown();
  Object.assign(state, { ownName: true, isOpened: true });
  const comments = found.comments > 0 ? " Det du inte ändrar står kvar som det är. Kommentarer (rader med #) inne i fält som du ändrar följer inte med." : "";
  const strange = form.strangers().slice(0, 3).map(({ key }) => key);
  const odd = strange.length > 0 ? ` Formuläret känner inte ${strange.join(", ")}: se längst ner.` : "";
  said(`Filen är öppnad. Ändra i fälten.${odd}${comments}${nameField.value ? "" : " Skriv filens namn längst ner i formuläret, precis som det är."}`);
  part("opening").open = false;
  showFaults([]);
  touched();
  refresh();
}

// Fields of the file that the form has not, each with the one that it may be meant to be.
function showUnknown() {
  const strangers = form.strangers();
  part("unknown-list").replaceChildren(...strangers.map((stranger) => {
    const { key, of, known, isFree } = stranger;
    const meant = nearest(key, known);
    const place = of.length > 0 ? ` (${of.join(", ")})` : "";
    if (!meant) return make("li", {}, make("code", { text: key }), place);
    return make("li", {}, make("code", { text: key }), `${place}. Menade du "${meant}"? `, isFree(meant) ? renaming(stranger, meant) : "Det är redan ifyllt.");
  }));
  show(part("unknown"), strangers.length > 0);
}

function renaming({ key, rename }, meant) {
  return button(`Byt till ${meant}`, "", () => {
    rename(meant);
    showUnknown();
    said(`${key} heter nu ${meant}.`);
    touched();
  });
}

function said(text) {
  part("opened").textContent = text;
  show(part("opened"), text !== "");
  part("opened").tabIndex = -1;
  if (text) part("opened").focus();
}

function mend(name) {
  state.mends = name;
  state.ownName = true;
  setName(name);
}

async function openFile(input) {
  const [file] = input.files;
  if (!file) return;
  const name = file.name.replace(/\.ya?ml$/i, "");
  if (isSlug(name)) mend(name);
  page.querySelector("#oppna-text").value = clean(await file.text());
  open(page.querySelector("#oppna-text").value);
}

const openPasted = () => open(page.querySelector("#oppna-text").value);

// ---- drafts

const draft = () => JSON.stringify({ name: nameField.value, mends: state.mends, yaml: form.yaml() });

function saveDraft() {
  const place = keep(DRAFT, draft());
  state.isTouched = place === "page" || place === "";
  const where = { browser: "Utkastet är sparat i den här webbläsaren.", tab: "Webbläsaren sparar utkastet bara tills du stänger fliken.", page: "Webbläsaren sparar inte. Hämta filen i stället." };
  said(where[place] ?? where.page);
  offerDraft(false);
}

function offerDraft(isOffered) {
  show(part("draft"), isOffered && kept(DRAFT) !== null);
}

function openDraft() {
  try {
    const { name, mends, yaml } = JSON.parse(kept(DRAFT));
    open(yaml);
    if (typeof mends === "string" && isSlug(mends)) mend(mends);
    if (typeof name === "string" && isSlug(name)) setName(name);
    said("Utkastet är öppnat.");
  } catch {
    said("Utkastet går inte att läsa.");
  }
  offerDraft(false);
}

function dropDraft() {
  keep(DRAFT, null);
  offerDraft(false);
  said("Utkastet är raderat.");
}

function clear() {
  form.fill(new Map());
  Object.assign(state, { mends: "", ownName: false, isOpened: false });
  picture.forget();
  show(part("unknown"), false);
  setName("");
  showFaults([]);
  begin();
  touched();
  refresh();
  said("Formuläret är tomt.");
}

// ---- the start

// What nearly every new entry has: the day it is published is today.
function begin() {
  const field = spec.controls.find(({ key }) => key === "publicerad");
  if (field?.must) form.find(["publicerad"]).fill(new Date().toLocaleDateString("sv-SE"));
}

const ACTIONS = {
  open: openPasted,
  "save-draft": saveDraft,
  "open-draft": openDraft,
  "drop-draft": dropDraft,
  clear,
  download() {
    save(form.yaml(), "text/yaml", `${nameField.value || "utan-namn"}.yml`);
    state.isTouched = false;
  },
};

function start() {
  part("fields").append(form.element);
  begin();
  const wanted = new URLSearchParams(window.location.search).get("fil") ?? "";
  if (isSlug(wanted)) {
    mend(wanted);
    part("opening").open = true;
    part("named-file").textContent = `${spec.folder}/${wanted}.yml`;
    show(part("named"), true);
    if (spec.repo) point("show", showFile(spec.repo, spec.folder, wanted));
    else links("show").forEach((link) => link.remove());
  }
  for (const button of page.querySelectorAll("[data-do]")) button.addEventListener("click", ACTIONS[button.dataset.do]);
  for (const button of page.querySelectorAll("[data-copy]")) if (button.hidden) prepare(button);
  part("form").addEventListener("submit", go);
  // Enter within a long form is no wish to send it.
  part("form").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("input")) event.preventDefault();
  });
  window.addEventListener("beforeunload", (event) => {
    if (state.isTouched) event.preventDefault();
  });
  part("form").addEventListener("input", touched);
  part("form").addEventListener("change", touched);
  nameField.addEventListener("input", () => {
    state.ownName = nameField.value !== "";
    part("slug-shown").textContent = nameField.value || "…";
    part("slug-taken").textContent = "";
  });
  nameField.addEventListener("change", lookForName);
  page.addEventListener("change", ({ target }) => {
    if (target.matches("[data-confirm]")) showWays();
    else if (target.id === "oppna-fil") openFile(target);
  });
  offerDraft(true);
  refresh();
  part("without").remove();
  show(part("with"), true);
}

start();
