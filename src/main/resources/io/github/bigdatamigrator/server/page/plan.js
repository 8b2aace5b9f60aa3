// @ts-check
// The schema plan: what is proposed, and what the full data says to it.

import { h, replace, plural, copyButton, say } from "./dom.js";
import { api } from "./api.js";

/** @typedef {import("openapi").SchemaPlan} SchemaPlan */

const ORDER = ["proven", "refuted", "sample_only", "untestable"];

/** @param {SchemaPlan["recommendations"][number]} entry */
function recommendation(entry) {
  return h("li", { class: `advice ${entry.status}` },
    h("div", {}, h("span", { class: `chip ${entry.status}` }, entry.status.replace("_", " ")), " ",
      h("strong", {}, `${entry.kind.replace("_", " ")} · ${entry.table}${entry.columns.length ? `.${entry.columns.join(", ")}` : ""}`),
      entry.origin === "model" ? h("span", { class: "chip" }, "from the model") : null),
    h("p", {}, entry.evidence),
    entry.statement ? h("details", {}, h("summary", {}, "Statement"), h("pre", { tabindex: 0 }, h("code", {}, entry.statement)),
      entry.undo ? [h("div", { class: "minor" }, "Undo"), h("pre", { tabindex: 0 }, h("code", {}, entry.undo))] : null) : null);
}

/** @param {SchemaPlan} plan */
function shown(plan) {
  const ordered = ORDER.flatMap((status) => plan.recommendations.filter((entry) => entry.status === status));
  return [
    h("p", { class: "minor" }, `${plural(plan.recommendations.length, "recommendation")}, ${plan.recommendations.filter((entry) => entry.status === "proven").length} proven on the full data`
      + (plan.model ? ` · ${plan.model}` : "") + (plan.fallback_used ? " · an online model took part" : "")),
    h("section", {}, h("div", { class: "row" }, h("h3", {}, "Schema"), copyButton(plan.ddl)), h("pre", { class: "ddl", tabindex: 0, "aria-label": "DDL" }, h("code", {}, plan.ddl))),
    h("section", {}, h("h3", {}, "Recommendations"), plan.recommendations.length
      ? h("ul", { class: "advices" }, ordered.map(recommendation))
      : h("p", { class: "minor" }, "Nothing to recommend: the data fits its types, and no key, rule or split stands out.")),
  ];
}

/** @param {string} id of the conversation */
export function plan(id) {
  const out = h("div", {}, h("p", { class: "minor" }, "Types, keys, rules and splits that fit your data, with the statements that make them. Each one is checked on the full data first; nothing is changed."));
  const target = h("select", { id: "target" }, h("option", { value: "postgresql" }, "PostgreSQL"), h("option", { value: "spark" }, "Spark"));
  const button = h("button", { type: "button", class: "primary" }, "Propose a schema");
  button.addEventListener("click", async () => {
    button.disabled = true;
    replace(out, h("p", { class: "minor working" }, "Each proposal is checked on the full data …"));
    try {
      const made = await api.plan(id, target.value);
      replace(out, shown(made));
      say(`The plan has ${plural(made.recommendations.length, "recommendation")}.`);
    } catch (failure) {
      replace(out, h("p", { class: "notice bad" }, failure.message));
    }
    button.disabled = false;
  });
  return h("div", {}, h("div", { class: "row" }, h("label", { for: "target" }, "For"), target, button), out);
}
