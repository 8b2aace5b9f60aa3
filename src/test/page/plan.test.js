import assert from "node:assert/strict";
import { test } from "node:test";
import { settled } from "./fake-dom.js";
import { plan } from "../../main/resources/io/github/bigdatamigrator/server/page/plan.js";

const entry = (table, status) => ({
  kind: "primary_key",
  table,
  columns: ["id"],
  status,
  evidence: "3 rows",
  statement: "ALTER",
  undo: "DROP",
  origin: "rule",
});

test("what is proven comes first, and the plan says how much that is", async () => {
  globalThis.fetch = async () =>
    new Response(
      JSON.stringify({
        recommendations: [entry("a", "untestable"), entry("b", "proven"), entry("c", "refuted"), entry("d", "proven")],
        ddl: "CREATE TABLE a",
        model: "local",
        fallback_used: false,
      }),
    );
  const page = plan("c1");
  page.all(".primary")[0].dispatch("click");
  await settled();
  await settled();

  assert.deepEqual(
    page.all("strong").map((title) => title.textContent),
    ["b", "d", "c", "a"].map((table) => `primary key · ${table}.id`),
  );
  assert.match(page.textContent, /4 recommendations, 2 proven on the full data · local/);
  assert.equal(page.all(".ddl")[0].textContent, "CREATE TABLE a");
});

test("a failure is shown in place of the plan", async () => {
  globalThis.fetch = async () => new Response(JSON.stringify({ detail: "Too busy." }), { status: 429 });
  const page = plan("c1");
  page.all(".primary")[0].dispatch("click");
  await settled();
  await settled();

  assert.equal(page.all(".notice")[0].textContent, "Too busy.");
});
