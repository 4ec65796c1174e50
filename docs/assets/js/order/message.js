// Orders as texts and links, the same ones that hooks/jambanken/ordering.py makes for a page without
// scripts. A line is {number, title, detail, cost, copies}, a channel as in bestall/artiklar.json.

const GREETING = "Jag vill beställa tryckt material:";
const EMAIL = /^[A-Za-z0-9._+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}$/;
const LINE = "\r\n";
// Windows hands a link of at most some 2,000 characters to a mail program.
export const LONGEST = 1800;

export function written(value) {
  return value.trim().split(/\r\n|\r|\n/).map((line) => line.trim()).join(LINE);
}

function answer([id, label], values) {
  const value = written(values[id] ?? "");
  return `${label}:${value.includes(LINE) ? LINE : " "}${value}`;
}

function said({ number, title, detail, cost, copies }) {
  return `${copies} ex ${number} ${title}${detail ? `, ${detail}` : ""}${cost ? `, ${cost} styck` : ""}`;
}

export function orderText(channel, lines, values) {
  const asked = channel.fields.map((field) => answer(field, values));
  return [GREETING, "", ...lines.map(said), ...(asked.length > 0 ? [""] : []), ...asked].join(LINE);
}

// Every character but those that mean nothing in any address (RFC 3986, unreserved).
function encoded(text) {
  const whole = text.replace(/\p{Surrogate}/gu, "\ufffd");
  return encodeURIComponent(whole).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

// Gives the link that orders, null where the channel's address is none.
export function orderLink(channel, lines, values) {
  const { type, address } = channel;
  if (type === "epost") {
    if (!EMAIL.test(address)) return null;
    const recipient = encoded(address).replace("%40", "@");
    return `mailto:${recipient}?subject=${encoded(channel.subject)}&body=${encoded(orderText(channel, lines, values))}`;
  }
  if (!/^https:\/\/[^/?#{}@]+(?:[/?#]|$)/.test(address)) return null;
  if (type === "länk") return address;
  const known = new Map(channel.fields.map(([id]) => [id, written(values[id] ?? "")]));
  known.set("artiklar", lines.map(({ number, copies }) => `${copies} ex ${number}`).join(", "));
  return address.replace(/\{([^{}]*)\}/g, (_, name) => encoded(known.get(name) ?? ""));
}
