import assert from "node:assert/strict";
import { test } from "node:test";
import "./fake-dom.js";
import { profile } from "../../main/resources/io/github/bigdatamigrator/server/page/profile.js";

const column = (name, more = {}) => ({
  name,
  sql_name: name,
  type: "bigint",
  nulls: 0,
  distinct: { value: 3, exact: true },
  unique: { value: false, exact: true },
  ...more,
});
const table = (name, columns, more = {}) => ({
  name,
  sql_name: name,
  format: "csv",
  rows: 3,
  primary_key: null,
  columns,
  problems: [],
  ...more,
});
const shown = (...tables) => profile({ tables, relationships: [], problems: [] });

test("a column shows its key, its estimate, its range and its most frequent values", () => {
  const row = shown(
    table(
      "sales",
      [
        column("id", {
          sql_name: "id_1",
          distinct: { value: 3000, exact: false },
          min: 1,
          max: 9,
          mean: 2.5,
          top_values: [{ value: 1, count: 2 }],
        }),
      ],
      { primary_key: ["id"] },
    ),
  ).all("tbody")[0].children[0];

  assert.match(row.children[0].textContent, /^idkey.*in SQL id_1$/);
  assert.equal(row.children[3].textContent, "~3,000");
  assert.equal(row.children[4].textContent, "1 … 9mean 2.5");
  assert.equal(row.children[6].textContent, "12");
});

test("of many columns the first are shown, more on request, and those that are searched for", () => {
  const card = shown(
    table(
      "wide",
      Array.from({ length: 70 }, (_, i) => column(`c${i}`)),
    ),
  );
  const [body] = card.all("tbody");
  const [more] = card.all(".secondary");
  const [search] = card.all("input");

  assert.equal(body.children.length, 60);
  assert.equal(more.textContent, "Show more of 70 columns");
  more.dispatch("click");
  assert.equal(body.children.length, 70);
  assert.equal(more.hidden, true);
  search.value = "C6";
  search.dispatch("input");
  assert.equal(body.children.length, 11, "c6 and c60 to c69");
});

test("a problem that a table tells is not told a second time", () => {
  const problem = { subject: "sales.day", message: "2 texts are no dates", count: 2, severity: "high" };
  const page = profile({
    tables: [table("sales", [column("day")], { problems: [problem] })],
    relationships: [],
    problems: [problem],
  });

  assert.equal(page.all(".problem").length, 1);
  assert.equal(page.all(".problem")[0].textContent, "sales.day 2 texts are no dates (2 times)");
});
