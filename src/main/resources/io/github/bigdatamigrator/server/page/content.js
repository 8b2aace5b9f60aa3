// @ts-check
// The text of an answer: Markdown tables as tables, and each figure linked to the cell that it was checked against.

import { h, button, table } from "./dom.js";
import { isNumber } from "./rows.js";

/** @typedef {import("openapi").Query} Query */
/** @typedef {import("openapi").Message["claims"][number]} Claim */

/**
 * Renders Markdown tables as tables and the rest as text. Omits a table of a query's rows, which are shown below.
 *
 * @param {string} text
 * @param {Claim[]} claims
 * @param {Query[]} queries
 * @param {(claim: Claim) => void} onClaim shows the cell of a claim
 */
export function content(text, claims, queries, onClaim) {
  const open = claims.slice();
  /** @type {Element[]} */
  const blocks = [];
  /** @type {string[]} */
  let lines = [];
  let inTable = false;
  const end = () => {
    if (lines.length && !inTable) blocks.push(h("p", {}, marked(lines.join("\n"), open, onClaim)));
    else if (lines.length && !queries.some((query) => sameColumns(lines[0], query))) blocks.push(markdownTable(lines));
    lines = [];
  };
  for (const line of text.split("\n")) {
    const now = line.trim().startsWith("|");
    if (now !== inTable) end();
    inTable = now;
    if (now || line.trim() || lines.length) lines.push(line);
  }
  end();
  return blocks;
}

/** @param {string} line of a Markdown table */
function cellsOf(line) {
  return line.trim().replace(/^\||\|$/g, "").split("|").map((part) => part.trim());
}

/** @param {string} heading @param {Query} query */
function sameColumns(heading, query) {
  const names = cellsOf(heading);
  return names.length === query.columns.length && names.every((name, i) => name === query.columns[i]);
}

/** @param {string[]} lines */
function markdownTable(lines) {
  const rows = lines.filter((line) => !/^\s*\|[\s:|-]+\|?\s*$/.test(line)).map(cellsOf);
  return table("Table", rows[0], rows.slice(1).map((row) => h("tr", {},
    row.map((text) => h("td", { class: isNumber(text) ? "number" : null }, text)))));
}

/**
 * Marks each number that is grounded in a cell, in text order.
 *
 * @param {string} text
 * @param {Claim[]} claims unmarked claims; marked ones are removed
 * @param {(claim: Claim) => void} onClaim
 */
function marked(text, claims, onClaim) {
  const parts = [];
  let at = 0;
  while (claims.length) {
    const claim = claims[0];
    const found = text.indexOf(claim.text, at);
    if (found < 0) {
      claims.shift();
      continue;
    }
    parts.push(text.slice(at, found));
    const row = claim.row < 0 ? "number of rows" : `row ${claim.row + 1}`;
    const where = `${claim.query < 0 ? "the profile:" : `query ${claim.query + 1}, ${row},`} ${claim.column}`;
    parts.push(button({ class: "claim", title: `Checked: ${where}`, onclick: () => onClaim(claim) },
      claim.text, h("span", { class: "sr" }, ` (checked against ${where})`)));
    at = found + claim.text.length;
    claims.shift();
  }
  parts.push(text.slice(at));
  return parts;
}
