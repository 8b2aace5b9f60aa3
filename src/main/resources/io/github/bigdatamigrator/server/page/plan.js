// @ts-check
// The schema plan: the proposals and their check on the full data.

import { h, button, replace, plural, copyButton, say } from "./dom.js";
import { api } from "./api.js";

/** @typedef {import("openapi").SchemaPlan} SchemaPlan */

const ORDER = ["proven", "refuted", "sample_only", "untestable"];

/** @param {string} sql @param {object} attributes */
function code(sql, attributes = {}) {
  return h("pre", { tabindex: 0, ...attributes }, h("code", {}, sql));
}

/** @param {SchemaPlan["recommendations"][number]} entry */
function recommendation(entry) {
  const where = entry.table + (entry.columns.length ? `.${entry.columns.join(", ")}` : "");
  const undo = entry.undo ? [h("div", { class: "minor" }, "Undo"), code(entry.undo)] : null;
  return h("li", { class: `advice ${entry.status}` },
    h("div", {}, h("span", { class: `chip ${entry.status}` }, entry.status.replace("_", " ")), " ",
      h("strong", {}, `${entry.kind.replace("_", " ")} · ${where}`),
      entry.origin === "model" ? h("span", { class: "chip" }, "from the model") : null),
    h("p", {}, entry.evidence),
    entry.statement ? h("details", {}, h("summary", {}, "Statement"), code(entry.statement), undo) : null);
}

/** @param {SchemaPlan} plan */
function shown({ recommendations, ddl, model, fallback_used: online }) {
  const ordered = ORDER.flatMap((status) => recommendations.filter((entry) => entry.status === status));
  const proven = recommendations.filter((entry) => entry.status === "proven").length;
  return [
    h("p", { class: "minor" },
      `${plural(recommendations.length, "recommendation")}, ${proven} proven on the full data`
      + (model ? ` · ${model}` : "") + (online ? " · an online model took part" : "")),
    h("section", {}, h("div", { class: "row" }, h("h3", {}, "Schema"), copyButton(ddl)),
      code(ddl, { class: "ddl", "aria-label": "DDL" })),
    h("section", {}, h("h3", {}, "Recommendations"), recommendations.length
      ? h("ul", { class: "advices" }, ordered.map(recommendation))
      : h("p", { class: "minor" },
        "Nothing to recommend: the data fits its types, and no key, rule or split stands out.")),
  ];
}

/** The last plan of each conversation while the page is open. @type {Map<string, { target: string, plan: SchemaPlan }>} */
const known = new Map();

/** Forgets the plan of a conversation whose files are profiled again. @param {string} id */
export const forgetPlan = (id) => known.delete(id);

/** @param {string} id of the conversation */
export function plan(id) {
  const out = h("div", {}, h("p", { class: "minor" },
    "Types, keys, rules and splits that fit your data, with the statements that make them. "
    + "Each one is checked on the full data first; nothing is changed."));
  const target = h("select", { id: "target" },
    h("option", { value: "postgresql" }, "PostgreSQL"), h("option", { value: "spark" }, "Spark"));
  const propose = button({ class: "primary" }, "Propose a schema");
  propose.addEventListener("click", async () => {
    propose.disabled = true;
    replace(out, h("p", { class: "minor working" }, "Each proposal is checked on the full data …"));
    try {
      const wanted = target.value;
      const made = await api.plan(id, wanted);
      known.set(id, { target: wanted, plan: made });
      replace(out, shown(made));
      say(`The plan has ${plural(made.recommendations.length, "recommendation")}.`);
    } catch (failure) {
      replace(out, h("p", { class: "notice bad" }, failure.message));
    }
    propose.disabled = false;
  });
  const before = known.get(id);
  if (before) {
    target.value = before.target;
    replace(out, shown(before.plan));
  }
  return h("div", {}, h("div", { class: "row" }, h("label", { for: "target" }, "For"), target, propose), out);
}
