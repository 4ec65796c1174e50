// A whole form: its parts by heading, its values, what is wrong with them, and their YAML.

import { check } from "./check.js";
import { make } from "./dom.js";
import { field, fieldsOf } from "./fields.js";
import { together } from "./rules.js";
import { NOTHING, joined, opened } from "./yaml-keep.js";
import { write } from "./yaml-write.js";

const FOLDED = "Skrivs av kommandon";

// ``spec`` is what the page holds of the kind. ``say`` tells screen readers, ``changed`` is called when
// something has been filled in by a button.
export function makeForm(spec, { say = () => {}, changed = () => {}, titles = new Map() } = {}) {
  for (const control of everyControl(spec.controls)) {
    if (control.list) control.known = new Set((spec.lists[control.list] ?? []).map(([id]) => id));
  }
  const room = { lists: spec.lists, kinds: new Map(spec.kinds), titles, say, changed };
  const parts = spec.controls.map((control) => field(control, room));
  const byKey = new Map(parts.map((part) => [part.control.key, part]));
  const element = make("div", { class_: "jb-form__parts" }, ...spec.parts.map((part) => partOf(part, byKey)));
  const fields = fieldsOf(parts, element);
  const place = new Map(spec.parts.flatMap(({ keys }) => keys).map((key, at) => [key, at]));
  const values = () => fields.value() ?? new Map();
  const written = () => write(values(), spec.controls);
  const standard = new Map(spec.controls.map((control) => [control.key, control.default]));
  let file = NOTHING;
  return {
    element,
    values,
    // ``own`` is the text of each field, where the values come from a file.
    fill(given, own = new Map()) {
      fields.fill(given);
      file = opened({ own, given, values: values(), written: written(), standard });
    },
    find: fields.find,
    strangers: fields.strangers,
    clear: fields.clear,
    faults: () => {
      const given = values();
      const found = [...check(given, spec.controls), ...together(spec.kind, given)];
      return found.toSorted((one, other) => place.get(one.path[0]) - place.get(other.path[0]));
    },
    yaml: () => joined(written(), file),
  };
}

function partOf({ title, keys }, byKey) {
  const content = keys.map((key) => byKey.get(key).element);
  if (title === FOLDED) return make("details", { class_: "jb-form__part" }, make("summary", { text: title }), ...content);
  return make("section", { class_: "jb-form__part" }, make("h2", { text: title }), ...content);
}

export function* everyControl(controls) {
  for (const control of controls) {
    yield control;
    yield* everyControl([...(control.fields ?? []), ...(control.item ? [control.item] : [])]);
  }
}
