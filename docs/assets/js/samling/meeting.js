// A meeting made of what is gathered: when each part begins, and what the visitor writes of it.
// Nothing here knows of the page.

export const MOST_MINUTES = 600;
export const LONGEST_NOTE = 2000;
export const LONGEST_FIELD = 120;
export const HOUR = 60;
const DAY = 24 * HOUR;
const FIELDS = ["title", "place", "day", "start"];

const isText = (value) => typeof value === "string";
export const isMinutes = (value) => Number.isInteger(value) && value >= 0 && value <= MOST_MINUTES;

// Notes as [reference, text, minutes or null], as far as what is stored is sound.
export function notesOf({ notes }) {
  const sound = Array.isArray(notes) ? notes.filter((note) => Array.isArray(note) && isText(note[0])) : [];
  return new Map(sound.map(([ref, text, minutes]) => [ref, {
    text: isText(text) ? text.slice(0, LONGEST_NOTE) : "",
    minutes: isMinutes(minutes) ? minutes : null,
  }]));
}

export function meetingOf({ meeting }) {
  const found = FIELDS.map((name) => [name, isText(meeting?.[name]) ? meeting[name].slice(0, LONGEST_FIELD) : ""]);
  const { title, place, day, start } = Object.fromEntries(found);
  return {
    title,
    place,
    day: /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)) ? day : "",
    start: /^([01]\d|2[0-3]):[0-5]\d$/.test(start) ? start : "",
  };
}

export function duration(minutes) {
  const [hours, rest] = [Math.floor(minutes / HOUR), minutes % HOUR];
  const words = [];
  if (hours > 0) words.push(hours === 1 ? "1 timme" : `${hours} timmar`);
  if (rest > 0 || hours === 0) words.push(rest === 1 ? "1 minut" : `${rest} minuter`);
  return words.join(" ");
}

export function clock(minutes) {
  const [hours, rest] = [Math.floor((minutes % DAY) / HOUR), minutes % HOUR];
  return `${hours}.${String(rest).padStart(2, "0")}`;
}

// The minute of the day of a time as in 08:30.
export const minuteOf = (time) => Number(time.slice(0, 2)) * HOUR + Number(time.slice(3));

// The parts in turn with when they are: by the clock where the meeting's start is known, else from 0.
export function agenda(entries, notes, { start }) {
  const first = start ? minuteOf(start) : null;
  let at = 0;
  const parts = entries.map((entry) => {
    const note = notes.get(entry.ref);
    const minutes = note?.minutes ?? entry.minutes ?? 0;
    const [from, to] = [at, at + minutes];
    at = to;
    const span = first === null ? `${from}–${to} min` : `${clock(first + from)}–${clock(first + to)}`;
    return { entry, minutes, span: minutes ? span : "", note: note?.text.trim() ?? "" };
  });
  return { parts, total: at, untimed: parts.filter(({ minutes }) => minutes === 0).length };
}

export function sumWords({ parts, total, untimed }) {
  const rest = untimed === 1 ? "1 post har ingen tid och räknas inte in." : `${untimed} poster har ingen tid och räknas inte in.`;
  if (untimed === parts.length) return "Ingen av posterna har någon tid.";
  return `Tillsammans ${duration(total)}.${untimed ? ` ${rest}` : ""}`;
}
