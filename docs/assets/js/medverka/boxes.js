// Words to choose among as checkboxes, with a field that narrows a long list.

import { fold, make, newId } from "./dom.js";
import { fieldset } from "./fields.js";

const MANY = 12;

export function choiceBoxes(control, room) {
  const { element, tell } = fieldset(control);
  const words = control.item.list ? (room.lists[control.item.list] ?? []) : control.item.choices;
  const list = make("ul", { class_: "jb-form__boxes" });
  const chosen = make("p", { class_: "jb-form__chosen" });
  const boxes = new Map();
  const standard = control.default ? new Set(control.default) : null;
  const showChosen = () => {
    const names = [...boxes.values()].filter(({ input }) => input.checked).map(({ name }) => name);
    chosen.textContent = names.length > 0 ? `Valda: ${names.join(", ")}` : "";
  };
  const add = ([value, name]) => {
    const id = newId();
    const input = make("input", { type: "checkbox", id, value, autocomplete: "off" });
    const item = make("li", {}, input, make("label", { for: id, text: name }));
    boxes.set(value, { input, item, name, folded: fold(`${name} ${value}`) });
    list.append(item);
  };
  for (const word of words) add(word);
  list.addEventListener("change", showChosen);
  if (words.length > MANY) element.append(narrowing(control, boxes));
  element.append(chosen, list);
  const fill = (values) => {
    const wanted = new Set(Array.isArray(values) ? values.filter((item) => typeof item === "string") : (standard ?? []));
    for (const value of wanted) if (!boxes.has(value)) add([value, `${value} (finns inte i listan)`]);
    for (const [value, { input }] of boxes) input.checked = wanted.has(value);
    showChosen();
  };
  fill();
  const made = {
    control,
    element,
    value() {
      const values = inOrder([...boxes].filter(([, { input }]) => input.checked).map(([value]) => value));
      if (!standard) return values.length > 0 ? values : undefined;
      return values.join() === [...standard].join() ? undefined : values;
    },
    fill(values) {
      made.given = Array.isArray(values) ? values : [];
      fill(values);
    },
    given: [],
    find: () => made,
    focus: () => (element.querySelector("input[type='search']") ?? list.querySelector("input"))?.focus(),
    tell,
  };
  // What a file had stands in the file's own order, new words last.
  const inOrder = (values) => {
    const rank = (value) => (made.given.includes(value) ? made.given.indexOf(value) : Infinity);
    return values.toSorted((one, other) => rank(one) - rank(other) || 0);
  };
  return made;
}

function narrowing(control, boxes) {
  const id = newId();
  const said = make("span", { class_: "jb-hint", role: "status" });
  const input = make("input", { type: "search", id, class_: "jb-input jb-form__input", autocomplete: "off", spellcheck: "false" });
  input.addEventListener("input", () => {
    const wanted = fold(input.value.trim());
    let shown = 0;
    for (const { item, folded } of boxes.values()) {
      item.hidden = !folded.includes(wanted);
      if (!item.hidden) shown += 1;
    }
    said.textContent = wanted ? `${shown} av ${boxes.size} visas.` : "";
  });
  return make("div", { class_: "jb-form__narrow" }, make("label", { for: id, text: `Sök bland ${control.title.toLowerCase()}` }), input, said);
}
