// @ts-check
// What to ask: questions whose SQL was checked on the data, explorations and recommendations.

import { h, button, replace } from "./dom.js";
import { api } from "./api.js";

/** @typedef {import("openapi").Guidance} Guidance */

/** Guidance of each conversation while the page is open. @type {Map<string, Guidance>} */
const known = new Map();

/** @param {string} id of a conversation */
export async function guidanceOf(id) {
  const found = known.get(id) ?? (await api.guidance(id));
  known.set(id, found);
  return found;
}

/** Forgets the guidance of a conversation whose files are profiled again. @param {string} id */
export const forgetGuidance = (id) => known.delete(id);

/** @param {string} title @param {string} about @param {Node} items */
function section(title, about, items) {
  return items.childNodes.length ? h("section", {}, h("h2", {}, title), h("p", { class: "minor" }, about), items) : null;
}

/** @param {string[]} texts */
function lines(texts) {
  return h("ul", { class: "advices" }, texts.map((text) => h("li", { class: "advice" }, text)));
}

/** @param {string} id of the conversation @param {(question: string) => void} put asks a question in the chat */
export function guide(id, put) {
  const page = h("div", { class: "guide" });
  /** @param {Guidance} found */
  const draw = ({ questions, explorations, recommendations }) => replace(page,
    section("Questions", "Their SQL has been checked on your data.", h("div", { class: "cards" },
      questions.map((question) => h("div", { class: "card" },
        button({ class: "suggestion", onclick: () => put(question.text) }, question.text),
        h("p", { class: "minor" }, question.reason),
        h("details", { class: "sql" }, h("summary", {}, "SQL"), h("pre", { tabindex: 0 }, question.sql)))))),
    section("Explorations", "Where to look next.", lines(explorations)),
    section("Recommendations", "What would make the data easier to trust.", lines(recommendations)));
  const before = known.get(id);
  if (before) draw(before);
  else {
    replace(page, h("p", { class: "minor working" }, "Looking for questions worth asking …"));
    guidanceOf(id).then(draw).catch((failure) => replace(page, h("p", { class: "notice bad" }, failure.message)));
  }
  return page;
}
