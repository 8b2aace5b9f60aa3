// @ts-check
// Everything on the page is made here, and text only ever becomes text: no string is ever read as HTML.

const SVG = "http://www.w3.org/2000/svg";

/** @typedef {Record<string, any>} Attributes a name that begins with "on" is a listener's */

/**
 * @template {Element} T
 * @param {T} element
 * @param {Attributes | null} attributes
 * @param {any[]} children
 */
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
 * An HTML element with its children: elements, texts, or lists of them.
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
 * An SVG element.
 *
 * @param {string} tag
 * @param {Attributes | null} attributes
 * @param {any[]} children
 */
export function s(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/**
 * @template {Element} T
 * @param {T} element
 * @param {any[]} children
 */
export function replace(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter(Boolean));
  return element;
}

/** @param {string} id of an element that index.html has */
export const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/**
 * Read out by screen readers, seen by nobody.
 *
 * @param {string} text
 */
export function say(text) {
  byId("live").textContent = text;
}

/**
 * A problem that needs the reader's eyes.
 *
 * @param {string} text
 */
export function toast(text) {
  const note = h("div", { class: "toast" }, h("span", {}, text),
    h("button", { type: "button", class: "quiet", "aria-label": "Dismiss", onclick: () => note.remove() }, "×"));
  byId("toasts").append(note);
  setTimeout(() => note.remove(), 12000);
}

const whole = new Intl.NumberFormat("en-US");
const short = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 5 });

/** @param {number} number */
export function count(number) {
  return whole.format(number);
}

/**
 * @param {number} number
 * @param {string} word
 */
export function plural(number, word) {
  return `${whole.format(number)} ${word}${number === 1 ? "" : "s"}`;
}

/**
 * A figure of a profile: numbers with few digits, texts as they are.
 *
 * @param {unknown} value
 * @returns {string}
 */
export function figure(value) {
  if (value === null || value === undefined) return "–";
  if (typeof value === "number") return Number.isInteger(value) ? whole.format(value) : short.format(value);
  return String(value);
}

/**
 * @param {unknown} text
 * @param {number} most
 */
export function cut(text, most) {
  const value = String(text);
  return value.length <= most ? value : value.slice(0, most - 1) + "…";
}

/** @param {string} text */
export function copyButton(text) {
  const button = h("button", { type: "button", class: "quiet small" }, "Copy");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "Copied";
      setTimeout(() => (button.textContent = "Copy"), 1500);
    } catch {
      button.textContent = "Cannot copy here";
    }
  });
  return button;
}
