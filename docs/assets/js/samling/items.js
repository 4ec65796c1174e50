// How one thing that is gathered is shown in the list. Texts are always put in as text.

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const hidden = (text) => element("span", { class: "jb-hidden" }, text);

export function pictureOf(picture, base, sizes = "(max-width: 40rem) 94vw, 17rem") {
  const srcset = (sources) => sources.map(([width, address]) => `${base}${address} ${width}w`).join(", ");
  const made = element("picture", { class: "jb-picture" });
  for (const format of ["avif", "webp"]) {
    const sources = picture[format] ?? [];
    if (sources.length > 0) made.append(element("source", { type: `image/${format}`, srcset: srcset(sources), sizes }));
  }
  made.append(element("img", {
    src: base + picture.jpg[0][1], srcset: srcset(picture.jpg), sizes, alt: picture.alt,
    width: picture.width, height: picture.height, decoding: "async",
  }));
  return made;
}

function small(text, title, attributes) {
  return element("button", { type: "button", class: "jb-collection__small", ...attributes }, text, " ", hidden(title));
}

function steps({ title }, place, last) {
  return [[-1, "Flytta upp", place === 0], [1, "Flytta ned", place === last]].map(([by, text, isEnd]) =>
    // Not disabled: a button that goes out of use under the finger would lose the focus.
    small(text, title, { "data-step": by, ...(isEnd ? { "aria-disabled": "true" } : {}) }));
}

function own({ ref, title, minutes }, note) {
  const id = ref.replace("/", "-");
  const time = element("input", {
    id: `tid-${id}`, "data-minutes": "", type: "text", inputmode: "numeric", maxlength: 6, autocomplete: "off",
    value: note?.minutes ?? "", placeholder: minutes ?? "", "aria-describedby": `fel-${id}`,
  });
  const text = element("textarea", { id: `not-${id}`, "data-note": "", rows: 3, autocomplete: "off", "aria-describedby": `fel-${id}` });
  text.value = note?.text ?? "";
  const more = element("details", { class: "jb-pick__more" },
    element("summary", {}, "Anteckning och egen tid ", hidden(`för ${title}`)),
    element("p", {}, element("label", { for: text.id }, "Anteckning"), " ", text),
    element("p", {}, element("label", { for: time.id }, "Minuter"), " ", time),
    element("p", { class: "jb-collection__fault", id: `fel-${id}`, role: "alert" }));
  more.open = Boolean(note?.text || (note?.minutes ?? null) !== null);
  return more;
}

function wordsOf(entry, base) {
  const link = element("a", { href: `${base}${entry.ref}/` }, entry.title);
  const title = element("h3", { class: "jb-pick__title" }, link);
  const { picture } = entry;
  if (picture) {
    return [
      title,
      element("p", { class: "jb-pick__credit" }, `${picture.credit} · ${picture.licence.label}`),
      element("p", { class: "jb-pick__id" }, entry.ref),
    ];
  }
  const said = [title];
  if (entry.isArchived) said.push(element("p", { class: "jb-pick__old" }, element("strong", {}, "Arkiverad."), " Innehållet är inte längre aktuellt."));
  if (entry.summary) said.push(element("p", { class: "jb-pick__summary" }, entry.summary));
  if (entry.facts.length > 0) said.push(element("ul", { class: "jb-facts" }, ...entry.facts.map((fact) => element("li", {}, fact))));
  return said;
}

// `part` is the entry's part of the agenda; without `isOwn` there is nothing to change.
export function item(part, place, last, { base, note, isOwn, isWall }) {
  const { entry, span } = part;
  const made = element("li", { class: `jb-pick${entry.picture ? " jb-pick--picture" : ""}`, "data-ref": entry.ref, "data-kind": entry.kind });
  if (isOwn) made.append(element("span", { class: "jb-pick__handle", "aria-hidden": "true", title: "Dra för att flytta" }));
  if (entry.picture) made.append(element("div", { class: "jb-pick__frame" }, pictureOf(entry.picture, base, isWall ? undefined : "8rem")));
  const body = element("div", { class: "jb-pick__body" }, ...wordsOf(entry, base));
  if (!isWall) body.prepend(element("p", { class: "jb-pick__kind" }, element("span", { class: "jb-pick__span" }, span), entry.label));
  made.append(body);
  if (isOwn) {
    if (!isWall) body.append(own(entry, note));
    made.append(element("p", { class: "jb-pick__do" }, ...steps(entry, place, last), small("Ta bort", entry.title, { "data-remove": "1" })));
  } else if (note?.text) body.append(element("p", {}, note.text));
  return made;
}
