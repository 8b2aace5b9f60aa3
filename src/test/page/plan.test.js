import assert from "node:assert/strict";
import { test } from "node:test";
import { settled } from "./fake-dom.js";
import { plan } from "../../main/resources/io/github/bigdatamigrator/server/page/plan.js";

const entry = (table, kind, clause, status = "proven", chosen = false) => ({
  id: `${table}.qty ${clause}`,
  kind,
  table,
  columns: ["qty"],
  clause,
  chosen,
  status,
  evidence: "values run from 1 to 9",
  rows_checked: 3,
  violations: status === "refuted" ? 2 : 0,
  examples: ["-4"],
  statement: "ALTER",
  undo: "DROP",
  origin: "rule",
});

const made = {
  recommendations: [
    entry("b", "type", "integer", "proven", true),
    entry("b", "check", ">= 0"),
    entry("a", "nullability", "NOT NULL", "proven", true),
    entry("c", "key", "PRIMARY KEY", "refuted"),
  ],
  ddl: "unused",
  ddl_parts: [
    { text: "qty ", requires: [], otherwise: "" },
    { text: "integer", requires: ["b.qty integer"], otherwise: "bigint" },
    { text: " CHECK (qty >= 0)", requires: ["b.qty >= 0"], otherwise: "" },
  ],
  tables: ["a", "b", "c"].map((table) => ({ table, target: table, rows: 3, small: true, columns: [] })),
  model: "local",
  fallback_used: false,
};

const proposed = async () => {
  globalThis.fetch = async () => new Response(JSON.stringify(made));
  const page = plan("c1");
  page.all(".primary")[0].dispatch("click");
  await settled();
  await settled();
  return page;
};

test("a line a column by table, what does not hold apart", async () => {
  const page = await proposed();
  assert.deepEqual(page.all("h3").map((title) => title.textContent), ["a", "b", "Does not hold", "Schema"]);
  assert.equal(page.all(".plan-line").length, 2);
  assert.match(page.textContent, /3 recommendations, each proven on the rows of today.* · local/);
  assert.match(page.textContent, /c: qty PRIMARY KEY 2 of 3 rows, such as -4/);
});

test("the schema follows the checkboxes", async () => {
  const page = await proposed();
  assert.equal(page.all(".ddl")[0].textContent, "qty integer");
  const boxes = page.all("input");
  assert.deepEqual(boxes.map((box) => [box.checked, box.disabled]), [[true, true], [true, false], [false, false]]);
  boxes[1].checked = false;
  boxes[1].dispatch("change");
  boxes[2].checked = true;
  boxes[2].dispatch("change");
  assert.equal(page.all(".ddl")[0].textContent, "qty bigint CHECK (qty >= 0)");
});

test("a failure is shown in place of the plan", async () => {
  globalThis.fetch = async () => new Response(JSON.stringify({ detail: "Too busy." }), { status: 429 });
  const page = plan("c1");
  page.all(".primary")[0].dispatch("click");
  await settled();
  await settled();

  assert.equal(page.all(".notice")[0].textContent, "Too busy.");
});
