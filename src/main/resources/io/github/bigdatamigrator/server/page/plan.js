// @ts-check
// The schema plan: the proposals and their check on the full data.

import { h, button, count, cut, replace, plural, copyButton, say } from "./dom.js";
import { api } from "./api.js";

/** @typedef {import("openapi").SchemaPlan} SchemaPlan */

/** @typedef {SchemaPlan["recommendations"][number]} Recommendation */

/** @param {string} sql @param {object} attributes */
function code(sql, attributes = {}) {
  return h("pre", { tabindex: 0, ...attributes }, h("code", {}, sql));
}

/** @param {Recommendation} entry */
const holds = (entry) => entry.status === "proven" || entry.status === "sample_only";

/** @param {Recommendation} entry */
function place(entry) {
  const whole = entry.columns.length === 0 || entry.kind === "duplicate_rows";
  return whole ? "whole rows" : entry.columns.join(", ");
}

/**
 * The recommendations for the same columns: a checkbox each, the reasons, the statements for a table that exists.
 * @param {Recommendation[]} entries @param {(entry: Recommendation) => Node} box
 */
function line(entries, box) {
  const reasons = [...new Set(entries.map((entry) => entry.evidence))].join("; ");
  const statements = entries.filter((entry) => entry.statement)
    .map((entry) => code(entry.statement + (entry.undo ? `\n-- undo: ${entry.undo}` : "")));
  return h("li", { class: "plan-line" },
    h("strong", {}, place(entries[0])), h("div", { class: "choices" }, entries.map(box)),
    h("details", {}, h("summary", {}, reasons),
      statements.length ? [h("div", { class: "minor" }, "For a table that exists"), statements] : null));
}

/** @param {Recommendation} entry */
function refuted(entry) {
  const what = entry.table ? `${entry.table}: ${place(entry)} ${cut(entry.clause, 60)}` : cut(entry.clause, 200);
  const rows = entry.violations
    ? `${count(entry.violations)} of ${plural(entry.rows_checked, "row")}`
      + (entry.examples.length ? `, such as ${cut(entry.examples[0], 80)}` : "")
    : entry.evidence;
  return h("li", {}, h("strong", {}, what), ` ${rows}`);
}

/** @param {SchemaPlan} plan @param {Set<string>} chosen the ids of the chosen recommendations, changed in place */
function shown({ recommendations, ddl_parts: parts, tables, model, fallback_used: online }, chosen) {
  const held = recommendations.filter(holds);
  const others = recommendations.filter((entry) => !holds(entry));
  const optional = new Set(parts.flatMap((part) => part.requires));
  const schema = h("section", {});
  const draw = () => {
    const ddl = parts.map((part) => part.requires.every((id) => chosen.has(id)) ? part.text : part.otherwise).join("");
    replace(schema, [h("div", { class: "row" }, h("h3", {}, "Schema"), copyButton(ddl)),
      code(ddl, { class: "ddl", "aria-label": "DDL" })]);
  };
  /** @param {Recommendation} entry */
  const box = (entry) => {
    const input = h("input", { type: "checkbox" });
    input.disabled = !optional.has(entry.id);
    input.checked = chosen.has(entry.id);
    input.addEventListener("change", () => {
      chosen[input.checked ? "add" : "delete"](entry.id);
      draw();
    });
    return h("label", { class: "choice" }, input, h("code", {}, entry.clause),
      entry.origin === "model" ? h("span", { class: "chip" }, "from the model") : null,
      entry.status === "sample_only" ? h("span", { class: "chip sample_only" }, "sample only") : null);
  };
  const sections = tables.map(({ table, rows, small }) => {
    /** @type {Map<string, Recommendation[]>} */
    const lines = new Map();
    for (const entry of held.filter((each) => each.table === table)) {
      lines.set(place(entry), [...lines.get(place(entry)) ?? [], entry]);
    }
    return lines.size === 0 ? null : h("section", {},
      h("div", {}, h("h3", {}, table), h("p", { class: "minor" }, `proven on ${plural(rows, "row")} today`
        + (small ? "; too small for partitions, clustering or splits to pay" : ""))),
      h("ul", { class: "plan-lines" }, [...lines.values()].map((entries) => line(entries, box))));
  });
  draw();
  return [
    h("p", { class: "minor" },
      `${plural(held.length, "recommendation")}, each proven on the rows of today, which later rows may break. `
      + "Those that are ticked are in the schema." + (model ? ` · ${model}` : "")
      + (online ? " · an online model took part" : "")),
    held.length ? sections : h("p", { class: "minor" },
      "Nothing to recommend: the data fits its types, and no key, rule or split stands out."),
    others.length ? h("section", {}, h("h3", {}, "Does not hold"),
      h("ul", { class: "plan-refuted" }, others.map(refuted))) : null,
    schema,
  ];
}

/**
 * The last plan of each conversation while the page is open, with what is chosen.
 * @type {Map<string, { target: string, plan: SchemaPlan, chosen: Set<string> }>}
 */
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
      const chosen = new Set(made.recommendations.filter((entry) => entry.chosen).map((entry) => entry.id));
      known.set(id, { target: wanted, plan: made, chosen });
      replace(out, shown(made, chosen));
      say(`The plan has ${plural(made.recommendations.length, "recommendation")}.`);
    } catch (failure) {
      replace(out, h("p", { class: "notice bad" }, failure.message));
    }
    propose.disabled = false;
  });
  const before = known.get(id);
  if (before) {
    target.value = before.target;
    replace(out, shown(before.plan, before.chosen));
  }
  return h("div", {}, h("div", { class: "row" }, h("label", { for: "target" }, "For"), target, propose), out);
}
