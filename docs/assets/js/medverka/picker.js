// References to other entries: found by the site's own search, or written as KIND/NAME.

import { button, make, newId } from "./dom.js";
import { fieldset } from "./fields.js";

const MOST_HITS = 8;
const WAIT = 200;
const REF = /^[a-z]+\/[a-z0-9]+(?:-[a-z0-9]+)*$/;

// ``most`` is how many references there can be; with one the value is a text, else a list.
export function picker(control, room, most) {
  const { element, tell } = fieldset(control);
  const one = most === 1;
  const kind = (one ? control : control.item).kind;
  const id = newId();
  const list = make("ul", { class_: "jb-form__refs" });
  const hits = make("ul", { class_: "jb-form__hits", "aria-label": "Träffar" });
  const said = make("p", { class_: "jb-hint", role: "status" });
  const input = make("input", { type: "search", id, class_: "jb-input jb-form__input", autocomplete: "off", spellcheck: "false" });
  const where = kind ? room.kinds.get(kind)?.toLowerCase() ?? kind : "allt i banken";
  element.append(list, make("label", { for: id, text: `Sök bland ${where}` }), input, said, hits);
  let refs = [];

  function show() {
    list.replaceChildren(...refs.map((ref, at) => {
      const up = button("Flytta upp", titleOf(ref, room), () => {
        refs.splice(at - 1, 0, ...refs.splice(at, 1));
        changed();
        list.children[at - 1].querySelector("button").focus();
      });
      const away = button("Ta bort", titleOf(ref, room), () => {
        refs.splice(at, 1);
        changed();
        (list.children[Math.min(at, refs.length - 1)]?.querySelector("button:last-child") ?? input).focus();
        room.say(`${titleOf(ref, room)} är borttagen.`);
      });
      return make("li", {}, make("span", {}, titleOf(ref, room), " ", make("code", { text: ref })), at > 0 && !one ? up : "", away);
    }));
  }
  const changed = () => {
    show();
    room.changed();
  };
  function add(ref, title) {
    if (title) room.titles.set(ref, title);
    if (!refs.includes(ref)) refs = one ? [ref] : [...refs, ref];
    changed();
    input.value = "";
    hits.replaceChildren();
    said.textContent = "";
    room.say(`${titleOf(ref, room)} är vald.`);
    input.focus();
  }
  search({ input, hits, said, kind, room, add });
  const made = {
    control,
    element,
    value: () => (refs.length === 0 ? undefined : one ? refs[0] : [...refs]),
    fill(values) {
      refs = (Array.isArray(values) ? values : [values]).filter((item) => typeof item === "string");
      show();
    },
    find: () => made,
    focus: () => input.focus(),
    tell(text) {
      tell(text);
      if (text) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    },
  };
  return made;
}

const titleOf = (ref, room) => room.titles.get(ref) ?? ref;

function search({ input, hits, said, kind, room, add }) {
  let timer = 0;
  let run = 0;
  const choice = (ref, title, sort = "") => make("li", {}, button(sort ? `${title} (${sort})` : title, "", () => add(ref, title), "jb-form__hit"));
  async function look() {
    const query = input.value.trim();
    const mine = ++run;
    if (query === "") {
      hits.replaceChildren();
      said.textContent = "";
      return;
    }
    const typed = REF.test(query) ? [choice(query, query)] : [];
    try {
      const found = await window.jambanken.search(query, { ...(kind ? { kinds: [kind] } : {}), limit: MOST_HITS });
      if (mine !== run) return;
      const made = found.map(({ url, title, kind: sort }) => choice(url.replace(/\/$/, ""), title, kind ? "" : (room.kinds.get(sort) ?? sort).toLowerCase()));
      hits.replaceChildren(...typed, ...made);
      said.textContent = made.length > 0 ? `${made.length} ${made.length === 1 ? "träff" : "träffar"}. Välj en.` : "Inget hittades.";
    } catch {
      if (mine !== run) return;
      hits.replaceChildren(...typed);
      said.textContent = "Sökningen svarar inte. Skriv sort och namn, till exempel tips/mat-talartiden, och tryck Retur.";
    }
  }
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    const written = input.value.trim();
    if (REF.test(written)) add(written);
    else hits.querySelector("button")?.focus();
  });
}
