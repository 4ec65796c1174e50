// Rows as a file that a Swedish Excel opens right: a mark for UTF-8, semicolons, CRLF, and no cell
// that is worked out as a formula (OWASP, CSV Injection).

const FORMULA = /^\s*[=+\-@\t\r]/;

function cell(value) {
  const text = FORMULA.test(value) ? `'${value}` : String(value);
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export const csv = (rows) => `\ufeff${rows.map((row) => `${row.map(cell).join(";")}\r\n`).join("")}`;

// Puts a text or a Blob among the files that the visitor has fetched.
export function save(text, type, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
