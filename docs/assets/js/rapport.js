// Makes tables sortable: a button in each heading that says what it sorts by. Without this script the
// rows stand as they were written, the most urgent first.

const order = new Intl.Collator("sv", { numeric: true });

function valueOf(row, index) {
  const cell = row.cells[index];
  return cell.dataset.value ?? cell.textContent.trim();
}

// What has no value comes last, whichever way the rest is sorted.
function compare(a, b, sort, direction) {
  if (!a || !b) return Number(!a) - Number(!b);
  return direction * (sort === "number" ? Number(a) - Number(b) : order.compare(a, b));
}

function sortBy(table, heading) {
  const ascending = heading.getAttribute("aria-sort") !== "ascending";
  const index = heading.cellIndex;
  const rows = [...table.tBodies[0].rows].map((row) => [valueOf(row, index), row]);
  rows.sort(([a], [b]) => compare(a, b, heading.dataset.sort, ascending ? 1 : -1));
  table.tBodies[0].append(...rows.map(([, row]) => row));
  table.querySelectorAll("th[aria-sort]").forEach((other) => other.removeAttribute("aria-sort"));
  heading.setAttribute("aria-sort", ascending ? "ascending" : "descending");
}

document.querySelectorAll("table[data-sortable]").forEach((table) => {
  table.querySelectorAll("th[data-sort]").forEach((heading) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "jb-sort";
    button.append(...heading.childNodes);
    button.addEventListener("click", () => sortBy(table, heading));
    heading.append(button);
  });
});
