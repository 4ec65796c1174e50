// Things are moved by their handle with a pointer or a finger; the buttons do the same for everybody.

const EDGE = 90;
const STEP = 14;

// Goes on with what began with a press on a handle, whose pointer the list has captured. `drop(list of
// references, the one that was moved)` is told a new order when it is let go.
export function drag(list, { target, pointerId, clientX, clientY }, drop, cancel) {
  // It was let go while this was fetched.
  if (!list.hasPointerCapture(pointerId)) return;
  const item = target.closest(".jb-pick");
  const order = () => [...list.children].map((other) => other.dataset.ref);
  const before = order().join();
  const listening = new AbortController();
  let at = [clientX, clientY];

  function place([x, y]) {
    const over = document.elementsFromPoint(x, y).map((node) => node.closest(".jb-pick"))
      .find((other) => other && other !== item && other.parentElement === list);
    if (!over) return;
    const items = [...list.children];
    const isLater = items.indexOf(over) > items.indexOf(item);
    const [box, own] = [over.getBoundingClientRect(), item.getBoundingClientRect()];
    const isBeside = box.top < own.bottom && box.bottom > own.top;
    // Only where the pointer is over it when they have changed places, or they would go to and fro.
    if (isLater && (isBeside || y > box.bottom - own.height)) over.after(item);
    else if (!isLater && (isBeside || y < box.top + own.height)) over.before(item);
  }

  const scrolling = setInterval(() => {
    const by = at[1] < EDGE ? -STEP : at[1] > window.innerHeight - EDGE ? STEP : 0;
    if (by === 0) return;
    window.scrollBy({ top: by, behavior: "instant" });
    place(at);
  }, 16);

  function end(isDropped) {
    clearInterval(scrolling);
    listening.abort();
    item.classList.remove("jb-pick--dragged");
    const now = order();
    if (!isDropped) cancel();
    else if (now.join() !== before) drop(now, item.dataset.ref);
  }

  const listen = (node, name, action) => node.addEventListener(name, action, { signal: listening.signal });
  item.classList.add("jb-pick--dragged");
  listen(list, "pointermove", (event) => {
    at = [event.clientX, event.clientY];
    place(at);
  });
  listen(list, "pointerup", () => end(true));
  listen(list, "pointercancel", () => end(false));
  listen(document, "keydown", (event) => {
    if (event.key === "Escape") end(false);
  });
}
