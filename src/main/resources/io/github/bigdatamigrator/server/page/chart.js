// @ts-check
// Charts. The server draws charts and the diagram as SVG; each is shown beside a table with the same data.

import { h, s, figure } from "./dom.js";

/** @typedef {import("openapi").Query} Query */
/** @typedef {import("openapi").Column} Column */

/**
 * Converts SVG from the server to an element with the page's tooltips and colors; null if the text is not SVG.
 *
 * @param {string} svg
 * @param {string} label
 */
export function picture(svg, label) {
  const parsed = new DOMParser().parseFromString(svg, "image/svg+xml");
  const drawn = parsed.documentElement;
  if (drawn.localName !== "svg" || parsed.querySelector("parsererror")) return null;
  // The title's tooltip would cover those of the marks.
  drawn.querySelector(":scope > title")?.remove();
  drawn.setAttribute("aria-label", label);
  return document.importNode(drawn, true);
}

/**
 * The chart of an answer's rows, or null if it has none.
 *
 * @param {Query} query
 */
export function chart({ chart: plan }) {
  const drawn = plan?.svg && picture(plan.svg, `${plan.kind} of ${plan.y.join(", ")} by ${plan.x}`);
  return drawn ? h("div", { class: "figure", tabindex: 0, role: "region", "aria-label": "Chart" }, drawn) : null;
}

/**
 * A few bars without axes, for one column of a profile.
 *
 * @param {NonNullable<Column["histogram"]>} histogram
 * @param {string} label
 */
export function spark(histogram, label) {
  const most = Math.max(...histogram.map((bin) => bin.count), 1);
  const width = 120 / histogram.length;
  return s("svg", { viewBox: "0 0 120 32", class: "spark", role: "img", "aria-label": label },
    histogram.map((bin, i) => {
      const height = Math.max((bin.count / most) * 31, bin.count ? 1 : 0);
      return s("rect", { class: "s0", x: i * width, width: Math.max(width - 0.8, 0.6), y: 32 - height, height },
        s("title", {}, `${figure(bin.from)} to ${figure(bin.to)}: ${figure(bin.count)}`));
    }));
}
