// What the visitor takes along: on paper, in the calendar, as text, as one file of pictures.

import { save } from "../csv.js";
import { detailed } from "./details.js";
import { addressOf, base, fields, page, part, pictures, plan, state, visible } from "./page.js";

function download(name, type, text) {
  save(text, type, name);
  part("saved").textContent = `Filen ${name} är hämtad.`;
}

function whole() {
  const found = plan();
  return { ...found, parts: found.parts.map((one) => ({ ...one, entry: detailed(one.entry) })) };
}

async function print(sort) {
  const { sheet } = await import("./print.js");
  const { isEmpty, said } = await sheet(page, sort, { entries: visible().map(detailed), plan: whole(), meeting: state.meeting, addressOf, base });
  part("dealt").textContent = said;
  if (!isEmpty) window.print();
}

async function calendar() {
  const { meeting } = state;
  const lacking = ["day", "start"].find((name) => !meeting[name]);
  part("meeting-fault").textContent = lacking ? "Välj dag och klockslag, så kan mötet läggas i kalendern." : "";
  if (lacking) {
    fields.get(lacking).focus();
    return;
  }
  const random = crypto.getRandomValues(new Uint32Array(4));
  const id = `${Array.from(random, (number) => number.toString(36)).join("")}@${window.location.hostname}`;
  const made = await import("./files.js");
  download("mote.ics", "text/calendar", made.calendar(meeting, whole(), addressOf, { id, now: new Date() }));
}

const WAYS = {
  sheet: () => print("ark"),
  agenda: () => print("dagordning"),
  deck: () => print("kort"),
  markdown: async () => download("dagordning.md", "text/markdown", (await import("./files.js")).markdown(state.meeting, whole(), addressOf)),
  calendar,
  zip: async () => (await import("./pictures.js")).fetchAll(page, pictures(), page.querySelector("[data-take='zip']")),
};

export const take = (way) => WAYS[way]();
