// How one thing that is gathered is shown in the list: the page's template, filled. Texts are always put in
// as text, and what has none is taken away.

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

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

function fillNotes(made, id, { minutes }, note) {
  const fault = made.querySelector("[role]");
  const [text, time] = made.querySelectorAll("[data-note], [data-minutes]");
  fault.id = `fel-${id}`;
  for (const [field, name] of [[text, "not"], [time, "tid"]]) {
    field.id = `${name}-${id}`;
    field.previousElementSibling.htmlFor = field.id;
    field.setAttribute("aria-describedby", fault.id);
  }
  text.value = note?.text ?? "";
  time.value = note?.minutes ?? "";
  time.placeholder = minutes ?? "";
  made.open = Boolean(text.value || time.value);
}

// `part` is the entry's part of the agenda; without `isOwn` there is nothing to change.
export function item({ entry, span }, place, last, { base, note, isOwn, isWall }) {
  const made = document.querySelector("[data-template=item]").content.firstElementChild.cloneNode(true);
  const find = (selector) => made.querySelector(selector);
  const { picture, ref } = entry;
  const texts = { ...entry, span, credit: picture && `${picture.credit} · ${picture.licence.label}`, id: picture && ref };
  const has = { own: isOwn, notes: isOwn && !isWall, list: !isWall, facts: entry.facts.length > 0, picture, old: entry.isArchived };
  for (const node of made.querySelectorAll("[data-if]")) if (!has[node.dataset.if]) node.remove();
  for (const node of made.querySelectorAll("[data-text]")) {
    node.textContent = texts[node.dataset.text] ?? "";
    if (node.matches("p:empty")) node.remove();
  }
  Object.assign(made.dataset, { ref, kind: entry.kind });
  made.classList.toggle("jb-pick--picture", Boolean(picture));
  find("a").href = `${base}${ref}/`;
  find(".jb-pick__frame")?.append(pictureOf(picture, base, isWall ? undefined : "8rem"));
  find(".jb-facts")?.append(...entry.facts.map((fact) => element("li", {}, fact)));
  if (has.notes) fillNotes(find("details"), ref.replace("/", "-"), entry, note);
  // Not disabled: a button that goes out of use under the finger would lose the focus.
  if (place === 0) find("[data-step='-1']")?.setAttribute("aria-disabled", "true");
  if (place === last) find("[data-step='1']")?.setAttribute("aria-disabled", "true");
  return made;
}
