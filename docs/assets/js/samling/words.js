// What a meeting is called and when it is, on paper, in a calendar and as text.

import { clock, minuteOf } from "./meeting.js";

export const titleOf = ({ title }) => title.trim() || "Dagordning";

// Swedish words for a day, the same on every machine.
const dayWords = (day) => new Date(`${day}T12:00`).toLocaleDateString("sv", { weekday: "long", day: "numeric", month: "long", year: "numeric" });

export function whenWords({ day, start, place }) {
  const when = [day && dayWords(day), start && `kl. ${clock(minuteOf(start))}`];
  return [when.filter(Boolean).join(" "), place.trim()].filter(Boolean).join(", ");
}
