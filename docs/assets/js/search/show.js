// How hits are shown, in the box and on /sok/: texts are always put in as text.

export function make(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in made) made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

// Gives the pieces of a text in turn, those between the marks' [start, end) as <mark>.
export function marked(text, marks = []) {
  const pieces = [];
  let at = 0;
  for (const [start, end] of [...marks].sort((one, other) => one[0] - other[0])) {
    if (start < at || end <= start || start >= text.length) continue;
    pieces.push(text.slice(at, start), make("mark", {}, text.slice(start, end)));
    at = end;
  }
  return [...pieces, text.slice(at)].filter((piece) => piece !== "");
}

// A small picture beside a title that says the same, or a picture that is the hit itself. The small
// file (AVIF) is enough for the one; the other is wider, and on a fine screen takes the larger file.
export function picture({ src, small, width, height, alt }, base, isDecoration) {
  const image = make("img", {
    src: base + src,
    alt: isDecoration ? "" : alt,
    width,
    height,
    loading: "lazy",
    decoding: "async",
  });
  if (!small) return make("picture", {}, image);
  const source = make("source", { type: "image/avif", srcset: base + small });
  if (!isDecoration) source.media = "(resolution < 1.5dppx)";
  return make("picture", {}, source, image);
}

export const counted = (count, one, many) => `${count.toLocaleString("sv")} ${count === 1 ? one : many}`;
export const hitCount = (count) => counted(count, "träff", "träffar");

// The plural of each kind, as the page's menu names it.
export function kindNames() {
  const names = new Map();
  for (const item of document.querySelectorAll("#meny [data-kind]")) {
    names.set(item.dataset.kind, item.textContent.trim());
  }
  return names.set("sidor", "Sidor");
}

// Hits by kind, the kind of the best one first.
export function byKind(hits) {
  const kinds = new Map();
  for (const hit of hits) kinds.set(hit.kind, [...(kinds.get(hit.kind) ?? []), hit]);
  return kinds;
}

// What was asked for, in quotes of its own or in ours.
export const quoted = (query) => (/["”“]/.test(query) ? query.replaceAll('"', "”") : `”${query}”`);

// "Visar träffar för X" and the like, as pieces of text; empty where there is nothing to say.
export function remarks({ total, mended, unknown }) {
  const said = [];
  if (mended && total > 0) said.push(["Visar träffar för ", make("strong", {}, mended.to), "."]);
  const words = (unknown ?? []).map((word) => `”${word}”`);
  if (words.length > 0 && total > 0) said.push([`Inget i banken matchar ${words.join(" eller ")}. Träffarna gäller resten.`]);
  return said;
}
