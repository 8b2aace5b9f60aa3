import assert from "node:assert/strict";
import { test } from "node:test";
import { Element } from "./fake-dom.js";
import { chart, picture, spark } from "../../main/resources/io/github/bigdatamigrator/server/page/chart.js";

/** A parser whose documents are the root with the title of a picture and one mark. */
function parse(root, ...children) {
  const documentElement = new Element(root);
  documentElement.append(...children.map((name) => new Element(name)));
  globalThis.DOMParser = class {
    parseFromString(text, type) {
      assert.equal(type, "image/svg+xml");
      return { documentElement, querySelector: (selector) => documentElement.querySelector(selector) };
    }
  };
  return documentElement;
}

test("a picture is named by the page, and its own title does not cover the tooltips", () => {
  const svg = parse("svg", "title", "rect");

  assert.equal(picture("<svg>…", "bar of n by name"), svg);
  assert.equal(svg.getAttribute("aria-label"), "bar of n by name");
  assert.deepEqual(
    svg.children.map((child) => child.localName),
    ["rect"],
  );
});

test("what is no picture is not shown", () => {
  parse("html");
  assert.equal(picture("<html>", "x"), null);
  parse("svg", "parsererror");
  assert.equal(picture("<svg", "x"), null);
});

test("an answer shows the picture that the server drew of its rows, and none where there is none", () => {
  parse("svg");
  const shown = chart({ chart: { kind: "bar", x: "product", y: ["revenue", "units"], svg: "<svg/>" } });

  assert.equal(shown.children[0].getAttribute("aria-label"), "bar of revenue, units by product");
  assert.equal(chart({}), null);
  assert.equal(chart({ chart: { kind: "bar", x: "product", y: ["revenue"] } }), null);
});

test("the bars of a column are as high as their counts, and one that is not empty is seen", () => {
  const bars = spark(
    [
      { from: 0, to: 1, count: 1000 },
      { from: 1, to: 2, count: 1 },
      { from: 2, to: 3, count: 0 },
    ],
    "Histogram of x",
  ).all("rect");

  assert.deepEqual(
    bars.map((bar) => Number(bar.getAttribute("height"))),
    [31, 1, 0],
  );
  assert.equal(bars[0].textContent, "0 to 1: 1,000");
});
