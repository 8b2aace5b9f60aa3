import assert from "node:assert/strict";
import { test } from "node:test";
import { Element, settled } from "./fake-dom.js";
import { relationships } from "../../main/resources/io/github/bigdatamigrator/server/page/diagram.js";

const edge = (from, to) => ({
  from_table: from,
  from_columns: ["a", "b"],
  to_table: to,
  to_columns: ["id", "line"],
  cardinality: "many_to_one",
  containment: { distinct: 1, rows: 0.9996 },
  orphans: { rows: 1, examples: ["7"] },
  confidence: 0.9,
  evidence: "names",
});

test("the server's diagram stands above the list, which has references of a table to itself too", async () => {
  const svg = new Element("svg");
  svg.setAttribute("viewBox", "0 0 400 300");
  globalThis.DOMParser = class {
    parseFromString = () => ({ documentElement: svg, querySelector: () => null });
  };
  globalThis.fetch = async () => new Response("<svg/>");
  const shown = relationships("c1", {
    tables: [{}, {}],
    relationships: [edge("staff", "staff"), edge("sales", "staff")],
  });
  await settled();
  await settled();

  const [drawn, list] = shown.children;
  assert.equal(drawn.hidden, false);
  assert.deepEqual(drawn.all(".diagram")[0].children, [svg]);
  const rows = list.all("tbody")[0].children.map((row) => row.children.map((cell) => cell.textContent));
  assert.deepEqual(rows[0], ["staff.a, b", "staff.id, line", "n : 1", ">99.9 %1 orphan: 7", "0.90", "names"]);
  assert.equal(rows[1][0], "sales.a, b");

  list.all("button")[1].dispatch("click");
  assert.match(drawn.textContent, /sales\.a, b → staff\.id, line n : 1>99\.9 % of the rows match, confidence 0\.90: names\./);
  assert.deepEqual(
    list.all("tr").map((row) => row.classList.contains("pointed")),
    [false, false, true],
    "of the heading and the two rows",
  );
});

test("where no picture is drawn the list stands alone", async () => {
  globalThis.fetch = async () => new Response(null, { status: 204 });
  const shown = relationships("c1", { tables: [{}, {}], relationships: [edge("sales", "staff")] });
  await settled();

  assert.equal(shown.children[0].hidden, true);
  assert.equal(shown.all(".diagram")[0].children.length, 0);
});

test("without relationships the page says why", () => {
  assert.match(relationships("c1", { tables: [{}], relationships: [] }).textContent, /^There is one table/);
  assert.match(relationships("c1", { tables: [{}, {}], relationships: [] }).textContent, /^No relationship/);
});
