// @ts-check
// The relationships: the server's diagram, which can be searched, moved and enlarged, and a list.

import { h, button, table, percent, plural, replace, toast } from "./dom.js";
import { api } from "./api.js";
import { picture } from "./chart.js";

/** @typedef {import("openapi").Profile} Profile */
/** @typedef {import("openapi").Relationship} Relationship */

const CARDINALITY = { many_to_one: "n : 1", one_to_one: "1 : 1", many_to_many: "n : m" };
/** Pixels of a unit of the picture below which its texts cannot be read. */
const READABLE = 0.75;
const STEP = 1.25;

/**
 * Shows a part of a picture in a box and lets it be moved and enlarged by pointer and keys.
 *
 * @param {Element} svg with a view box
 * @param {HTMLElement} box
 */
function viewer(svg, box) {
  const [, , width = 1, height = 1] = (svg.getAttribute("viewBox") || "").split(" ").map(Number);
  let scale = 1;
  let [x, y] = [0, 0];
  const draw = () => {
    const [w, tall] = [box.clientWidth / scale, box.clientHeight / scale];
    x = w >= width ? (width - w) / 2 : Math.min(Math.max(x, 0), width - w);
    y = tall >= height ? (height - tall) / 2 : Math.min(Math.max(y, 0), height - tall);
    svg.setAttribute("viewBox", `${x} ${y} ${w} ${tall}`);
  };
  const fitting = () => Math.min(1, box.clientWidth / width, box.clientHeight / height);
  /** @param {number} to @param {number} [atX] @param {number} [atY] the point of the box that stays where it is */
  const zoom = (to, atX = box.clientWidth / 2, atY = box.clientHeight / 2) => {
    const next = Math.min(3, Math.max(Math.min(0.15, fitting()), to));
    x += atX / scale - atX / next;
    y += atY / scale - atY / next;
    scale = next;
    draw();
  };
  /** @param {number} right @param {number} below */
  const move = (right, below) => {
    x += right / scale;
    y += below / scale;
    draw();
  };
  /** Moves an element of the picture to the middle. @param {SVGGraphicsElement} element */
  const centre = (element) => {
    const [at, frame] = [element.getBoundingClientRect(), box.getBoundingClientRect()];
    move(at.x + at.width / 2 - frame.x - frame.width / 2, at.y + at.height / 2 - frame.y - frame.height / 2);
  };
  box.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const frame = box.getBoundingClientRect();
    zoom(scale * (event.deltaY < 0 ? STEP : 1 / STEP), event.clientX - frame.x, event.clientY - frame.y);
  }, { passive: false });
  box.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    /** @param {PointerEvent} now */
    const drag = (now) => {
      box.classList.add("moving");
      move(-now.movementX, -now.movementY);
    };
    addEventListener("pointermove", drag);
    addEventListener("pointerup", () => {
      removeEventListener("pointermove", drag);
      setTimeout(() => box.classList.remove("moving"));
    }, { once: true });
  });
  box.addEventListener("keydown", (event) => {
    const [right, below] = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] }[event.key]
      || [0, 0];
    if (right || below) move(right, below);
    else if (event.key === "+") zoom(scale * STEP);
    else if (event.key === "-") zoom(scale / STEP);
    else return;
    event.preventDefault();
  });
  new ResizeObserver(() => draw()).observe(box);
  box.style.height = `${Math.min(height, Math.max(240, innerHeight * 0.6))}px`;
  requestAnimationFrame(() => zoom(Math.max(READABLE, fitting())));
  return { zoom: (/** @type {number} */ by) => zoom(scale * by), fit: () => zoom(fitting()), centre };
}

/** @param {Relationship} edge */
function ends(edge) {
  return [`${edge.from_table}.${edge.from_columns.join(", ")}`, `${edge.to_table}.${edge.to_columns.join(", ")}`];
}

/** @param {Relationship} edge */
function orphans({ orphans: { rows, examples } }) {
  const some = examples.slice(0, 3).join(", ");
  return plural(rows, "orphan") + (some ? `: ${some}` : "");
}

/** What speaks for and against a relationship. @param {Relationship} edge */
function evidence(edge) {
  const [from, to] = ends(edge);
  return h("div", { class: "evidence-of" },
    h("p", {}, h("code", {}, from), " → ", h("code", {}, to), " ", h("span", { class: "chip" },
      CARDINALITY[edge.cardinality])),
    h("p", {}, `${percent(edge.containment.rows)} of the rows match, confidence ${edge.confidence.toFixed(2)}: `
      + `${edge.evidence}.`),
    edge.orphans.rows > 0 ? h("p", {}, orphans(edge)) : null,
    edge.rival ? h("p", { class: "minor" }, `The next best target is ${edge.rival}.`) : null);
}

/**
 * @param {string} id of the conversation
 * @param {Profile} context
 * @param {(number: number) => void} onPick receives the number of the relationship whose line was clicked
 */
function diagram(id, context, onPick) {
  const box = h("div", {
    class: "diagram", tabindex: 0, role: "region", "aria-label": "Diagram: arrow keys move it, plus and minus zoom",
  });
  const find = h("input", { type: "search", placeholder: "Find a table", "aria-label": "Find a table in the diagram" });
  const tools = h("div", { class: "row tools" });
  const told = h("div", { "aria-live": "polite" });
  const whole = h("section", { class: "drawn", hidden: true }, tools, box, told);
  /** @type {ReturnType<typeof viewer> | null} */
  let view = null;
  /** @param {number} number @param {boolean} [move] */
  const pick = (number, move = false) => {
    box.querySelector(".picked")?.classList.remove("picked");
    const link = /** @type {SVGGraphicsElement | null} */ (box.querySelector(`[data-edge="${number}"]`));
    link?.classList.add("picked");
    if (link && move) view?.centre(link);
    replace(told, evidence(context.relationships[number]));
  };
  box.addEventListener("click", ({ target }) => {
    const link = target instanceof Element && target.closest("[data-edge]");
    if (!link || box.classList.contains("moving")) return;
    pick(Number(link.getAttribute("data-edge")));
    onPick(Number(link.getAttribute("data-edge")));
  });
  find.addEventListener("input", () => {
    const wanted = find.value.trim().toLowerCase();
    /** @type {SVGGraphicsElement[]} */
    const nodes = Array.from(box.querySelectorAll(".node"));
    const found = nodes.filter((node) =>
      wanted && node.querySelector("title")?.textContent?.toLowerCase().includes(wanted));
    nodes.forEach((node) => node.classList.toggle("found", found.includes(node)));
    if (found.length) view?.centre(found[0]);
  });
  api.diagram(id).then((svg) => {
    const drawn = svg && picture(svg, "Tables and their relationships; the list below says the same");
    whole.hidden = !drawn;
    if (!drawn) return;
    drawn.removeAttribute("width");
    drawn.removeAttribute("height");
    box.append(drawn);
    view = viewer(drawn, box);
    const { zoom, fit } = view;
    replace(tools, find, button({ class: "secondary small", "aria-label": "Smaller", onclick: () => zoom(1 / STEP) }, "−"),
      button({ class: "secondary small", "aria-label": "Larger", onclick: () => zoom(STEP) }, "+"),
      button({ class: "secondary small", onclick: fit }, "Fit"));
  }).catch((failure) => toast(failure.message));
  return { whole, pick };
}

/** @param {string} id of the conversation @param {Profile} context */
export function relationships(id, context) {
  if (context.relationships.length === 0) {
    return h("p", { class: "empty" }, context.tables.length < 2
      ? "There is one table. Relationships show up when a conversation has several."
      : "No relationship between these tables holds in the data.");
  }
  const headings = ["From", "To", "Kind", "Rows that match", "Confidence", "Evidence"];
  /** @param {number} number */
  const mark = (number) => rows.forEach((row, i) => row.classList.toggle("pointed", i === number));
  const { whole, pick } = diagram(id, context, mark);
  const rows = context.relationships.map((edge, number) => {
    const [from, to] = ends(edge);
    const show = button({ class: "opener-of", title: "Show it in the diagram" }, h("code", {}, from));
    show.addEventListener("click", () => {
      pick(number, true);
      mark(number);
      whole.scrollIntoView({ block: "nearest" });
    });
    const cells = [
      h("td", {}, show),
      h("td", {}, h("code", {}, to)),
      h("td", {}, CARDINALITY[edge.cardinality]),
      h("td", { class: "number" }, percent(edge.containment.rows),
        edge.orphans.rows > 0 ? h("div", { class: "minor" }, orphans(edge)) : null),
      h("td", { class: "number" }, edge.confidence.toFixed(2)),
      h("td", { class: "minor" }, edge.evidence, edge.join ? h("div", {}, h("code", {}, `ON ${edge.join.on}`)) : null)];
    cells.forEach((cell, i) => cell.setAttribute("data-label", headings[i]));
    return h("tr", {}, cells);
  });
  return h("div", {}, whole, table("Relationships", headings, rows, { look: "edges" }));
}
