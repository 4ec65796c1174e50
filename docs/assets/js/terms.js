// Explains a term where it stands: on hover and on focus, gone with Escape, and it stays while the
// pointer is on the explanation (WCAG 2.2, 1.4.13). Without this script the title attribute does it.

const SHOW_AFTER = 150;
const HIDE_AFTER = 250;
const GAP = 6;
const MARGIN = 16;

const box = document.createElement("span");
box.className = "jb-tooltip";
box.id = "jb-tooltip";
box.setAttribute("role", "tooltip");
box.hidden = true;

let current = null;
let timer = 0;

function place(term) {
  const at = term.getClientRects()[0];
  const room = document.documentElement.clientWidth - MARGIN;
  const left = Math.max(MARGIN, Math.min(at.left, room - box.offsetWidth));
  const below = at.bottom + GAP;
  const above = at.top - GAP - box.offsetHeight;
  const top = below + box.offsetHeight > window.innerHeight && above > 0 ? above : below;
  box.style.left = `${left + window.scrollX}px`;
  box.style.top = `${top + window.scrollY}px`;
}

function show(term) {
  clearTimeout(timer);
  hide();
  current = term;
  box.textContent = term.dataset.explanation;
  box.hidden = false;
  term.setAttribute("aria-describedby", box.id);
  place(term);
}

function hide() {
  clearTimeout(timer);
  current?.removeAttribute("aria-describedby");
  current = null;
  box.hidden = true;
}

function after(delay, action) {
  clearTimeout(timer);
  timer = setTimeout(action, delay);
}

function prepare(term) {
  term.dataset.explanation = term.title;
  term.removeAttribute("title");
  term.addEventListener("mouseenter", () => after(SHOW_AFTER, () => show(term)));
  term.addEventListener("mouseleave", () => after(HIDE_AFTER, hide));
  term.addEventListener("focus", () => show(term));
  term.addEventListener("blur", hide);
}

const terms = document.querySelectorAll("a.jb-term[title]");
if (terms.length > 0) {
  // In main: a screen reader finds what is in a landmark.
  document.querySelector("main").append(box);
  terms.forEach(prepare);
  box.addEventListener("mouseenter", () => clearTimeout(timer));
  box.addEventListener("mouseleave", () => after(HIDE_AFTER, hide));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && current) hide();
  });
}
