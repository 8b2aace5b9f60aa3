// The related tables as boxes in layers, children left of their parents, and the list of the same relationships.

import { h, s, cut, figure, plural } from "./dom.js";

const BOX = { width: 176, height: 48, x: 76, y: 22 };

function layers(tables, edges) {
  const layer = new Map(tables.map((table) => [table.name, 0]));
  for (let round = 0; round < tables.length; round++) {
    for (const edge of edges) {
      const least = layer.get(edge.from_table) + 1;
      if (layer.get(edge.to_table) < least && least <= tables.length) layer.set(edge.to_table, least);
    }
  }
  return layer;
}

function diagram(context) {
  const known = new Set(context.tables.map((table) => table.name));
  const edges = context.relationships.filter((edge) => edge.from_table !== edge.to_table && known.has(edge.from_table) && known.has(edge.to_table));
  const tables = context.tables.filter((table) => edges.some((edge) => edge.from_table === table.name || edge.to_table === table.name));
  if (edges.length === 0 || tables.length > 60) return null;
  const layer = layers(tables, edges);
  const columns = [];
  for (const table of tables) (columns[layer.get(table.name)] ||= []).push(table);
  const used = columns.filter(Boolean);
  const most = Math.max(...used.map((column) => column.length));
  const place = new Map();
  used.forEach((column, i) => {
    const middle = (table) => {
      const ys = edges.filter((edge) => edge.to_table === table.name && place.has(edge.from_table)).map((edge) => place.get(edge.from_table).y);
      return ys.length ? ys.reduce((a, b) => a + b) / ys.length : 0;
    };
    column.sort((a, b) => middle(a) - middle(b));
    column.forEach((table, j) => place.set(table.name, {
      x: 8 + i * (BOX.width + BOX.x), y: 8 + (j + (most - column.length) / 2) * (BOX.height + BOX.y),
    }));
  });
  const width = used.length * (BOX.width + BOX.x) - BOX.x + 16;
  const height = most * (BOX.height + BOX.y) - BOX.y + 16;
  const picture = s("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": "Tables and their relationships; the list below says the same" },
    s("defs", {}, s("marker", { id: "tip", markerWidth: 8, markerHeight: 8, refX: 7, refY: 4, orient: "auto" }, s("path", { class: "tip", d: "M0 0L8 4L0 8z" }))));
  for (const edge of edges) {
    const from = place.get(edge.from_table);
    const to = place.get(edge.to_table);
    const ahead = to.x > from.x;
    const x1 = from.x + (ahead ? BOX.width : 0);
    const x2 = to.x + (ahead ? 0 : BOX.width);
    const y1 = from.y + BOX.height / 2;
    const y2 = to.y + BOX.height / 2;
    const bend = (ahead ? 1 : -1) * BOX.x * 0.6;
    picture.append(s("path", { class: "edge", "marker-end": "url(#tip)", d: `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}` }, s("title", {}, words(edge))));
  }
  for (const table of tables) {
    const at = place.get(table.name);
    picture.append(s("g", { transform: `translate(${at.x} ${at.y})` },
      s("rect", { class: "box", width: BOX.width, height: BOX.height, rx: 8 }),
      s("text", { class: "name", x: 12, y: 20 }, cut(table.name, 20), s("title", {}, table.name)),
      s("text", { class: "tick", x: 12, y: 37 }, plural(table.rows, "row"))));
  }
  return h("div", { class: "scroll diagram", tabindex: 0, role: "region", "aria-label": "Diagram" }, picture);
}

function words(edge) {
  return `${edge.from_table}.${edge.from_columns.join(", ")} → ${edge.to_table}.${edge.to_columns.join(", ")}`;
}

const CARDINALITY = { many_to_one: "n : 1", one_to_one: "1 : 1" };

function share(value) {
  return value === undefined || value === null ? "–" : `${(value * 100).toFixed(value === 1 ? 0 : 1)} %`;
}

export function relationships(context) {
  if (context.relationships.length === 0) {
    return h("p", { class: "empty" }, context.tables.length < 2
      ? "There is one table. Relationships show up when a conversation has several."
      : "No relationship between these tables holds in the data.");
  }
  return h("div", {}, diagram(context),
    h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Relationships" }, h("table", { class: "grid-table" },
      h("thead", {}, h("tr", {}, ["From", "To", "Kind", "Rows that match", "Confidence", "Evidence"].map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, context.relationships.map((edge) => h("tr", {},
        h("td", {}, h("code", {}, `${edge.from_table}.${edge.from_columns.join(", ")}`)),
        h("td", {}, h("code", {}, `${edge.to_table}.${edge.to_columns.join(", ")}`)),
        h("td", {}, CARDINALITY[edge.cardinality] || edge.cardinality),
        h("td", { class: "number" }, share(edge.containment && edge.containment.rows),
          edge.orphans && edge.orphans.rows > 0
            ? h("div", { class: "minor" }, `${plural(edge.orphans.rows, "orphan")}${edge.orphans.examples.length ? ": " + edge.orphans.examples.slice(0, 3).map(figure).join(", ") : ""}`) : null),
        h("td", { class: "number" }, edge.confidence.toFixed(2)),
        h("td", { class: "minor" }, edge.evidence)))))));
}
