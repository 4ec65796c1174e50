// The collection as one ZIP file, packed here: the pictures in one size, and who made them, what
// they show and how they may be used.

import { zip } from "./zip.js";

const KILO = 1000;
const USES = { webb: "på webben", tryck: "i tryck", sociala_medier: "i sociala medier" };
const LINE = "\r\n";

function fileOf(picture, size) {
  const files = picture.files[size] ?? [];
  return files.find((file) => file.format === "jpg") ?? files[0];
}

const nameOf = (picture, size) => fileOf(picture, size).address.split("/").pop();

// A picture that may not be printed is not packed for print.
export function wanted(pictures, size) {
  return pictures.filter((picture) => picture.uses.includes(size) && fileOf(picture, size));
}

export function weight(pictures, size) {
  const bytes = pictures.reduce((sum, picture) => sum + fileOf(picture, size).size, 0);
  if (bytes === 0) return "ingen av bilderna";
  const megabytes = (bytes / KILO ** 2).toLocaleString("sv", { maximumFractionDigits: 1 });
  return bytes < KILO ** 2 ? `${Math.max(1, Math.round(bytes / KILO))} kB` : `${megabytes} MB`;
}

async function load(picture, size, base) {
  try {
    const answer = await fetch(base + fileOf(picture, size).address);
    // Some servers answer with a page where a file is missing.
    if (!answer.ok || !answer.headers.get("Content-Type")?.startsWith("image/")) throw new Error("no picture");
    return { name: nameOf(picture, size), data: new Uint8Array(await answer.arrayBuffer()) };
  } catch (error) {
    throw Object.assign(error, { picture: picture.title });
  }
}

function credits(pictures, size) {
  return pictures.flatMap((picture) => [
    nameOf(picture, size), picture.credit, `Licens: ${picture.licence.label} ${picture.licence.url}`.trim(), "",
  ]);
}

function descriptions(pictures, size) {
  return pictures.flatMap((picture) => [nameOf(picture, size), picture.alt, ""]);
}

function licences(pictures, size, base, recall) {
  const whole = (address) => new URL(address, document.baseURI).href;
  const blocks = pictures.flatMap((picture) => [
    nameOf(picture, size),
    `Licens: ${picture.licence.label} ${picture.licence.url}`.trim(),
    `Får användas ${picture.uses.map((use) => USES[use]).join(", ")}.`,
    `Alla villkor: ${whole(base + picture.page)}`,
    "",
  ]);
  return [
    "En bild kan återkallas. Titta här innan du publicerar en bild som du har sparat:",
    whole(recall), "", ...blocks,
  ];
}

// Gives a Blob with all files, or throws what went wrong; `picture` of the error names the picture.
export async function zipped(all, size, base, recall, tell) {
  const pictures = wanted(all, size);
  const text = (name, lines) => ({ name, data: new TextEncoder().encode(lines.join(LINE)) });
  const files = [];
  for (const picture of pictures) {
    files.push(await load(picture, size, base));
    tell(files.length / pictures.length);
  }
  return zip([
    ...files,
    text("kredit.txt", credits(pictures, size)),
    text("alt.txt", descriptions(pictures, size)),
    text("licens.txt", licences(pictures, size, base, recall)),
  ]);
}
