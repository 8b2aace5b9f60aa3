import assert from "node:assert/strict";
import { test } from "node:test";
import "./fake-dom.js";
import {
  h,
  replace,
  figure,
  percent,
  bytes,
  plural,
  cut,
  count,
} from "../../main/resources/io/github/bigdatamigrator/server/page/dom.js";

test("text never becomes an element", () => {
  const element = h("p", {}, "<b>bold</b>", [1, null, ["&"]]);

  assert.equal(element.textContent, "<b>bold</b>1&");
  assert.equal(element.children.length, 0);
});

test("attributes that are absent or false are left out, and listeners listen", () => {
  let clicks = 0;
  const button = h("button", { class: null, hidden: false, disabled: true, tabindex: 0, onclick: () => clicks++ });
  button.dispatch("click");

  assert.deepEqual(
    [...button.attributes],
    [
      ["disabled", ""],
      ["tabindex", "0"],
    ],
  );
  assert.equal(clicks, 1);
});

test("replace leaves out what is not there", () => {
  const list = h("ul", {}, h("li", {}, "old"));

  assert.equal(replace(list, [h("li", {}, "new")], null, false).textContent, "new");
});

test("only all is 100 %, and only nothing is 0 %", () => {
  assert.deepEqual([1, 0.99996, 0.996, 0.99, 0.055, 0.00001, 0].map(percent), [
    "100 %",
    ">99.9 %",
    "99.6 %",
    "99 %",
    "5.5 %",
    "<0.1 %",
    "0 %",
  ]);
});

test("figures have few digits, and texts stay as they are", () => {
  assert.deepEqual(
    [1234567, 0.123456789, "0.123456789", true, null, undefined].map((value) => figure(value)),
    ["1,234,567", "0.123", "0.123456789", "true", "–", "–"],
  );
  assert.equal(count(1000), "1,000");
  assert.equal(figure("1234.50", "decimal(8,2)"), "1,234.50");
  assert.deepEqual([999, 1500, 2e9].map(bytes), ["999 bytes", "1.5 KB", "2.0 GB"]);
  assert.deepEqual(
    [0, 1, 2000].map((number) => plural(number, "row")),
    ["0 rows", "1 row", "2,000 rows"],
  );
  assert.equal(cut("abcdef", 4), "abc…");
  assert.equal(cut("abcd", 4), "abcd");
});
