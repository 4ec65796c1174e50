// Small makers of elements. Texts are always texts, never HTML.

export function make(tag, attributes = {}, ...content) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === undefined || (value === "" && name !== "value")) continue;
    if (name === "text") made.textContent = value;
    else made.setAttribute(name === "class_" ? "class" : name, value === true ? "" : value);
  }
  made.append(...content.filter((item) => item !== null && item !== undefined && item !== ""));
  return made;
}

export const hidden = (text) => make("span", { class_: "jb-hidden", text });

let last = 0;

// An id that nothing else on the page has.
export const newId = (name = "f") => `${name}-${(last += 1)}`;

export function button(text, about, action, className = "jb-small-button jb-form__small") {
  const made = make("button", { type: "button", class_: className }, text, about ? hidden(` ${about}`) : "");
  made.addEventListener("click", action);
  return made;
}

export const fold = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
