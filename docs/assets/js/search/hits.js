// Hits as a list, as on /sok/. Pictures that are hits stand together, as pictures.

import { make, marked, picture } from "./show.js";

const PICTURES = "bildbank";

// The rows of a list. `row` is a row of pictures that is already there and takes further ones.
export function hits(found, base, row = null) {
  const rows = [];
  let pictures = row?.querySelector("ul") ?? null;
  for (const hit of found) {
    if (hit.kind !== PICTURES || !hit.picture) {
      rows.push(entry(hit, base));
      continue;
    }
    if (pictures === null) {
      pictures = make("ul", { className: "jb-hits__wall" });
      const holder = make("li", { className: "jb-hit jb-hit--pictures" }, label("Bilder"), pictures);
      holder.dataset.kind = PICTURES;
      rows.push(holder);
    }
    pictures.append(shot(hit, base));
  }
  return rows;
}

// The row of pictures that stands last in a list, if there is one.
export function picturesIn(list) {
  const last = list.lastElementChild;
  return last?.classList.contains("jb-hit--pictures") ? last : null;
}

// Whether nothing that is shown of a hit says why it is one.
export const isUnexplained = (hit) => hit.kind !== PICTURES && !(hit.marks?.summary?.length > 0);

// Puts excerpts where there is room for them, and closes the room of those that have none.
export function explain(list, found) {
  const excerpts = new Map(found.map((hit) => [hit.url, hit.excerpt]));
  for (const room of list.querySelectorAll(".jb-hit__excerpt:empty")) {
    const { text, marks } = excerpts.get(room.parentElement.dataset.url) ?? {};
    if (text) room.append(...marked(text, marks));
    else room.remove();
  }
}

const label = (text) => make("p", { className: "jb-hit__kind" }, text);

function entry(hit, base) {
  const made = make("li", { className: "jb-hit" }, label(hit.label), heading(hit, base));
  made.dataset.kind = hit.kind;
  made.dataset.url = hit.url;
  if (hit.summary) {
    made.append(make("p", { className: "jb-hit__summary" }, ...marked(hit.summary, hit.marks?.summary)));
  }
  // Room for what comes later, so that nothing moves when it does.
  if (isUnexplained(hit)) made.append(make("p", { className: "jb-hit__excerpt" }));
  if (hit.facts?.length > 0) {
    made.append(make("ul", { className: "jb-facts" }, ...hit.facts.map((fact) => make("li", {}, fact))));
  }
  if (hit.picture) {
    made.classList.add("jb-hit--pictured");
    made.append(make("div", { className: "jb-hit__picture" }, picture(hit.picture, base, true)));
  }
  return made;
}

function shot(hit, base) {
  return make("li", { className: "jb-hits__shot" }, picture(hit.picture, base, false), heading(hit, base));
}

function heading(hit, base) {
  const link = make("a", { href: base + hit.url }, ...marked(hit.title, hit.marks?.title));
  return make("h3", { className: "jb-hit__title" }, link);
}
