// Compares files from the visitor's own disk with the recall list on the page: by their SHA-256 sum,
// and as pictures by their perceptual hash. Nothing is sent anywhere, not even a question.

import { distance, phash } from "./phash.js";

const MOST_FILES = 200;
const LARGEST = 60 * 1024 * 1024;

// In the order that results stand in: what must be acted on is first.
const RECALLED = { rank: 0, sort: "recalled", word: "Återkallad" };
const SIMILAR = { rank: 1, sort: "similar", word: "Liknar en återkallad bild" };
const UNSURE = { rank: 2, sort: "unsure", word: "Inte helt kontrollerad" };
const UNREAD = { rank: 3, sort: "unsure", word: "Inte kontrollerad" };
const CLEAR = { rank: 4, sort: "clear", word: "Ingen träff" };

const NO_SUMS =
  "Sidan visas inte över https. Därför jämförs bara hur bilderna ser ut, inte filernas kontrollsummor.";

function readList(page) {
  return [...page.querySelectorAll("[data-recall-list] > li")].map((item) => ({
    id: item.dataset.id,
    day: item.dataset.day,
    anchor: item.id,
    sha256: new Set(item.dataset.sha256.split(" ").filter(Boolean)),
    phash: item.dataset.phash.split(" ").filter(Boolean),
  }));
}

async function sumOf(file) {
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function nearest(hash, withdrawn) {
  return Math.min(Infinity, ...withdrawn.phash.map((other) => distance(hash, other)));
}

// Looks at one file. Gives its verdict, a sentence on it, and the withdrawn pictures it may be.
async function examine(file, list, near) {
  if (file.size > LARGEST) {
    return { verdict: UNREAD, text: "Filen är större än 60 MB. Spara bilden mindre och försök igen.", hits: [] };
  }
  let sum = "";
  try {
    sum = crypto.subtle ? await sumOf(file) : "";
    if (!sum) await file.slice(0, 1).arrayBuffer();
  } catch {
    return { verdict: UNREAD, text: "Filen går inte att läsa. Är det en mapp, välj filerna i den.", hits: [] };
  }
  if (file.size === 0) return { verdict: UNREAD, text: "Filen är tom.", hits: [] };
  const same = list.filter((withdrawn) => withdrawn.sha256.has(sum));
  if (same.length > 0) {
    return { verdict: RECALLED, text: "Det är exakt samma fil som hämtades ur banken. Sluta använda den.", hits: same };
  }
  let hash;
  try {
    hash = await phash(file);
  } catch {
    return sum ? undecoded(file) : { verdict: UNREAD, text: "Webbläsaren kan inte läsa filen som en bild.", hits: [] };
  }
  const alike = list
    .map((withdrawn) => ({ withdrawn, bits: nearest(hash, withdrawn) }))
    .filter((found) => found.bits <= near)
    .sort((one, other) => one.bits - other.bits)
    .map((found) => found.withdrawn);
  return alike.length > 0
    ? { verdict: SIMILAR, text: "Jämför med ögat. Är det samma bild får den inte användas.", hits: alike }
    : { verdict: CLEAR, text: "Varken filen eller något som liknar den finns i listan. Är bilden beskuren eller spegelvänd känns den inte säkert igen.", hits: [] };
}

function undecoded(file) {
  const isPicture = file.type.startsWith("image/") || /\.(tiff?|heic|heif|jp2|jxl|psd)$/i.test(file.name);
  return isPicture
    ? {
        verdict: UNSURE,
        text: "Filen är ingen av de filer som hämtades ur banken. Webbläsaren kan inte visa den, så det gick inte att jämföra hur bilden ser ut. Spara den som JPEG och försök igen.",
        hits: [],
      }
    : { verdict: UNREAD, text: "Filen är ingen bild, eller så är den skadad.", hits: [] };
}

function element(tag, className, text = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

function shown(name, { verdict, text, hits }) {
  const item = element("li", `jb-verdict jb-verdict--${verdict.sort}`);
  item.dataset.rank = verdict.rank;
  item.append(
    element("p", "jb-verdict__word", verdict.word),
    element("p", "jb-verdict__name", name),
    element("p", "jb-verdict__text", text),
  );
  for (const hit of hits) {
    const line = element("p", "jb-verdict__hit");
    const link = element("a", "", hit.id);
    link.href = `#${hit.anchor}`;
    line.append(link, `, återkallad ${hit.day}`);
    item.append(line);
  }
  return item;
}

function summary(counts, files, left, list) {
  const checked = files === 1 ? "1 fil" : `${files} filer`;
  const parts = [RECALLED, SIMILAR, UNSURE, UNREAD, CLEAR]
    .filter((verdict) => counts.get(verdict) > 0)
    .map((verdict) => `${verdict.word.toLowerCase()}: ${counts.get(verdict)}`);
  const rest = left > 0 ? ` ${left} filer är kvar. Välj dem för sig.` : "";
  const blind = list.filter((withdrawn) => withdrawn.phash.length === 0).length;
  const unseen = blind > 0 ? ` ${blind} av bilderna i listan saknar bildavtryck. Dem går det inte att jämföra utseendet med.` : "";
  const sums = crypto.subtle ? "" : ` ${NO_SUMS}`;
  return `Klart, ${checked}. ${parts.join(", ").replace(/^./, (letter) => letter.toUpperCase())}.${rest}${unseen}${sums}`;
}

function start(page) {
  const zone = page.querySelector("[data-recall-check]");
  const input = zone.querySelector("input");
  const status = page.querySelector("[data-recall-status]");
  const results = page.querySelector("[data-recall-results]");
  const list = readList(page);
  const near = Number(zone.dataset.near);
  let run = 0;

  async function check(chosen) {
    const files = [...chosen].slice(0, MOST_FILES);
    if (files.length === 0) return;
    const mine = ++run;
    const counts = new Map();
    results.replaceChildren();
    for (const [index, file] of files.entries()) {
      status.textContent = `Kontrollerar fil ${index + 1} av ${files.length} …`;
      const found = await examine(file, list, near);
      if (mine !== run) return; // the visitor has chosen other files meanwhile
      counts.set(found.verdict, (counts.get(found.verdict) ?? 0) + 1);
      const after = [...results.children].find((item) => Number(item.dataset.rank) > found.verdict.rank);
      results.insertBefore(shown(file.name, found), after ?? null);
    }
    status.textContent = summary(counts, files.length, chosen.length - files.length, list);
  }

  input.addEventListener("change", () => {
    check(input.files);
  });
  // A file that is dropped beside the zone would otherwise replace the page.
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    zone.classList.add("jb-drop--over");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) zone.classList.remove("jb-drop--over");
  });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("jb-drop--over");
    check(event.dataTransfer.files);
  });
  page.querySelector("[data-recall-without]").remove();
  zone.hidden = false;
}

const page = document.querySelector(".jb-recall");
if (page) start(page);
