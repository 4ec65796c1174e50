// A list whose rows are filled in one by one: texts, or groups of fields.

import { button, hidden, make } from "./dom.js";
import { field, fieldset, fieldsOf, gridOf } from "./fields.js";

const capital = (text) => text.replace(/^./u, (letter) => letter.toUpperCase());

export function rows(control, room) {
  const { element, tell } = fieldset(control, "jb-form__set--rows");
  const list = make("ol", { class_: "jb-form__rows" });
  const isGroup = control.item.sort === "group";
  let all = [];
  let filled = [];
  const name = (at) => `${capital(control.row)} ${at + 1}`;

  function renumber() {
    for (const [at, row] of all.entries()) row.rename(name(at));
    list.replaceChildren(...all.map((row) => row.element));
  }
  function remove(row) {
    const at = all.indexOf(row);
    all = all.filter((other) => other !== row);
    renumber();
    (all[Math.min(at, all.length - 1)]?.away ?? adder).focus();
    room.say(`${name(at)} är borttagen.`);
    room.changed();
  }
  function lift(row) {
    const at = all.indexOf(row);
    if (at < 1) return;
    all.splice(at - 1, 0, ...all.splice(at, 1));
    renumber();
    row.up.focus();
    room.say(`Flyttad till plats ${at}.`);
    room.changed();
  }
  function add(value) {
    const row = isGroup ? groupRow(control, room) : textRow(control, room);
    row.up.addEventListener("click", () => lift(row));
    row.away.addEventListener("click", () => remove(row));
    row.part.fill(value);
    row.rename(name(all.length));
    all.push(row);
    list.append(row.element);
    return row;
  }
  const start = () => {
    if (control.must) add();
  };
  const adder = button(`Lägg till ${control.row}`, `i ${control.title.toLowerCase()}`, () => {
    add().part.element.querySelector("input, select, textarea, button").focus();
    room.say(`${name(all.length - 1)} är tillagd.`);
    room.changed();
  }, "jb-button jb-button--quiet jb-form__add");
  element.append(list, make("p", {}, adder));
  start();

  const made = {
    control,
    element,
    value() {
      filled = [];
      const values = [];
      for (const row of all) {
        const value = row.part.value();
        if (value === undefined) continue;
        filled.push(row);
        values.push(value);
      }
      return values.length > 0 ? values : undefined;
    },
    fill(values) {
      all = [];
      list.replaceChildren();
      for (const value of Array.isArray(values) ? values : []) add(value);
      if (all.length === 0) start();
    },
    find([at, ...rest]) {
      const row = at === undefined ? undefined : filled[at];
      return row ? row.part.find(rest) : made;
    },
    strangers: (of) => all.flatMap(({ part }, at) => part.strangers?.([...of, `${control.row} ${at + 1}`]) ?? []),
    focus: () => (all[0]?.part.element.querySelector("input, select, textarea") ?? adder).focus(),
    tell,
    clear() {
      tell("");
      for (const row of all) (row.part.clear ?? row.part.tell)("");
    },
  };
  return made;
}

function buttons(name) {
  const up = button("Flytta upp", name, () => {});
  const away = button("Ta bort", name, () => {});
  return { up, away, rename: (text) => [up, away].forEach((one) => { one.querySelector(".jb-hidden").textContent = ` ${text}`; }) };
}

function groupRow(control, room) {
  const legend = make("legend", { class_: "jb-form__row-name" });
  const parts = control.item.fields.map((inner) => field(inner, room));
  const { up, away, rename } = buttons("rad");
  const set = make("fieldset", { class_: "jb-form__row" }, legend, gridOf(parts), make("p", { class_: "jb-form__do" }, up, away));
  const part = { control: control.item, ...fieldsOf(parts, set) };
  return {
    element: make("li", {}, set),
    part,
    up,
    away,
    rename(text) {
      legend.replaceChildren(text, hidden(` i ${control.title.toLowerCase()}`));
      rename(`${text} i ${control.title.toLowerCase()}`);
    },
  };
}

function textRow(control, room) {
  const inner = { ...control.item, key: control.key, title: control.title, hiddenLabel: true };
  const part = field(inner, room);
  const { up, away, rename } = buttons("rad");
  const label = part.element.querySelector("label");
  return {
    element: make("li", { class_: "jb-form__line" }, part.element, make("p", { class_: "jb-form__do" }, up, away)),
    part,
    up,
    away,
    rename(text) {
      label.textContent = `${text} i ${control.title.toLowerCase()}`;
      rename(`${text} i ${control.title.toLowerCase()}`);
    },
  };
}
