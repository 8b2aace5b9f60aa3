// @ts-check
// SQL on the full data, beside the conversation, with completion of tables, columns and keywords.

import { h, button, replace, say, store, stored } from "./dom.js";
import { api } from "./api.js";
import { resultRows } from "./rows.js";

/** @typedef {import("openapi").Profile} Profile */
/** @typedef {{ text: string, about: string }} Choice */

const KEYWORDS = ("SELECT FROM WHERE GROUP BY ORDER HAVING LIMIT JOIN LEFT RIGHT FULL INNER CROSS ON USING AS AND OR "
  + "NOT IN BETWEEN LIKE IS NULL DISTINCT COUNT SUM AVG MIN MAX CASE WHEN THEN ELSE END WITH UNION ALL DESC ASC OVER "
  + "PARTITION CAST COALESCE ROUND DATE_TRUNC YEAR MONTH").split(" ");
const MOST = 8;
/** The last result of each conversation while the page is open. @type {Map<string, Node[]>} */
const results = new Map();

/** @param {string} name as SQL writes it */
function quoted(name) {
  return /^[A-Za-z_]\w*$/.test(name) ? name : `\`${name.replaceAll("`", "``")}\``;
}

/**
 * What the word before the cursor may become: after a point the columns of that table, after FROM and JOIN a table,
 * else columns of the statement's tables, tables and keywords.
 *
 * @param {Profile} context
 * @param {string} text of the whole statement
 * @param {number} at the place of the cursor
 * @returns {{ from: number, choices: Choice[] }}
 */
export function completions({ tables }, text, at) {
  const before = text.slice(0, at);
  const [, owner, word] = before.match(/(?:([\p{L}\w]+)`?\.)?`?([\p{L}\w]*)$/u) || ["", undefined, ""];
  const afterFrom = /\b(?:from|join)\s+`?[\p{L}\w]*$/iu.test(before);
  if (!word && !owner && !afterFrom) return { from: at, choices: [] };
  const named = Array.from(text.matchAll(/\b(?:from|join)\s+`?([\p{L}\w]+)`?(?:\s+(?:as\s+)?([\p{L}\w]+))?/giu),
    ([, table, alias]) => [(alias || "").toLowerCase(), table.toLowerCase()]);
  /** @param {string | undefined} name of a table, or its alias */
  const columnsOf = (name) => tables
    .filter(({ sql_name: table }) => named.some(([alias, it]) => it === table.toLowerCase()
      && (name === undefined || alias === name.toLowerCase())) || table.toLowerCase() === name?.toLowerCase())
    .flatMap((table) => table.columns.map((column) =>
      ({ text: quoted(column.sql_name), about: `${column.type} · ${table.sql_name}` })));
  const names = tables.map((table) => ({ text: quoted(table.sql_name), about: "table" }));
  const words = KEYWORDS.map((keyword) => ({ text: keyword, about: "" }));
  const all = owner ? columnsOf(owner) : afterFrom ? names : [...columnsOf(undefined), ...names, ...words];
  const begun = word.toLowerCase();
  const choices = all.filter((choice, i) => {
    const name = choice.text.replaceAll("`", "").toLowerCase();
    return name.startsWith(begun) && name !== begun && all.findIndex((other) => other.text === choice.text) === i;
  });
  const tick = before.endsWith("`" + word) ? 1 : 0;
  return { from: at - word.length - tick, choices: choices.slice(0, MOST) };
}

/** @param {string} id of the conversation @param {Profile} context @param {(sql: string) => void} put asks in the chat */
export function sql(id, context, put) {
  const list = h("ul", {
    class: "completions", id: "completions", role: "listbox", "aria-label": "Completions", hidden: true,
  });
  const input = h("textarea", {
    id: "sql", rows: 6, spellcheck: "false", autocapitalize: "off", maxlength: 20000, role: "combobox",
    "aria-label": "SQL", "aria-autocomplete": "list", "aria-controls": "completions", "aria-expanded": "false",
    placeholder: `SELECT * FROM ${quoted(context.tables[0]?.sql_name || "t")} LIMIT 10`,
  });
  const out = h("div", { class: "sql-result" }, results.get(id) || []);
  const run = button({ class: "primary" }, "Run");
  let chosen = 0;
  /** @type {ReturnType<typeof completions>} */
  let now = { from: 0, choices: [] };

  const drawList = () => {
    list.hidden = now.choices.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    if (list.hidden) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", `completion-${chosen}`);
    replace(list, now.choices.map((choice, i) => h("li", {
      id: `completion-${i}`, role: "option", "aria-selected": String(i === chosen),
      onmousedown: (/** @type {Event} */ event) => {
        event.preventDefault();
        accept(i);
      },
    }, h("code", {}, choice.text), " ", h("span", { class: "minor" }, choice.about))));
  };
  const close = () => {
    now = { from: 0, choices: [] };
    drawList();
  };
  /** @param {number} i */
  const accept = (i) => {
    input.setRangeText(now.choices[i].text, now.from, input.selectionStart, "end");
    store(`sql-${id}`, input.value);
    close();
  };
  input.addEventListener("input", () => {
    store(`sql-${id}`, input.value);
    chosen = 0;
    now = completions(context, input.value, input.selectionStart);
    drawList();
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      close();
      run.click();
    } else if (list.hidden) {
      return;
    } else if (step) {
      event.preventDefault();
      chosen = (chosen + step + now.choices.length) % now.choices.length;
      drawList();
    } else if (event.key === "Tab" || event.key === "Enter") {
      event.preventDefault();
      accept(chosen);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      close();
    }
  });
  run.addEventListener("click", async () => {
    const statement = input.value.trim().replace(/;\s*$/, "") || input.placeholder;
    run.disabled = true;
    replace(out, h("p", { class: "minor working" }, "Running on the full data …"));
    /** @type {Node[]} */
    let shown;
    try {
      const query = await api.query(id, statement);
      const keep = button({ class: "quiet small", onclick: () => put(statement) }, "Put into the conversation");
      shown = [query.rows.length ? resultRows(query, 0, { name: id }).element : h("p", { class: "minor" }, "No rows."),
        h("div", {}, keep)];
      say(`${query.row_count} rows`);
    } catch (failure) {
      shown = [h("p", { class: "notice bad" }, failure.message)];
      say(failure.message);
    }
    results.set(id, shown);
    replace(out, shown);
    run.disabled = false;
  });
  input.value = stored(`sql-${id}`);
  const schema = h("ul", { class: "schema" }, context.tables.map((table) => h("li", {}, h("code", {}, table.sql_name),
    h("span", { class: "minor" }, ` ${table.columns.slice(0, 40).map((column) => column.sql_name).join(", ")}`))));
  return h("div", { class: "sql-tab" },
    h("p", { class: "minor" }, "One SELECT, read-only, on the full data. Ctrl+Enter runs it."),
    h("div", { class: "editor" }, input, list),
    h("div", {}, run),
    h("details", {}, h("summary", { class: "minor" }, "Tables and columns"), schema),
    out);
}
