// Buttons that copy the text of the element they name. What happened is said beside the button, by
// screen readers too. Without this script the buttons stay away and the text can be marked by hand.

const SAID_FOR = 8000;

function mark(element) {
  const range = document.createRange();
  range.selectNodeContents(element);
  const selection = window.getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

// navigator.clipboard is missing on pages without https, and a browser may refuse it.
async function copied(element) {
  try {
    await navigator.clipboard.writeText(element.textContent);
    return true;
  } catch {
    mark(element);
    const done = document.execCommand("copy");
    if (done) window.getSelection().removeAllRanges();
    return done;
  }
}

// ``room`` holds the text; one that a script has made may not be in the page yet.
export function prepare(button, room = document) {
  const source = room.querySelector(`[id="${button.dataset.copy}"]`);
  const said = document.createElement("span");
  said.className = "jb-copy__said";
  said.setAttribute("role", "status");
  button.after(said);
  let timer = 0;
  button.addEventListener("click", async () => {
    clearTimeout(timer);
    said.textContent = "";
    const done = await copied(source);
    said.classList.toggle("jb-copy__said--failed", !done);
    said.textContent = done
      ? button.dataset.said
      : "Det gick inte att kopiera. Texten är markerad: tryck Ctrl + C.";
    if (done) timer = setTimeout(() => { said.textContent = ""; }, SAID_FOR);
  });
  button.hidden = false;
}

document.querySelectorAll("button[data-copy]").forEach((button) => prepare(button));
