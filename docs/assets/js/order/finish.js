// Makes what is gathered ready to send: what lacks is told first, then there is an order for each who
// takes orders, as a link and as a text.

import { prepare } from "../copy.js";
import { asked, control, copiesFault, DATE, isNeeded, values } from "./fields.js";
import { LONGEST, orderLink, orderText } from "./message.js";
import { byChannel, counted, fill, inputOf, nameOf, page, part, say, sorted, tell } from "./page.js";

function today() {
  const now = new Date();
  return new Date(now - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

function fieldFault(id, lines) {
  const { value, validity, labels } = control(id);
  if (value.trim() === "" && !validity.badInput) return isNeeded(id, lines) ? `Fyll i ${labels[0].firstChild.textContent.trim().toLowerCase()}.` : "";
  if (id === DATE && (validity.badInput || value < today())) return "Välj en dag som inte har varit.";
  return "";
}

function faults(lines) {
  const copies = lines.map((line) => {
    const input = inputOf(line.id);
    const found = tell(input, copiesFault(input.value, line));
    return found && { ...found, name: nameOf(line) };
  });
  const answers = [...asked(lines)].map((id) => tell(control(id), fieldFault(id, lines)));
  return [...copies, ...answers].filter(Boolean);
}

function showFaults(found) {
  part("faults").hidden = found.length === 0;
  part("fault-list").replaceChildren(
    ...found.map(({ input, text, name }) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = `#${input.id}`;
      link.textContent = name ? `${name}: ${text}` : text;
      item.append(link);
      return item;
    }),
  );
}

function result([channel, lines], place) {
  const id = `text-${place}`;
  const order = orderText(channel, lines, values()).replaceAll("\r\n", "\n");
  const address = orderLink(channel, lines, values());
  const host = channel.type === "epost" ? channel.address : new URL(channel.address).host;
  const made = fill(channel.type, { receiver: channel.name, host, subject: channel.subject, order }, { order: address }, id);
  made.querySelector("[data-long]").hidden = channel.type === "länk" || address.length <= LONGEST;
  const copy = made.querySelector("[data-copy]");
  copy.dataset.copy = id;
  prepare(copy, made);
  return made;
}

part("fault-list").addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link) return;
  // Left to itself the link would take the order out of the address.
  event.preventDefault();
  page.querySelector(`[id="${link.hash.slice(1)}"]`).focus();
});

export function finish() {
  const { lines } = sorted();
  const found = faults(lines);
  showFaults(found);
  part("done").hidden = found.length > 0;
  if (found.length > 0) {
    part("faults").focus();
    return;
  }
  const orders = [...byChannel(lines)];
  part("done-lead").textContent = orders.length === 1
    ? "Öppna beställningen och skicka den. Webbplatsen skickar ingenting själv."
    : `Det blir ${orders.length} beställningar, en till var och en som tar emot. Öppna dem och skicka. Webbplatsen skickar ingenting själv.`;
  part("orders").replaceChildren(...orders.map(result));
  say(`${counted(lines.length, "trycksak", "trycksaker")} klara att beställa.`);
  page.querySelector("#klar-rubrik").focus();
}
