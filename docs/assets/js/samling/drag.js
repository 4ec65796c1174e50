// Things are moved by their handle with a pointer or a finger; the buttons do the same for everybody.

const EDGE = 90;
const STEP = 14;

// `drop(list of references)` is told the order when something was let go at another place.
export function letDrag(list, drop, cancel) {
  let dragged = null;

  const order = () => [...list.children].map((item) => item.dataset.ref);

  function end(isDropped) {
    if (!dragged) return;
    const { item, before, timer } = dragged;
    dragged = null;
    clearInterval(timer);
    item.classList.remove("jb-pick--dragged");
    const now = order();
    if (!isDropped) cancel();
    else if (now.join() !== before.join()) drop(now, item.dataset.ref);
  }

  function place(x, y) {
    const over = document.elementsFromPoint(x, y).map((node) => node.closest?.(".jb-pick"))
      .find((item) => item && item !== dragged.item && item.parentElement === list);
    if (!over) return;
    const items = [...list.children];
    // A thing goes where the other one is; it is past it only at its middle, or the two would flicker.
    const isLater = items.indexOf(over) > items.indexOf(dragged.item);
    const box = over.getBoundingClientRect();
    const isRow = box.top < dragged.item.getBoundingClientRect().bottom && box.bottom > dragged.item.getBoundingClientRect().top;
    const share = isRow ? (x - box.left) / box.width : (y - box.top) / box.height;
    if (isLater && share > 0.5) over.after(dragged.item);
    else if (!isLater && share < 0.5) over.before(dragged.item);
  }

  list.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest(".jb-pick__handle");
    if (!handle || event.button !== 0 || dragged) return;
    event.preventDefault();
    // The list: the handle itself is taken out and put in again as it moves, which would end the capture.
    list.setPointerCapture(event.pointerId);
    const item = handle.closest(".jb-pick");
    item.classList.add("jb-pick--dragged");
    dragged = { item, before: order(), at: [event.clientX, event.clientY], timer: setInterval(scroll, 16) };
  });
  function scroll() {
    const [x, y] = dragged.at;
    const by = y < EDGE ? -STEP : y > window.innerHeight - EDGE ? STEP : 0;
    if (by === 0) return;
    window.scrollBy({ top: by, behavior: "instant" });
    place(x, y);
  }
  list.addEventListener("pointermove", (event) => {
    if (!dragged) return;
    dragged.at = [event.clientX, event.clientY];
    place(...dragged.at);
  });
  list.addEventListener("pointerup", () => end(true));
  list.addEventListener("pointercancel", () => end(false));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") end(false);
  });
}
