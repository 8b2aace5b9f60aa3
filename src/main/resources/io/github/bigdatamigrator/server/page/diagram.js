// @ts-check
// The relationships: the server's diagram and a list.

import { h, table, percent, plural, toast } from "./dom.js";
import { api } from "./api.js";
import { picture } from "./chart.js";

/** @typedef {import("openapi").Profile} Profile */

const CARDINALITY = { many_to_one: "n : 1", one_to_one: "1 : 1", many_to_many: "n : m" };

/** @param {string} id */
function diagram(id) {
  const box = h("div", { class: "scroll diagram", tabindex: 0, role: "region", "aria-label": "Diagram", hidden: true });
  api.diagram(id).then((svg) => {
    const drawn = svg && picture(svg, "Tables and their relationships; the list below says the same");
    if (drawn) box.append(drawn);
    box.hidden = !drawn;
  }).catch((failure) => toast(failure.message));
  return box;
}

/** @param {string} id of the conversation @param {Profile} context */
export function relationships(id, context) {
  if (context.relationships.length === 0) {
    return h("p", { class: "empty" }, context.tables.length < 2
      ? "There is one table. Relationships show up when a conversation has several."
      : "No relationship between these tables holds in the data.");
  }
  const headings = ["From", "To", "Kind", "Rows that match", "Confidence", "Evidence"];
  const rows = context.relationships.map((edge) => {
    const examples = edge.orphans.examples.slice(0, 3).join(", ");
    const orphans = plural(edge.orphans.rows, "orphan") + (examples ? `: ${examples}` : "");
    return h("tr", {},
      h("td", {}, h("code", {}, `${edge.from_table}.${edge.from_columns.join(", ")}`)),
      h("td", {}, h("code", {}, `${edge.to_table}.${edge.to_columns.join(", ")}`)),
      h("td", {}, CARDINALITY[edge.cardinality]),
      h("td", { class: "number" }, percent(edge.containment.rows),
        edge.orphans.rows > 0 ? h("div", { class: "minor" }, orphans) : null),
      h("td", { class: "number" }, edge.confidence.toFixed(2)),
      h("td", { class: "minor" }, edge.evidence, edge.join ? h("div", {}, h("code", {}, `ON ${edge.join.on}`)) : null));
  });
  return h("div", {}, diagram(id), table("Relationships", headings, rows));
}
