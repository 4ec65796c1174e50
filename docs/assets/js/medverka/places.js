// Web addresses, names of files and days, held to what the checker takes (hooks/jambanken/values).

const FORBIDDEN = /[\x00-\x20\x7f-\xa0\\<>"`{}|^\u2028\u2029\ufeff]/;
const HOST = /^(?:[\p{L}\p{N}_-]{1,63}\.)+[\p{L}\p{N}_-]{2,63}$/u;
const FILE = /^[a-z0-9]+(?:[-.][a-z0-9]+)*\.[a-z0-9]{2,5}$/;

// Tells whether a text is no address that a visitor may be sent to.
export function address(text) {
  const match = text.match(/^https:\/\/([^/?#]*)/i);
  return !match || FORBIDDEN.test(text) || match[1].length > 253 || !HOST.test(match[1]);
}

// What is wrong with the name of a file of certain endings, empty where nothing is.
export function fileName(text, { endings, refusal: [fault, cure] }) {
  if (text.includes("/")) return `"${text}" är varken ett filnamn eller en webbadress. Skriv bara filens namn, utan mapp, eller hela adressen med https:// först.`;
  if (!FILE.test(text)) return `${fault.replace("{}", () => text)} ${cure}`;
  if (endings.includes(text.split(".").at(-1))) return "";
  return `"${text}" är inte en sådan fil som ska stå här. Filen ska sluta på ${endings.map((ending) => `.${ending}`).join(" eller ")}.`;
}

// What is wrong with a day, or with a month or a year of one, empty where nothing is.
export function calendarDay(text) {
  const [year, month = "01", day = "01"] = text.split(" ")[0].split("-");
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  const exists = Number(year) > 0 && !Number.isNaN(date.getTime()) && date.getUTCDate() === Number(day);
  return exists ? "" : `"${text}" finns inte i kalendern. Rätta månaden eller dagen.`;
}
