import assert from "node:assert/strict";
import { test } from "node:test";
import "./fake-dom.js";
import { h, replace, figure, plural, cut, count } from "../../main/resources/io/github/bigdatamigrator/server/page/dom.js";

test("text never becomes an element", () => {
  const element = h("p", {}, "<b>bold</b>", [1, null, ["&"]]);

  assert.equal(element.textContent, "<b>bold</b>1&");
  assert.equal(element.children.length, 0);
});

test("attributes that are absent or false are left out, and listeners listen", () => {
  let clicks = 0;
  const button = h("button", { class: null, hidden: false, disabled: true, tabindex: 0, onclick: () => clicks++ });
  button.dispatch("click");

  assert.deepEqual([...button.attributes], [["disabled", ""], ["tabindex", "0"]]);
  assert.equal(clicks, 1);
});

test("replace leaves out what is not there", () => {
  const list = h("ul", {}, h("li", {}, "old"));

  assert.equal(replace(list, [h("li", {}, "new")], null, false).textContent, "new");
});

test("figures have few digits, and texts stay as they are", () => {
  assert.deepEqual([1234567, 0.123456789, "0.123456789", true, null, undefined].map(figure), ["1,234,567", "0.12346", "0.123456789", "true", "–", "–"]);
  assert.equal(count(1000), "1,000");
  assert.deepEqual([0, 1, 2000].map((number) => plural(number, "row")), ["0 rows", "1 row", "2,000 rows"]);
  assert.equal(cut("abcdef", 4), "abc…");
  assert.equal(cut("abcd", 4), "abcd");
});
