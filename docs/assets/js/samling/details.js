// What is printed and saved of an entry beside what the page of the collection shows, read from the
// entry's own page: its steps, its questions, and the text of one that has no steps.

import { textOf, textsOf } from "./entries.js";

// A Markdown field as lines: paragraphs, the points of lists with a dash, and the rows of tables.
function linesOf(root) {
  const blocks = [...root.querySelectorAll("p, li, tr, blockquote")].filter((node) => !node.querySelector("p, li, tr"));
  if (blocks.length === 0) return [textOf(root)].filter(Boolean);
  return blocks.map(lineOf).filter((line) => line !== "" && line !== "–");
}

function lineOf(node) {
  if (node.matches("tr")) {
    const [first, ...rest] = textsOf(node, "th, td");
    return [first, rest.join(", ")].filter(Boolean).join(/[.:?!]$/.test(first) ? " " : ": ");
  }
  return node.closest("li") ? `– ${textOf(node)}` : textOf(node);
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

export function detailed(entry) {
  const { article } = entry;
  const main = article?.querySelector(TEXTS);
  return {
    ...entry,
    steps: article ? [...article.querySelectorAll("#steg .jb-step")].map(stepOf) : [],
    questions: article ? textsOf(article, "#fragor li") : [],
    lines: main ? linesOf(main) : [],
  };
}
