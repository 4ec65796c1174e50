// What the collection needs to know of an entry, read from the entry's own page: so there is no
// file more to make, whatever the size of the bank, and what is gathered says what its page says.
// Everything is taken as text.

const AT_ONCE = 6;
export const PICTURES = "bildbank/";
export const GONE = "gone";
export const FAILED = "failed";

// Articles are taken out of their pages, so that the rest of those need not be kept, and into a document
// that nobody sees, which fetches none of their pictures.
const shelf = document.implementation.createHTMLDocument("");

// White space as a reader sees it.
export const textOf = (node) => node?.textContent.replace(/\s+/g, " ").trim() ?? "";
export const textsOf = (root, selector) => [...root.querySelectorAll(selector)].map(textOf).filter(Boolean);

export function entryOf(html, ref) {
  const found = new DOMParser().parseFromString(html, "text/html").querySelector("article.jb-entry");
  if (!found) return null;
  const article = shelf.adoptNode(found);
  // Said for those who only hear the page, and not part of the text.
  article.querySelectorAll(".jb-hidden").forEach((node) => node.remove());
  const minutes = Number(article.dataset.minutes);
  return {
    ref,
    kind: ref.split("/")[0],
    label: textOf(article.querySelector(".jb-entry__kind")),
    title: textOf(article.querySelector("h1")),
    summary: textOf(article.querySelector(".jb-entry__summary")),
    facts: textsOf(article, ".jb-entry__head .jb-facts li"),
    minutes: Number.isInteger(minutes) && minutes > 0 ? minutes : null,
    // What can be ordered of it, as /bestall/#artiklar= takes it.
    orders: [...new Set([...article.querySelectorAll("button[data-order]")].flatMap((button) => button.dataset.order.split(" ")))],
    isArchived: "archived" in article.dataset,
    // What is printed of it is read when that is asked for (details.js).
    article,
  };
}

async function fetched(ref, base) {
  try {
    const answer = await fetch(`${base}${ref}/`);
    if (!answer.ok) return answer.status === 404 || answer.status === 410 ? GONE : FAILED;
    // Some servers answer with a page of their own where one is missing.
    return entryOf(await answer.text(), ref) ?? GONE;
  } catch {
    return FAILED;
  }
}

async function picturesOf(address) {
  try {
    const answer = await fetch(address);
    if (!answer.ok) return null;
    return new Map((await answer.json()).pictures.map((picture) => [PICTURES + picture.id, picture]));
  } catch {
    return null;
  }
}

const entryOfPicture = (picture, ref) => ({
  ref, kind: "bildbank", label: "Bild", title: picture.title, summary: "", facts: [], minutes: null,
  orders: [], picture,
});

// Gives a function that learns of references; `known` maps them to entries, GONE or FAILED.
export function reader(base, pictureFile) {
  const known = new Map();
  let pictures = null;

  async function learn(refs) {
    const asked = refs.filter((ref) => !known.has(ref) || known.get(ref) === FAILED);
    const [own, others] = [asked.filter((ref) => ref.startsWith(PICTURES)), asked.filter((ref) => !ref.startsWith(PICTURES))];
    const workers = Array.from({ length: AT_ONCE }, async () => {
      while (others.length > 0) {
        const ref = others.shift();
        known.set(ref, await fetched(ref, base));
      }
    });
    if (own.length > 0) pictures ??= await picturesOf(pictureFile);
    for (const ref of own) {
      const picture = pictures?.get(ref);
      known.set(ref, picture ? entryOfPicture(picture, ref) : pictures ? GONE : FAILED);
    }
    await Promise.all(workers);
  }

  return { known, learn };
}
