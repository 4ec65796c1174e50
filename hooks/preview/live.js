// Only in `mkdocs serve`: reloads the page after a rebuild, and shows why one failed.
// MkDocs' own script for this is inline, which the page policy forbids.
const own = document.currentScript.src;
const endpoint = (epoch) => new URL(`/livereload/${epoch}/${Date.now()}`, location.origin);

async function showFault() {
  const state = await fetch(new URL("jb-live.json", own), { cache: "no-store" });
  const { fault } = await state.json();
  if (!fault) return;
  const banner = document.createElement("pre");
  banner.setAttribute("role", "alert");
  banner.tabIndex = 0; // Long ones scroll, also from the keyboard.
  Object.assign(banner.style, {
    margin: "0", padding: "1rem", whiteSpace: "pre-wrap", background: "#7a0019", color: "#fff",
    maxHeight: "40vh", overflow: "auto",
  });
  banner.textContent = fault;
  document.body.prepend(banner);
}

async function waitForRebuild(epoch) {
  try {
    const answer = await fetch(endpoint(epoch), { cache: "no-store" });
    const latest = Number(await answer.text());
    if (epoch > 0 && latest > epoch) location.reload();
    else waitForRebuild(latest);
  } catch {
    setTimeout(() => waitForRebuild(epoch), 3000);
  }
}

showFault();
waitForRebuild(0);
