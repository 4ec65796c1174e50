// The part of the picture's form that takes a file from the visitor's own disk, shows it, and gives the
// cleaned one back. Other forms have no such part.

import { make } from "./dom.js";
import { prepared, Unusable } from "./picture.js";

const SMALL_FOR_WEB = 1200;

export function pictureTaker({ page, form, nameField, tell, changed }) {
  const part = (name) => page.querySelector(`[data-part="${name}"]`);
  const input = page.querySelector("#bildfil");
  let taken = null;
  let proposed = "";

  function told({ width, height, blob, scaled }) {
    const size = `${width} × ${height} bildpunkter, ${Math.max(1, Math.round(blob.size / 1000))} kB`;
    const small = Math.max(width, height) < SMALL_FOR_WEB ? " Den är liten: för webben behövs minst 1200 på långsidan, och för tryck 2400." : "";
    return `Bilden är vänd rätt och rensad${scaled ? ", och förminskad" : ""}: ${size}.${small}`;
  }

  // A click says where the main person is; the fields for numbers do the same.
  function focus({ offsetX, offsetY, currentTarget }) {
    const share = (at, size) => Math.min(1, Math.max(0, at / size)).toFixed(2);
    form.find(["fokus"]).fill(new Map([["x", share(offsetX, currentTarget.clientWidth)], ["y", share(offsetY, currentTarget.clientHeight)]]));
    changed();
  }

  async function take() {
    const [file] = input.files;
    if (!file) return;
    part("picture-said").textContent = "Bilden läses …";
    try {
      taken = await prepared(file);
      const image = make("img", { src: taken.small, alt: "Bilden som du har valt" });
      image.addEventListener("click", focus);
      part("picture").replaceChildren(image);
      part("picture-said").textContent = told(taken);
      tell(input, "picture-fault", "");
      name();
    } catch (fault) {
      if (!(fault instanceof Unusable)) throw fault;
      part("picture-said").textContent = "";
      tell(input, "picture-fault", fault.message);
    }
    changed();
  }

  // The picture's file is called as the entry, unless the visitor has called it something else.
  function name() {
    const field = form.find(["fil"]);
    const given = field.value?.() ?? "";
    if (taken && nameField.value && (given === "" || given === proposed)) {
      proposed = `${nameField.value}.jpg`;
      field.fill(proposed);
    } else if (taken && given && !given.endsWith(".jpg")) field.fill(`${given.replace(/\.[a-z0-9]+$/, "")}.jpg`);
  }

  function fillLinks() {
    if (!input) return;
    const file = form.values().get("fil") ?? "";
    part("picture-name").textContent = file;
    part("no-picture").hidden = taken !== null;
    for (const link of page.querySelectorAll("[data-to='picture']")) {
      link.hidden = taken === null;
      if (taken === null) continue;
      URL.revokeObjectURL(link.href);
      link.href = URL.createObjectURL(taken.blob);
      link.download = file;
    }
  }

  input?.addEventListener("change", take);
  return {
    small: () => taken?.small ?? "",
    name,
    fillLinks,
    forget() {
      taken = null;
      if (!input) return;
      input.value = "";
      part("picture").replaceChildren();
      part("picture-said").textContent = "";
    },
  };
}
