import assert from "node:assert/strict";
import { test } from "node:test";
import { settled } from "./fake-dom.js";
import { completions, sql } from "../../main/resources/io/github/bigdatamigrator/server/page/sql.js";

const table = (name, ...columns) => ({
  name,
  sql_name: name,
  columns: columns.map((column) => ({ name: column, sql_name: column, type: "bigint" })),
});
const context = { tables: [table("orders", "order_id", "total", "übersicht"), table("customers", "customer_id", "city")] };
/** What is offered at the bar. */
const offered = (text) => {
  const at = text.indexOf("|");
  const whole = text.replace("|", "");
  const { from, choices } = completions(context, whole, at);
  return choices.map((choice) => whole.slice(0, from) + choice.text);
};

test("tables follow FROM and JOIN, also before a letter is typed", () => {
  assert.deepEqual(offered("SELECT * FROM |"), ["SELECT * FROM orders", "SELECT * FROM customers"]);
  assert.deepEqual(offered("SELECT * FROM orders JOIN cu|"), ["SELECT * FROM orders JOIN customers"]);
});

test("columns are those of the statement's tables, and after a point those of that table or alias", () => {
  assert.ok(offered("SELECT to| FROM orders").includes("SELECT total"));
  assert.ok(!offered("SELECT ci| FROM orders").includes("SELECT city"));
  assert.deepEqual(offered("SELECT c.| FROM orders o JOIN customers c"), ["SELECT c.customer_id", "SELECT c.city"]);
  assert.deepEqual(offered("SELECT customers.ci|"), ["SELECT customers.city"]);
});

test("a name that SQL would not read is quoted, and a tick that was typed is not doubled", () => {
  assert.deepEqual(offered("SELECT o.ü| FROM orders o"), ["SELECT o.`übersicht`"]);
  assert.deepEqual(offered("SELECT o.`ü| FROM orders o"), ["SELECT o.`übersicht`"]);
});

test("nothing is offered for nothing, or for a word that is complete", () => {
  assert.deepEqual(offered("|"), []);
  assert.deepEqual(offered("SELECT |"), []);
  assert.deepEqual(offered("SELECT * FROM orders|"), []);
});

test("a statement runs beside the conversation, can be put into it, and a failure is shown", async () => {
  const sent = [];
  let reply = new Response(JSON.stringify({ sql: "", columns: ["n"], rows: [[3]], row_count: 1, truncated: false }));
  globalThis.fetch = async (path, { body }) => {
    sent.push([path, JSON.parse(body)]);
    return reply;
  };
  const put = [];
  const page = sql("c 1", context, (statement) => put.push(statement));
  page.all("textarea")[0].value = "SELECT count(*) AS n FROM orders; ";
  page.all(".primary")[0].dispatch("click");
  await settled();
  await settled();

  assert.deepEqual(sent, [["/llm/conversations/c%201/query", { sql: "SELECT count(*) AS n FROM orders" }]]);
  assert.equal(page.all("td")[0].textContent, "3");
  page.all("button").at(-1).dispatch("click");
  assert.deepEqual(put, ["SELECT count(*) AS n FROM orders"]);

  reply = new Response(JSON.stringify({ detail: "No such table." }), { status: 422 });
  page.all(".primary")[0].dispatch("click");
  await settled();
  await settled();
  assert.equal(page.all(".notice")[0].textContent, "No such table.");
});
