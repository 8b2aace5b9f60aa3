// @ts-check
// The rows of a result: sorted by a click on a heading, and drawn only where they can be seen.

import { h, button, replace, count, copyButton } from "./dom.js";

/** @typedef {import("openapi").Query} Query */
/** @typedef {unknown[]} Row */

/** Results with more rows scroll in a box of their own. */
const SHORT = 12;
/** Pixels of a row in such a box, as in the style sheet. */
const HEIGHT = 32;
const OVERSCAN = 10;

/** @param {unknown} value of a row */
function cell(value) {
  if (value === null) return h("span", { class: "null" }, "null");
  return text(value);
}

/** @param {unknown} value */
function text(value) {
  if (value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** @param {unknown} value */
export function isNumber(value) {
  return typeof value === "number" || (typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value));
}

/**
 * Rows as delimited text with a heading; a cell is quoted where it must be.
 *
 * @param {Query} query
 * @param {string} separator
 */
export function delimited({ columns, rows }, separator) {
  /** @param {unknown} value */
  const quoted = (value) => (/["\r\n]/.test(text(value)) || text(value).includes(separator)
    ? `"${text(value).replaceAll('"', '""')}"` : text(value));
  return [columns, ...rows].map((row) => row.map(quoted).join(separator)).join("\r\n") + "\r\n";
}

/**
 * Row numbers in the order of a column; nulls come last.
 *
 * @param {Row[]} rows
 * @param {number} column
 * @param {boolean} numeric
 * @param {number} direction 1 or -1
 */
export function sorted(rows, column, numeric, direction) {
  const words = new Intl.Collator("en", { numeric: true });
  return rows.map((_, i) => i).sort((a, b) => {
    const [left, right] = [rows[a][column], rows[b][column]];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return direction * (numeric ? Number(left) - Number(right) : words.compare(text(left), text(right)));
  });
}

/** @param {Query} query @param {string} name */
function csvButton(query, name) {
  return button({
    class: "quiet small",
    onclick: () => {
      const url = URL.createObjectURL(new Blob(["\uFEFF", delimited(query, ",")], { type: "text/csv" }));
      h("a", { href: url, download: `${name}.csv` }).click();
      setTimeout(() => URL.revokeObjectURL(url), 1000);
    },
  }, "CSV");
}

/**
 * The rows of a query, and a function that shows one of its cells.
 *
 * @param {Query} query
 * @param {number} number of the query, 0 for the first
 * @param {{ name?: string, xlsx?: string | null }} [download] name of downloaded files; address of the workbook
 */
export function resultRows(query, number, { name = "result", xlsx = null } = {}) {
  const { columns, rows } = query;
  const numbers = columns.map((_, i) => {
    const cells = rows.map((row) => row[i]).filter((value) => value !== null);
    return cells.length > 0 && cells.every(isNumber);
  });
  const long = rows.length > SHORT;
  let order = rows.map((_, i) => i);
  let sort = { column: -1, direction: 1 };
  /** @type {{ row: number, column: string } | null} */
  let pointed = null;
  const body = h("tbody", {});

  /** @param {number} row */
  const line = (row) => h("tr", { "aria-rowindex": long ? order.indexOf(row) + 2 : null },
    rows[row].map((value, i) => h("td", {
      class: [numbers[i] ? "number" : "", pointed?.row === row && pointed.column === columns[i] ? "pointed" : ""]
        .filter(Boolean).join(" ") || null,
      title: long && text(value).length > 40 ? text(value) : null,
      "data-cell": `${number}/${row}/${columns[i]}`,
    }, cell(value))));
  /** @param {number} lines */
  const space = (lines) => {
    const gap = h("td", { class: "space", colspan: columns.length });
    gap.style.height = `${lines * HEIGHT}px`;
    return lines > 0 ? h("tr", { "aria-hidden": "true" }, gap) : null;
  };
  const draw = () => {
    const from = long ? Math.max(0, Math.floor((box.scrollTop || 0) / HEIGHT) - OVERSCAN) : 0;
    const most = long ? Math.ceil((box.clientHeight || 400) / HEIGHT) + 2 * OVERSCAN : rows.length;
    const shown = order.slice(from, from + most);
    replace(body, space(from), shown.map(line), space(rows.length - from - shown.length));
  };

  const headings = columns.map((heading, i) => {
    const sorter = button({ class: "sorter", title: `Sort by ${heading}` }, heading);
    const th = h("th", { scope: "col", class: numbers[i] ? "number" : null }, rows.length > 1 ? sorter : heading);
    sorter.addEventListener("click", () => {
      const again = sort.column === i;
      if (again && sort.direction < 0) sort = { column: -1, direction: 1 };
      else sort = { column: i, direction: again ? -1 : 1 };
      order = sort.column < 0 ? rows.map((_, row) => row) : sorted(rows, i, numbers[i], sort.direction);
      headings.forEach((each, column) => {
        if (column === sort.column) each.setAttribute("aria-sort", sort.direction > 0 ? "ascending" : "descending");
        else each.removeAttribute("aria-sort");
      });
      box.scrollTop = 0;
      draw();
    });
    return th;
  });
  const box = h("div", {
    class: long ? "scroll long" : "scroll", tabindex: 0, role: "region", "aria-label": `Rows of query ${number + 1}`,
  }, h("table", { class: "grid-table", "aria-rowcount": long ? rows.length + 1 : null },
    h("thead", {}, h("tr", {}, headings)), body));
  if (long) box.addEventListener("scroll", draw);
  draw();

  const figures = query.truncated
    ? `Only the first ${count(query.row_count)} rows were read.` : long ? `${count(rows.length)} rows` : null;
  const tools = rows.length === 0 ? null : h("div", { class: "tools" },
    figures ? h("span", { class: "minor" }, figures) : null,
    copyButton(() => delimited(query, "\t")), csvButton(query, name),
    xlsx ? h("a", { class: "quiet small button", href: xlsx, download: "" }, "Excel") : null);
  const element = h("div", { class: "query-rows" }, box, tools);
  /** @param {number} row @param {string} column */
  const reveal = (row, column) => {
    pointed = { row, column };
    const at = order.indexOf(row);
    if (long && at >= 0) box.scrollTop = Math.max(0, (at - 2) * HEIGHT);
    draw();
    element.querySelector(".pointed")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  const unmark = () => {
    if (pointed) {
      pointed = null;
      draw();
    }
  };
  return { element, reveal, unmark };
}
