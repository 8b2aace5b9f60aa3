// @ts-check
// The profile of each table.

import { h, button, table as grid, replace, figure, count, percent, plural, cut } from "./dom.js";
import { spark } from "./chart.js";

/** @typedef {import("openapi").Column} Column */
/** @typedef {import("openapi").Table} Table */
/** @typedef {import("openapi").Finding} Finding */

const PAGE = 60;

/** @param {Column} column @param {number} rows */
function nulls(column, rows) {
  if (!column.nulls) return h("span", { class: "minor" }, "none");
  return h("span", {}, count(column.nulls), h("div", { class: "minor" }, percent(rows ? column.nulls / rows : 0)));
}

/** @param {Column} column */
function distinct(column) {
  const value = column.distinct;
  if (!value) return "–";
  return h("span", {}, `${value.exact ? "" : "~"}${count(value.value)}`,
    column.unique && column.unique.value ? h("div", { class: "minor" }, "unique") : null);
}

/** @param {Column} column */
function range(column) {
  if (column.min === undefined || column.min === null) return "–";
  const [least, most] = [column.min, column.max].map((end) =>
    h("span", { title: String(end) }, cut(figure(end, column.type), 22)));
  return h("span", {}, least, " … ", most,
    column.mean === undefined ? null : h("div", { class: "minor" }, `mean ${figure(column.mean)}`));
}

/** @param {Column} column @param {number} number */
function top(column, number = 5) {
  const values = (column.top_values || []).slice(0, number);
  if (values.length === 0) return h("span", { class: "minor" }, "–");
  const most = values[0].count;
  return h("ul", { class: "top" }, values.map((entry) => {
    const bar = h("i", { class: "bar" });
    bar.style.width = `${Math.max(2, (100 * entry.count) / most)}%`;
    return h("li", {}, bar,
      h("span", { class: "value", title: String(entry.value) }, cut(figure(entry.value, column.type), 24)),
      h("span", { class: "minor" }, count(entry.count)));
  }));
}

/** @type {Record<string, string>} */
const QUANTILES = { p01: "1 %", p05: "5 %", p25: "25 %", p50: "median", p75: "75 %", p95: "95 %", p99: "99 %" };

/** @param {string} title @param {any} content */
function detail(title, content) {
  return h("div", {}, h("h4", {}, title), content);
}

/** What the row of a column has no room for. @param {Column} column @param {Table} table */
function details(column, table) {
  const { quantiles, lengths } = column;
  const at = table.columns.indexOf(column);
  const samples = [...new Set((table.sample_rows || []).map((cells) => cells[at]))].slice(0, 8);
  const pairs = (table.correlations?.pairs || []).filter(({ left, right }) => [left, right].includes(column.name));
  const parts = [
    quantiles ? detail("Quantiles", h("dl", {}, Object.entries(quantiles)
      .filter(([name]) => QUANTILES[name]).map(([name, value]) => [h("dt", {}, QUANTILES[name]), h("dd", {}, figure(value))]),
    column.stddev === undefined ? null : [h("dt", {}, "deviation"), h("dd", {}, figure(column.stddev))])) : null,
    lengths ? detail("Length", `${lengths.min} to ${lengths.max} characters, mean ${figure(lengths.mean)}`) : null,
    column.top_values && column.top_values.length > 5 ? detail("Most frequent", top(column, 20)) : null,
    pairs.length ? detail("Correlates with", h("ul", {}, pairs.slice(0, 8).map((pair) => h("li", {},
      h("code", {}, pair.left === column.name ? pair.right : pair.left),
      ` ${(pair.pearson ?? pair.spearman ?? 0).toFixed(2)}`)))) : null,
    samples.length ? detail("Samples", h("ul", {}, samples.map((text) => h("li", {},
      text === null ? h("span", { class: "null" }, "null") : h("code", {}, cut(text, 80)))))) : null,
  ].filter(Boolean);
  return parts.length ? h("div", { class: "details" }, parts) : null;
}

/** @param {Column} column @param {Table} table */
function row(column, table) {
  const key = (table.primary_key || []).includes(column.name);
  const opener = button({ class: "opener", "aria-expanded": "false", title: "Quantiles, samples, correlations" },
    h("code", {}, column.name));
  const line = h("tr", {},
    h("th", { scope: "row" }, opener, key ? h("span", { class: "chip" }, "key") : null,
      column.sql_name !== column.name ? h("div", { class: "minor" }, `in SQL ${column.sql_name}`) : null),
    h("td", {}, h("code", {}, column.type)),
    h("td", { class: "number" }, nulls(column, table.rows)),
    h("td", { class: "number" }, distinct(column)),
    h("td", {}, range(column)),
    h("td", {}, column.histogram && column.histogram.length > 1
      ? spark(column.histogram, `Histogram of ${column.name}`) : h("span", { class: "minor" }, "–")),
    h("td", {}, column.unique?.value ? h("span", { class: "minor" }, "each once") : top(column)));
  opener.addEventListener("click", () => {
    const open = opener.getAttribute("aria-expanded") === "true";
    opener.setAttribute("aria-expanded", String(!open));
    if (open) line.nextElementSibling?.remove();
    else line.after(h("tr", {}, h("td", { colspan: 7 }, details(column, table) || "There is nothing more to tell.")));
  });
  return line;
}

/** @param {Table} table */
function columns(table) {
  const body = h("tbody", {});
  const more = button({ class: "secondary" });
  const search = h("input", {
    type: "search", placeholder: "Find a column", "aria-label": `Find a column of ${table.name}`,
  });
  let shown = PAGE;
  const draw = () => {
    const wanted = table.columns.filter((column) => column.name.toLowerCase().includes(search.value.toLowerCase()));
    replace(body, wanted.slice(0, shown).map((column) => row(column, table)));
    more.hidden = wanted.length <= shown;
    more.textContent = `Show more of ${plural(wanted.length, "column")}`;
  };
  search.addEventListener("input", () => {
    shown = PAGE;
    draw();
  });
  more.addEventListener("click", () => {
    shown += PAGE;
    draw();
  });
  draw();
  const headings = ["Column", "Type", "Nulls", "Distinct", "Range", "Histogram", "Most frequent"];
  return h("div", {}, table.columns.length > 12 ? h("p", {}, search) : null,
    grid(`Columns of ${table.name}`, headings, body, { look: "profile" }), more);
}

/** @param {Finding[]} list */
function problems(list = []) {
  if (list.length === 0) return null;
  const items = list.slice(0, 50).map((problem) => h("li", { class: `problem ${problem.severity || ""}` },
    h("strong", {}, problem.subject), " ", problem.message,
    problem.count > 1 ? h("span", { class: "minor" }, ` (${count(problem.count)} times)`) : null));
  return h("ul", { class: "problems", "aria-label": "Warnings" },
    items, list.length > 50 ? h("li", {}, `and ${list.length - 50} more`) : null);
}

/** Some rows of the table, as text. @param {Table} table */
function samples(table) {
  const rows = (table.sample_rows || []).slice(0, 10);
  return rows.length === 0 ? null : h("details", {}, h("summary", { class: "minor" }, "Sample rows"),
    grid(`Sample rows of ${table.name}`, table.columns.map((column) => column.name), rows.map((cells) =>
      h("tr", {}, cells.map((text) => h("td", {}, text === null ? h("span", { class: "null" }, "null") : cut(text, 60)))))));
}

/** @param {Table} table */
function facts({ rows, columns: { length }, format, primary_key: key }) {
  return `${plural(rows, "row")} · ${plural(length, "column")} · ${format}${key ? ` · key ${key.join(", ")}` : ""}`;
}

/** @param {import("openapi").Profile} context */
export function profile(context) {
  const tables = context.tables;
  /** @param {Finding} problem */
  const words = (problem) => `${problem.subject} ${problem.message}`;
  const shown = new Set(tables.flatMap((table) => table.problems || []).map(words));
  return h("div", {},
    problems(context.problems?.filter((problem) => !shown.has(words(problem)))),
    tables.map((table, i) => h("details", { class: "table-card", open: i < 3 || tables.length <= 5 },
      h("summary", {}, h("h3", {}, table.name), h("span", { class: "minor" }, facts(table)),
        table.problems?.length ? h("span", { class: "chip warn" }, plural(table.problems.length, "warning")) : null),
      problems(table.problems), columns(table), samples(table))));
}
