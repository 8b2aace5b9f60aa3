// @ts-check
// Creates all elements of the page. Strings become text nodes and are never parsed as HTML.

const SVG = "http://www.w3.org/2000/svg";

/** @typedef {Record<string, any>} Attributes a name that begins with "on" is a listener's */

/** @template {Element} T @param {T} element @param {Attributes | null} attributes @param {any[]} children */
function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false)
    .map((child) => (child instanceof Node ? child : document.createTextNode(String(child)))));
  return element;
}

/**
 * Creates an HTML element with its children: elements, texts, or lists of them.
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Attributes | null} attributes
 * @param {any[]} children
 */
export function h(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/**
 * Creates an SVG element.
 *
 * @param {string} tag
 * @param {Attributes | null} attributes
 * @param {any[]} children
 */
export function s(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/**
 * Creates a button that submits no form.
 *
 * @param {Attributes} attributes
 * @param {any[]} children
 */
export function button(attributes, ...children) {
  return h("button", { type: "button", ...attributes }, children);
}

/**
 * Creates a table that scrolls if it is too wide.
 *
 * @param {string} label
 * @param {string[]} headings
 * @param {any} rows the rows of the body, or the body
 * @param {{ numbers?: boolean[], look?: string }} options which columns hold numbers; a class
 */
export function table(label, headings, rows, { numbers = [], look = "" } = {}) {
  const head = headings.map((name, i) => h("th", { scope: "col", class: numbers[i] ? "number" : null }, name));
  const body = Array.isArray(rows) ? h("tbody", {}, rows) : rows;
  return h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": label },
    h("table", { class: `grid-table ${look}` }, h("thead", {}, h("tr", {}, head)), body));
}

/** @template {Element} T @param {T} element @param {any[]} children */
export function replace(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter(Boolean));
  return element;
}

/** @param {string} id of an element that index.html has */
export const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/**
 * Announces a text to screen readers only.
 *
 * @param {string} text
 */
export function say(text) {
  byId("live").textContent = text;
}

/**
 * Shows an error message.
 *
 * @param {string} text
 */
export function toast(text) {
  const note = h("div", { class: "toast" }, h("span", {}, text),
    button({ class: "quiet", "aria-label": "Dismiss", onclick: () => note.remove() }, "×"));
  byId("toasts").append(note);
  setTimeout(() => note.remove(), 12000);
}

const whole = new Intl.NumberFormat("en-US");
const UNITS = ["bytes", "KB", "MB", "GB", "TB"];

/** @param {number} number @param {number} decimals */
function fixed(number, decimals) {
  return number.toLocaleString("en-US", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

/** @param {number} number */
export function count(number) {
  return whole.format(number);
}

/** @param {number} number @param {string} word */
export function plural(number, word) {
  return `${whole.format(number)} ${word}${number === 1 ? "" : "s"}`;
}

/**
 * Formats a share as percent like the reports: only exactly 0 is 0 %, only exactly 1 is 100 %.
 *
 * @param {number} share
 */
export function percent(share) {
  if (!(share > 0)) return "0 %";
  if (share < 0.001) return "<0.1 %";
  if (share > 0.999 && share < 1) return ">99.9 %";
  if (share >= 0.995 && share < 1) return `${fixed(Math.floor(Number(`${share}e3`)) / 10, 1)} %`;
  const value = Number(`${share}e2`);
  return `${fixed(value, value < 10 && !Number.isInteger(value) ? 1 : 0)} %`;
}

/**
 * A size in units of 1,000 bytes.
 *
 * @param {number} size
 */
export function bytes(size) {
  let unit = 0;
  for (; size >= 999.5 && unit < UNITS.length - 1; unit++) size /= 1000;
  return `${fixed(size, unit === 0 || size >= 100 ? 0 : 1)} ${UNITS[unit]}`;
}

/**
 * Formats with at most two decimals from 1 up, and three significant digits below; `text` holds the exact decimals.
 *
 * @param {number} value
 * @param {string} text
 */
function number(value, text) {
  const size = Math.abs(value);
  const decimals = (text.split(".")[1] || "").length;
  if (Number.isSafeInteger(value) && decimals !== 2) return whole.format(value);
  if (size >= 1e15 || (size < 1e-4 && size > 0)) return value.toExponential(2).replace(/e([+-])(\d)$/, "e$10$2");
  return fixed(value, Math.min(decimals, size >= 1 || size === 0 ? 2 : 2 - Math.floor(Math.log10(size))));
}

/**
 * Formats a profile value: numbers like the reports, texts unchanged. Decimals arrive as text.
 *
 * @param {unknown} value
 * @returns {string}
 */
export function figure(value, type = "") {
  if (value === null || value === undefined) return "–";
  const text = String(value);
  if (typeof value === "number") return number(value, text);
  return type.startsWith("decimal") && Math.abs(Number(text)) < 1e15 ? number(Number(text), text) : text;
}

/** @param {unknown} text @param {number} most */
export function cut(text, most) {
  const value = String(text);
  return value.length <= most ? value : value.slice(0, most - 1) + "…";
}

/**
 * A button that copies a text to the clipboard.
 *
 * @param {string | (() => string)} text
 */
export function copyButton(text) {
  const copy = button({ class: "quiet small" }, "Copy");
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(typeof text === "string" ? text : text());
      copy.textContent = "Copied";
      setTimeout(() => (copy.textContent = "Copy"), 1500);
    } catch {
      copy.textContent = "Cannot copy here";
    }
  });
  return copy;
}

/**
 * A value of this browser that outlasts a reload; lost where the browser allows no storage.
 *
 * @param {string} name
 */
export function stored(name) {
  try {
    return localStorage.getItem(name) || "";
  } catch {
    return "";
  }
}

/** @param {string} name @param {string} value empty removes it */
export function store(name, value) {
  try {
    if (value) localStorage.setItem(name, value);
    else localStorage.removeItem(name);
  } catch {
    // without storage the value lasts until the page is closed
  }
}
