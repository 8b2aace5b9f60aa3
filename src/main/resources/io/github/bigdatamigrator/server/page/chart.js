// Small charts as SVG. Each stands beside the table of the same rows, which says the same to those who do not see it.

import { h, s, figure, cut } from "./dom.js";

// Letters shrink with their picture, so a narrow window gets a narrow picture instead of a small one.
const narrow = matchMedia("(max-width: 620px)");
let WIDTH = 640;
const HEIGHT = 300;
const PAD = { left: 62, right: 16, top: 14, bottom: 56 };
const MOST_BARS = 40;

function numeric(value) {
  if (value === null || value === undefined || value === "") return NaN;
  return Number(value);
}

/** Round numbers that cover the range, about five. */
function ticks(low, high) {
  const span = high - low || Math.abs(high) || 1;
  const rough = span / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((m) => m * power).find((size) => size >= rough);
  const all = [];
  for (let at = Math.floor(low / step) * step; at < high + step; at += step) all.push(Number(at.toPrecision(12)));
  return all;
}

const compact = new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 1 });

function frame(low, high, label) {
  const marks = ticks(Math.min(low, 0) === 0 && low >= 0 ? 0 : low, high);
  const bottom = marks[0];
  const top = marks[marks.length - 1];
  const y = (value) => HEIGHT - PAD.bottom - ((value - bottom) / (top - bottom || 1)) * (HEIGHT - PAD.top - PAD.bottom);
  const picture = s("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", class: "chart", "aria-label": label });
  for (const mark of marks) {
    picture.append(
      s("line", { class: "grid", x1: PAD.left, x2: WIDTH - PAD.right, y1: y(mark), y2: y(mark) }),
      s("text", { class: "tick", x: PAD.left - 8, y: y(mark) + 4, "text-anchor": "end" }, compact.format(mark)));
  }
  return { picture, y, bottom };
}

function labels(picture, texts, x, turned) {
  const every = Math.ceil(texts.length / ((turned ? 20 : 10) * (WIDTH / 640)));
  texts.forEach((text, i) => {
    if (i % every !== 0) return;
    const at = x(i);
    const y = HEIGHT - PAD.bottom + 16;
    picture.append(s("text", turned
      ? { class: "tick", x: at, y, "text-anchor": "end", transform: `rotate(-30 ${at} ${y})` }
      : { class: "tick", x: at, y, "text-anchor": "middle" }, s("title", {}, text), cut(text, 14)));
  });
}

function bars(texts, series, names, label, gap) {
  const values = series.flat().filter((value) => !Number.isNaN(value));
  const { picture, y, bottom } = frame(Math.min(0, ...values), Math.max(0, ...values), label);
  const slot = (WIDTH - PAD.left - PAD.right) / texts.length;
  const width = (slot * (1 - gap)) / series.length;
  series.forEach((column, k) => column.forEach((value, i) => {
    if (Number.isNaN(value)) return;
    const from = y(Math.max(0, bottom));
    picture.append(s("rect", {
      class: `series s${k % 6}`, x: PAD.left + i * slot + (slot * gap) / 2 + k * width, width: Math.max(width - 1, 1),
      y: Math.min(y(value), from), height: Math.max(Math.abs(from - y(value)), 1), rx: Math.min(3, width / 4),
    }, s("title", {}, `${texts[i]}: ${names[k]} ${figure(value)}`)));
  }));
  labels(picture, texts, (i) => PAD.left + (i + 0.5) * slot, texts.some((text) => text.length > 8) && texts.length > 4);
  return picture;
}

function line(texts, series, names, label) {
  const values = series.flat().filter((value) => !Number.isNaN(value));
  const { picture, y } = frame(Math.min(...values), Math.max(...values), label);
  const x = (i) => PAD.left + (texts.length === 1 ? 0.5 : i / (texts.length - 1)) * (WIDTH - PAD.left - PAD.right - 12) + 6;
  series.forEach((column, k) => {
    let path = "";
    let pen = "M";
    column.forEach((value, i) => {
      if (Number.isNaN(value)) {
        pen = "M";
        return;
      }
      path += `${pen}${x(i).toFixed(1)} ${y(value).toFixed(1)}`;
      pen = "L";
    });
    picture.append(s("path", { class: `curve c${k % 6}`, d: path }));
    if (column.length <= 60) {
      column.forEach((value, i) => Number.isNaN(value) || picture.append(
        s("circle", { class: `series s${k % 6}`, cx: x(i), cy: y(value), r: 3 }, s("title", {}, `${texts[i]}: ${names[k]} ${figure(value)}`))));
    }
  });
  labels(picture, texts, x, texts.some((text) => text.length > 8) && texts.length > 6);
  return picture;
}

function scatter(xs, series, names, xName, label) {
  const values = series.flat().filter((value) => !Number.isNaN(value));
  const known = xs.filter((value) => !Number.isNaN(value));
  const { picture, y } = frame(Math.min(...values), Math.max(...values), label);
  const marks = ticks(Math.min(...known), Math.max(...known));
  const x = (value) => PAD.left + ((value - marks[0]) / (marks[marks.length - 1] - marks[0] || 1)) * (WIDTH - PAD.left - PAD.right);
  marks.forEach((mark) => picture.append(s("text", { class: "tick", x: x(mark), y: HEIGHT - PAD.bottom + 16, "text-anchor": "middle" }, compact.format(mark))));
  series.forEach((column, k) => column.forEach((value, i) => {
    if (Number.isNaN(value) || Number.isNaN(xs[i])) return;
    picture.append(s("circle", { class: `series dot s${k % 6}`, cx: x(xs[i]), cy: y(value), r: 4 }, s("title", {}, `${xName} ${figure(xs[i])}, ${names[k]} ${figure(value)}`)));
  }));
  return picture;
}

/** The picture that an answer proposes for its rows, or null where it cannot be drawn. */
export function chart(query) {
  const plan = query.chart;
  if (!plan || !Array.isArray(plan.y)) return null;
  const at = (name) => query.columns.indexOf(name);
  const names = plan.y.filter((name) => at(name) >= 0);
  if (at(plan.x) < 0 || names.length === 0 || query.rows.length === 0) return null;
  const all = plan.kind === "bar" ? query.rows.slice(0, MOST_BARS) : query.rows;
  const texts = all.map((row) => (row[at(plan.x)] === null ? "(null)" : String(row[at(plan.x)])));
  const series = names.map((name) => all.map((row) => numeric(row[at(name)])));
  if (series.flat().every(Number.isNaN)) return null;
  const label = `${plan.kind} of ${names.join(", ")} by ${plan.x}`;
  const draw = () => {
    WIDTH = narrow.matches ? 340 : 640;
    let picture;
    if (plan.kind === "line") picture = line(texts, series, names, label);
    else if (plan.kind === "scatter") picture = scatter(texts.map(numeric), series, names, plan.x, label);
    else if (plan.kind === "histogram") picture = bars(texts, series, names, label, 0.04);
    else picture = bars(texts, series, names, label, 0.25);
    picture.append(s("text", { class: "axis", x: (PAD.left + WIDTH - PAD.right) / 2, y: HEIGHT - 6, "text-anchor": "middle" }, cut(plan.x, 40)));
    return picture;
  };
  let drawn = draw();
  const again = () => {
    if (!drawn.isConnected) {
      narrow.removeEventListener("change", again);
      return;
    }
    const fresh = draw();
    drawn.replaceWith(fresh);
    drawn = fresh;
  };
  narrow.addEventListener("change", again);
  return h("figure", { class: "figure" }, drawn,
    h("figcaption", { class: "legend" }, names.map((name, k) => h("span", {}, h("i", { class: `swatch w${k % 6}` }), name)),
      all.length < query.rows.length ? h("span", {}, `the first ${all.length} of ${query.rows.length}`) : null));
}

/** A few bars without axes, for one column of a profile. */
export function spark(histogram, label) {
  const most = Math.max(...histogram.map((bin) => bin.count), 1);
  const width = 120 / histogram.length;
  return s("svg", { viewBox: "0 0 120 32", class: "spark", role: "img", "aria-label": label },
    histogram.map((bin, i) => s("rect", {
      class: "series s0", x: i * width, width: Math.max(width - 0.8, 0.6), y: 32 - Math.max((bin.count / most) * 31, bin.count ? 1 : 0),
      height: Math.max((bin.count / most) * 31, bin.count ? 1 : 0),
    }, s("title", {}, `${figure(bin.from)} to ${figure(bin.to)}: ${figure(bin.count)}`))));
}
