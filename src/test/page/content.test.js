import assert from "node:assert/strict";
import { test } from "node:test";
import "./fake-dom.js";
import { content } from "../../main/resources/io/github/bigdatamigrator/server/page/content.js";

const shown = (text, { claims = [], queries = [] } = {}) => content(text, claims, queries, () => {});

test("a Markdown table becomes a table, and text around it stays text", () => {
  const [before, table, after] = shown("Two <b>rows</b>:\n\n| name | n |\n| :-- | --: |\n| Lamp | 2 |\n\nThat is all.");

  assert.equal(before.textContent.trim(), "Two <b>rows</b>:");
  assert.deepEqual(
    table.all("tr").map((row) => row.children.map((cell) => cell.textContent)),
    [
      ["name", "n"],
      ["Lamp", "2"],
    ],
  );
  assert.deepEqual(
    table.all(".number").map((cell) => cell.textContent),
    ["2"],
  );
  assert.equal(after.textContent, "That is all.");
});

test("a table of a query's rows is left out, since those stand below", () => {
  const blocks = shown("Here:\n| name | n |\n|---|---|\n| Lamp | 2 |", { queries: [{ columns: ["name", "n"] }] });

  assert.equal(blocks.length, 1);
});

test("each figure that was checked is marked once, with the place that it was checked against", () => {
  const [paragraph] = shown("5 of 5 rows, and 7 more.", {
    claims: [
      { text: "5", query: 0, row: 1, column: "n" },
      { text: "9", query: 0, row: 0, column: "n" },
      { text: "7", query: -1, row: -1, column: "sales rows" },
    ],
  });

  const marks = paragraph.all("button");
  assert.deepEqual(
    marks.map((mark) => mark.getAttribute("title")),
    ["Checked: query 1, row 2, n", "Checked: the profile: sales rows"],
  );
  assert.equal(paragraph.childNodes[0].textContent, "", "the first 5 is the one that is marked");
});
