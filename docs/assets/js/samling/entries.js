// What the collection needs to know of an entry, read from the entry's own page: so there is no
// file more to make, whatever the size of the bank, and what is gathered says what its page says.
// Everything is taken as text.

const AT_ONCE = 6;
export const PICTURES = "bildbank/";
export const GONE = "gone";
export const FAILED = "failed";

// White space as a reader sees it.
const textOf = (node) => node?.textContent.replace(/\s+/g, " ").trim() ?? "";
const textsOf = (root, selector) => [...root.querySelectorAll(selector)].map(textOf).filter(Boolean);

// A Markdown field as lines: paragraphs, and the points of lists with a dash.
function linesOf(root) {
  const blocks = [...root.querySelectorAll("p, li, td, blockquote")].filter((node) => !node.querySelector("p, li, td"));
  if (blocks.length === 0) return [textOf(root)].filter(Boolean);
  return blocks.map((node) => (node.closest("li") ? `– ${textOf(node)}` : textOf(node))).filter((line) => line !== "–");
}

function stepOf(node) {
  const text = node.querySelector(".jb-step__text");
  return {
    heading: textOf(node.querySelector("h3")),
    time: textOf(node.querySelector(".jb-step__time")),
    lines: text ? linesOf(text) : [],
  };
}

// What the back of a card says where an entry has no steps.
const TEXTS = "#definition .jb-definition, #rad, #gjorde, #innehall, #medverkande, #syfte";

export function entryOf(html, ref) {
  const article = new DOMParser().parseFromString(html, "text/html").querySelector("article.jb-entry");
  if (!article) return null;
  // Said for those who only hear the page, and not part of the text.
  article.querySelectorAll(".jb-hidden").forEach((node) => node.remove());
  const minutes = Number(article.dataset.minutes);
  const main = article.querySelector(TEXTS);
  return {
    ref,
    kind: ref.split("/")[0],
    label: textOf(article.querySelector(".jb-entry__kind")),
    title: textOf(article.querySelector("h1")),
    summary: textOf(article.querySelector(".jb-entry__summary")),
    facts: textsOf(article, ".jb-entry__head .jb-facts li"),
    minutes: Number.isInteger(minutes) && minutes > 0 ? minutes : null,
    steps: [...article.querySelectorAll("#steg .jb-step")].map(stepOf),
    questions: textsOf(article, "#fragor li"),
    lines: main ? linesOf(main) : [],
    // What can be ordered of it, as /bestall/#artiklar= takes it.
    orders: [...new Set([...article.querySelectorAll("button[data-order]")].flatMap((button) => button.dataset.order.split(" ")))],
    isArchived: "archived" in article.dataset,
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
  steps: [], questions: [], lines: [], orders: [], picture,
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
