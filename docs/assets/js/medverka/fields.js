// The controls of a form, made from the tree that hooks/jambanken/forms.py makes of the model. Each is
// {control, element, value(), fill(value), find(path), tell(text)}: value() is a text, a list or a Map,
// undefined where nothing is filled in.

import { choiceBoxes } from "./boxes.js";
import { within } from "./check.js";
import { make, newId } from "./dom.js";
import { picker } from "./picker.js";
import { rows } from "./rows.js";
import { clean, lengthOf, manyLines, oneLine } from "./text.js";

const SHORT = 100;
const COUNTED = 300;
const AS_BOXES = new Set(["id", "choice"]);

// ``room`` is what all controls of a form share: lists of words, what says and what searches.
export function field(control, room) {
  if (control.sort === "group") return group(control, room);
  if (control.sort === "ref") return picker(control, room, 1);
  if (control.sort !== "list") return single(control, room);
  if (control.item.sort === "ref") return picker(control, room, Infinity);
  return AS_BOXES.has(control.item.sort) ? choiceBoxes(control, room) : rows(control, room);
}

export const mark = (control) => (control.must ? make("span", { class_: "jb-must", text: "måste" }) : "");

// The heading of a control that has several: legend, help and a place for what is wrong.
export function fieldset(control, className = "") {
  const id = newId();
  const fault = make("p", { class_: "jb-form__fault", id: `${id}-fel` });
  fault.hidden = true;
  const element = make(
    "fieldset",
    { class_: `jb-form__set ${className}`.trim(), id, "aria-describedby": `${id}-om ${id}-fel` },
    make("legend", { class_: "jb-form__legend" }, control.title, " ", mark(control)),
    make("p", { class_: "jb-hint", id: `${id}-om`, text: control.help }),
    fault,
  );
  const tell = (text) => {
    fault.textContent = text;
    fault.hidden = text === "";
  };
  return { element, tell, id };
}

function group(control, room) {
  const { element, tell } = fieldset(control, "jb-form__set--group");
  const parts = control.fields.map((inner) => field(inner, room));
  element.append(gridOf(parts));
  return { control, ...fieldsOf(parts, element, tell) };
}

// Short fields stand beside each other.
const SHORT_SORTS = new Set(["whole", "number", "date", "choice", "yesno"]);
export const gridOf = (parts) => make("div", { class_: parts.every(({ control }) => SHORT_SORTS.has(control.sort)) ? "jb-form__grid" : "" }, ...parts.map((part) => part.element));

// What a group of controls is together; keys that none of them has are kept as they are.
export function fieldsOf(parts, element, tell = () => {}) {
  let others = new Map();
  const byKey = new Map(parts.map((part) => [part.control.key, part]));
  const made = {
    parts,
    element,
    tell,
    // Keys that the form has not, each with how to take it for one that it has. ``of`` is as in check.js.
    strangers(of = []) {
      const own = [...others.keys()].map((key) => ({
        key,
        of,
        known: [...byKey.keys()],
        isFree: (meant) => byKey.get(meant).value() === undefined,
        rename(meant) {
          byKey.get(meant).fill(others.get(key));
          others.delete(key);
        },
      }));
      return [...own, ...parts.flatMap((part) => part.strangers?.(part.control.sort === "group" ? within(of, part.control) : of) ?? [])];
    },
    focus: () => element.querySelector("input, select, textarea, button")?.focus(),
    value() {
      const found = new Map();
      for (const part of parts) {
        const value = part.value();
        if (value !== undefined) found.set(part.control.key, value);
      }
      for (const [key, value] of others) found.set(key, value);
      return found.size > 0 ? found : undefined;
    },
    fill(values) {
      const given = values instanceof Map ? values : new Map();
      others = new Map([...given].filter(([key, value]) => !byKey.has(key) && value !== null));
      for (const part of parts) part.fill(given.get(part.control.key) ?? undefined);
    },
    find([key, ...rest]) {
      return byKey.get(key)?.find(rest) ?? made;
    },
    clear() {
      tell("");
      for (const part of parts) (part.clear ?? part.tell)("");
    },
  };
  return made;
}

function single(control, room) {
  const id = newId();
  const input = inputOf(control, room, id);
  const fault = make("p", { class_: "jb-form__fault", id: `${id}-fel` });
  fault.hidden = true;
  const count = control.sort === "text" && control.longest <= COUNTED ? make("span", { class_: "jb-form__count" }) : null;
  const label = control.hiddenLabel
    ? make("label", { for: id, class_: "jb-hidden", text: control.title })
    : make("label", { for: id, class_: "jb-form__label" }, control.title, " ", mark(control));
  const help = control.help || control.hiddenLabel ? make("p", { class_: "jb-hint", id: `${id}-om` }, control.help ?? "", " ", count) : null;
  const element = make("div", { class_: "jb-form__field" }, label, help, fault, input, listOf(control, id));
  input.setAttribute("aria-describedby", [help && `${id}-om`, `${id}-fel`].filter(Boolean).join(" "));
  const box = { shown: null, original: null };
  const recount = () => {
    if (count) count.textContent = `${lengthOf(oneLine(input.value))} av ${control.longest} tecken.`;
  };
  input.addEventListener("input", recount);
  fillInput(control, input, box);
  recount();
  const made = {
    control,
    element,
    input,
    value: () => read(control, input, box),
    fill(value) {
      fillInput(control, input, box, value);
      recount();
    },
    find: () => made,
    focus: () => input.focus(),
    tell(text) {
      fault.textContent = text;
      fault.hidden = text === "";
      if (text) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    },
  };
  return made;
}

function inputOf(control, room, id) {
  const common = { id, class_: "jb-input jb-form__input", autocomplete: "off" };
  if (control.sort === "markdown") return make("textarea", { ...common, rows: 6, class_: "jb-input jb-form__input jb-form__input--long" });
  if (control.sort === "choice") return select(common, control.choices, control.default ?? "");
  if (control.sort === "yesno") return select(common, [["ja", "ja"], ["nej", "nej"]], "");
  if (control.sort === "id") return select(common, room.lists[control.list] ?? [], "");
  if (control.sort === "date") return make("input", { ...common, type: "date" });
  if (control.sort === "whole" || control.sort === "number") {
    return make("input", { ...common, type: "text", inputmode: control.sort === "whole" ? "numeric" : "decimal", class_: "jb-input jb-form__input jb-form__input--short" });
  }
  if (control.sort === "text" && control.longest > SHORT) {
    return make("textarea", { ...common, rows: control.longest <= COUNTED ? 3 : 1, class_: `jb-input jb-form__input${control.longest <= COUNTED ? " jb-form__input--some" : ""}` });
  }
  return make("input", { ...common, type: "text", spellcheck: control.sort === "text" ? undefined : "false", list: control.proposals && `${id}-val` });
}

function select(common, choices, chosen) {
  const options = choices.map(([value, name]) => make("option", { value, selected: value === chosen }, name));
  return make("select", common, ...(chosen ? [] : [make("option", { value: "", text: "Välj …" })]), ...options);
}

function listOf({ proposals }, id) {
  return proposals ? make("datalist", { id: `${id}-val` }, ...proposals.map(([value, name]) => make("option", { value }, name))) : null;
}

function read(control, input, box) {
  if (control.sort === "markdown") {
    if (box.original !== null && input.value === box.shown) return box.original;
    const text = manyLines(input.value);
    return text === "" ? undefined : `${text}\n`;
  }
  const text = oneLine(input.value);
  return text === "" || text === control.default ? undefined : text;
}

function fillInput(control, input, box, value) {
  const text = typeof value === "string" ? value : (control.default ?? "");
  if (control.sort === "date") input.type = text === "" || /^\d{4}-\d{2}-\d{2}$/.test(text) ? "date" : "text";
  if (input.tagName === "SELECT" && text !== "" && ![...input.options].some((option) => option.value === text)) {
    input.append(make("option", { value: text, text: `${text} (finns inte i listan)` }));
  }
  input.value = control.sort === "markdown" ? text.replace(/\n+$/, "") : text;
  if (control.sort === "date" && input.value !== text) {
    input.type = "text";
    input.value = text;
  }
  box.shown = input.value;
  // A text from a file is written as it was while nobody has touched it.
  box.original = control.sort === "markdown" && text !== "" && clean(text) === text && text.trim() !== "" ? text : null;
}
