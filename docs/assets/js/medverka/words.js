// Times, dates and numbers in words, as hooks/jambanken/swedish.py has them.

const MONTHS = ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"];

export const sentence = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);
export const counted = (number, one, many) => `${number} ${number === 1 ? one : many}`;

export function duration(minutes) {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const parts = hours ? [counted(hours, "timme", "timmar")] : [];
  if (rest || !hours) parts.push(counted(rest, "minut", "minuter"));
  return parts.join(" ");
}

export function people(least, most) {
  if (least && least === most) return counted(Number(least), "person", "personer");
  if (least && most) return `${least}–${most} personer`;
  if (least) return `minst ${counted(Number(least), "person", "personer")}`;
  return most ? `högst ${counted(Number(most), "person", "personer")}` : "";
}

export function partialDay(text) {
  const [year, month, day] = text.split(" ")[0].split("-");
  return [day && Number(day), month && (MONTHS[Number(month) - 1] ?? month), year].filter(Boolean).join(" ");
}

export const moment = (text) => partialDay(text) + (text.includes(" ") ? ` kl. ${text.split(" ")[1].replace(":", ".").replace(/^0/, "")}` : "");

export function span(start, end) {
  if (!start) return "";
  if (!end) return `från ${partialDay(start)}`;
  return start === end ? partialDay(start) : `${partialDay(start)}–${partialDay(end)}`;
}

export const host = (address) => address.match(/^https:\/\/(?:www\.)?([^/?#]+)/i)?.[1] ?? address;

export const number = (text) => text.replace(".", ",").replace(/^-/, "−");
