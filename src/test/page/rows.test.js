import assert from "node:assert/strict";
import { test } from "node:test";
import "./fake-dom.js";
import { delimited, resultRows, sorted } from "../../main/resources/io/github/bigdatamigrator/server/page/rows.js";

const query = (columns, rows, more = {}) => ({ columns, rows, row_count: rows.length, truncated: false, ...more });
const cells = (element, row) => element.all("tbody")[0].children[row].children.map((cell) => cell.textContent);

test("a heading sorts up, down, and back to the order of the result; nulls come last", () => {
  const { element } = resultRows(query(["name", "n"], [["b", 10], ["a", null], ["c", "9"]]), 0);
  const [byName, byNumber] = element.all(".sorter");
  const names = () => element.all("tbody")[0].children.map((row) => row.children[0].textContent);

  byNumber.dispatch("click");
  assert.deepEqual(names(), ["c", "b", "a"]);
  assert.equal(element.all("th")[1].getAttribute("aria-sort"), "ascending");
  byNumber.dispatch("click");
  assert.deepEqual(names(), ["b", "c", "a"]);
  byNumber.dispatch("click");
  assert.deepEqual(names(), ["b", "a", "c"]);
  assert.equal(element.all("th")[1].getAttribute("aria-sort"), null);
  byName.dispatch("click");
  assert.deepEqual(names(), ["a", "b", "c"]);
  assert.deepEqual(sorted([["x10"], ["x9"]], 0, false, 1), [1, 0], "numbers in texts count as numbers");
});

test("of many rows only those that can be seen are drawn, and the others have their height", () => {
  const rows = Array.from({ length: 1000 }, (_, i) => [i]);
  const { element, reveal } = resultRows(query(["n"], rows), 0);
  const box = element.all(".long")[0];
  const drawn = () => element.all("tbody")[0].children.filter((row) => !row.getAttribute("aria-hidden"));

  assert.ok(drawn().length < 60);
  assert.equal(element.all("table")[0].getAttribute("aria-rowcount"), "1001");
  box.scrollTop = 500 * 32;
  box.dispatch("scroll");
  assert.ok(drawn().some((row) => row.textContent === "500"));
  const height = element.all(".space").reduce((sum, gap) => sum + parseInt(gap.style.height, 10), 32 * drawn().length);
  assert.equal(height, 1000 * 32);
  reveal(900, "n");
  assert.deepEqual(
    element.all(".pointed").map((cell) => cell.getAttribute("data-cell")),
    ["0/900/n"],
  );
});

test("a copy and a file have all rows, and quote what must be quoted", () => {
  const whole = query(["a", "b;c"], [["x,y", 'say "so"'], [null, "two\nlines"], [{ k: 1 }, true]]);

  assert.equal(delimited(whole, ","), 'a,b;c\r\n"x,y","say ""so"""\r\n,"two\nlines"\r\n"{""k"":1}",true\r\n');
  assert.equal(delimited(query(["a"], [["1,5"]]), "\t"), "a\r\n1,5\r\n");
});

test("a result says when it was cut, and offers a workbook where there is one", () => {
  const { element } = resultRows(query(["a"], [[1]], { truncated: true, row_count: 1000 }), 0, { xlsx: "/x" });

  assert.match(element.textContent, /Only the first 1,000 rows were read\./);
  assert.equal(element.all("a")[0].getAttribute("href"), "/x");
  assert.equal(resultRows(query(["a"], []), 0).element.all(".tools").length, 0);
  assert.deepEqual(cells(element, 0), ["1"]);
});
