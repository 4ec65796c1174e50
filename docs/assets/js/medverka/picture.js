// A picture from the visitor's own disk, made fit for the bank in the browser: turned upright, scaled
// down, and coded anew without anything but its pixels. So its file knows no place, camera or name.

export const LONGEST_SIDE = 4000;
const LARGEST = 80 * 1024 * 1024;
const QUALITY = 0.92;
const SHOWN = 1000;

export class Unusable extends Error {}

// Tells of a file: ``blob``, ``width``, ``height``, ``scaled`` and ``small``, the address of a small copy
// to show. Throws Unusable.
export async function prepared(file) {
  if (file.size === 0) throw new Unusable("Filen är tom.");
  if (file.size > LARGEST) throw new Unusable("Filen är större än 80 MB. Spara bilden mindre och försök igen.");
  const drawn = await draw(file);
  const coded = await new Promise((done) => { drawn.canvas.toBlob(done, "image/jpeg", QUALITY); });
  if (!coded) throw new Unusable("Bilden är för stor för webbläsaren. Spara den mindre och försök igen.");
  const bytes = bare(new Uint8Array(await coded.arrayBuffer()));
  if (!bytes || extras(bytes).length > 0) throw new Unusable("Webbläsaren kunde inte rensa bilden. Använd en annan webbläsare.");
  const { width, height } = drawn.canvas;
  return { blob: new Blob([bytes], { type: "image/jpeg" }), width, height, scaled: drawn.scaled, small: smallCopy(drawn.canvas) };
}

// The page's policy lets it show data: addresses, not blob: ones.
function smallCopy(canvas) {
  const share = Math.min(1, SHOWN / Math.max(canvas.width, canvas.height));
  const copy = document.createElement("canvas");
  copy.width = Math.max(1, Math.round(canvas.width * share));
  copy.height = Math.max(1, Math.round(canvas.height * share));
  copy.getContext("2d").drawImage(canvas, 0, 0, copy.width, copy.height);
  return copy.toDataURL("image/jpeg", 0.85);
}

async function draw(file) {
  let bitmap;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    throw new Unusable("Webbläsaren kan inte läsa filen som en bild. Spara den som JPEG eller PNG och försök igen.");
  }
  const share = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * share));
  canvas.height = Math.max(1, Math.round(bitmap.height * share));
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#ffffff"; // what is seen through in the picture is white on paper too
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.imageSmoothingQuality = "high";
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return { canvas, scaled: share < 1 };
}

// The segments of a JPEG up to its picture: {marker, start, end}, null where it is none.
function segments(bytes) {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  const found = [];
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1];
    const end = at + 2 + (bytes[at + 2] << 8) + bytes[at + 3];
    found.push({ marker, start: at, end });
    if (marker === 0xda) return found;
    at = end;
  }
  return null;
}

const ICC = [..."ICC_PROFILE"].map((letter) => letter.charCodeAt(0));
const isProfile = (bytes, { marker, start }) => marker === 0xe2 && ICC.every((code, at) => bytes[start + 4 + at] === code);

// Segments that tell something else than how to paint: EXIF, XMP, comments.
const isExtra = (bytes, segment) =>
  segment.marker === 0xfe || (segment.marker >= 0xe1 && segment.marker <= 0xef && segment.marker !== 0xee && !isProfile(bytes, segment));

// The markers of what a JPEG tells beside its pixels; none is how it must be.
export const extras = (bytes) => (segments(bytes) ?? [{ marker: -1, start: 0 }]).filter((segment) => segment.marker < 0 || isExtra(bytes, segment)).map(({ marker }) => marker);

// The JPEG without such segments, null where it cannot be read.
export function bare(bytes) {
  const found = segments(bytes);
  if (!found) return null;
  const kept = found.filter((segment) => !isExtra(bytes, segment)).map(({ start, end }) => bytes.subarray(start, end));
  const parts = [bytes.subarray(0, 2), ...kept, bytes.subarray(found.at(-1).end)];
  const made = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    made.set(part, at);
    at += part.length;
  }
  return made;
}
