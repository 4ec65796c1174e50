// The agenda to take along: as Markdown, and as a calendar entry (RFC 5545).

import { duration, HOUR, sumWords } from "./meeting.js";
import { titleOf, whenWords } from "./words.js";

// The agenda as lines of plain text, for a calendar entry.
function plain({ parts }, addressOf) {
  return parts.flatMap(({ entry, span, note }) => [
    `${span ? `${span}  ` : ""}${entry.title} (${entry.label.toLowerCase()})`,
    ...(note ? [`Anteckning: ${note}`] : []),
    ...entry.questions.map((question) => `– ${question}`),
    addressOf(entry), "",
  ]);
}

// Every sign that Markdown could read as its own, and what could begin a list, a heading or HTML.
const escaped = (text) => text
  .replace(/[\\`*_{}[\]()<>#|~&!]/g, "\\$&")
  .replace(/^(\s*)(\d+)([.)])/gm, "$1$2\\$3")
  .replace(/^(\s*)([-+=])/gm, "$1\\$2");
const flowing = (text) => escaped(text).replace(/\s*\n\s*/g, "  \n");

export function markdown(meeting, plan, addressOf) {
  const when = whenWords(meeting);
  const lines = [`# ${escaped(titleOf(meeting))}`, "", ...(when ? [escaped(when), ""] : []), sumWords(plan), ""];
  for (const { entry, minutes, span, note } of plan.parts) {
    lines.push(`## ${span ? `${span} ` : ""}${escaped(entry.title)}`, "");
    lines.push(`${escaped(entry.label)}${minutes ? `, ${duration(minutes)}` : ""}: <${addressOf(entry)}>`, "");
    if (entry.summary) lines.push(escaped(entry.summary), "");
    if (note) lines.push(`**Anteckning:** ${flowing(note)}`, "");
    if (entry.questions.length > 0) lines.push("Frågor att prata om:", "", ...entry.questions.map((text) => `- ${escaped(text)}`), "");
  }
  return lines.join("\n");
}

// RFC 5545, 3.3.11: text; 3.1: a line is at most 75 bytes, the rest goes on after a space.
const quoted = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\r\n?|\n/g, "\\n");

function folded(line) {
  const bytes = (text) => new TextEncoder().encode(text).length;
  const rows = [];
  let row = "";
  for (const sign of line) {
    if (bytes(row + sign) > 75) {
      rows.push(row);
      row = " ";
    }
    row += sign;
  }
  return [...rows, row].join("\r\n");
}

const utc = (date) => date.toISOString().replace(/[-:]|\.\d+/g, "");

// The hour is the visitor's own, told in UTC so that every calendar reads it alike. A meeting whose
// parts have no times takes an hour.
export function calendar(meeting, plan, addressOf, { id, now }) {
  const start = new Date(`${meeting.day}T${meeting.start}`);
  const end = new Date(start.getTime() + (plan.total || HOUR) * 60_000);
  const lines = [
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Jambanken//Min samling//SV", "BEGIN:VEVENT",
    `UID:${id}`, `DTSTAMP:${utc(now)}`, `DTSTART:${utc(start)}`, `DTEND:${utc(end)}`,
    `SUMMARY:${quoted(titleOf(meeting))}`,
    ...(meeting.place.trim() ? [`LOCATION:${quoted(meeting.place.trim())}`] : []),
    `DESCRIPTION:${quoted([sumWords(plan), "", ...plain(plan, addressOf)].join("\n").trim())}`,
    "END:VEVENT", "END:VCALENDAR", "",
  ];
  // A tab apart, control characters may not stand in the file (3.1).
  return lines.map((line) => folded(line.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, ""))).join("\r\n");
}
