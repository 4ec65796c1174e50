// The pictures of the collection: how they show women and men, and all of them in one file.

import { balance, render } from "../balance.js";
import { counted } from "../collection.js";
import { save } from "../csv.js";
import { weight, wanted, zipped } from "../samling-zip.js";

export function show(page, pictures) {
  for (const size of ["webb", "tryck"]) {
    page.querySelector(`[data-size="${size}"]`).textContent = weight(wanted(pictures, size), size);
  }
  page.querySelector('[data-part="fetched"]').textContent = "";
  render(balance(pictures), page.querySelector('[data-part="balance"]'));
}

export async function fetchAll(page, pictures, button) {
  const progress = page.querySelector('[data-part="progress"]');
  const said = page.querySelector('[data-part="fetched"]');
  if (button.getAttribute("aria-disabled") === "true") return;
  const size = page.querySelector("input[name=storlek]:checked").value;
  if (wanted(pictures, size).length === 0) {
    said.textContent = "Ingen av bilderna får tryckas, så det finns inget att hämta.";
    return;
  }
  button.setAttribute("aria-disabled", "true");
  progress.hidden = false;
  progress.value = 0;
  said.textContent = "Hämtar bilderna.";
  try {
    const file = await zipped(pictures, size, page.dataset.base, page.dataset.recall, (share) => { progress.value = share; });
    save(file, file.type, `bilder-${size}.zip`);
    const left = pictures.length - wanted(pictures, size).length;
    said.textContent = `ZIP-filen är klar.${left ? ` ${counted(left, "bild", "bilder")} får inte tryckas och är inte med.` : ""}`;
  } catch (error) {
    const name = error.picture ? ` ${error.picture} gick inte att hämta.` : "";
    said.textContent = `Det blev ingen ZIP-fil.${name} Försök igen, eller hämta bilderna en och en.`;
  }
  progress.hidden = true;
  button.removeAttribute("aria-disabled");
}
