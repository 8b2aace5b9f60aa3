// As much of a browser's document as the page's modules need: elements, texts, attributes, listeners.

class Node {}

class Text extends Node {
  constructor(data) {
    super();
    this.textContent = data;
  }
}

export class Element extends Node {
  constructor(name) {
    super();
    this.localName = name;
    this.attributes = new Map();
    this.childNodes = [];
    this.listeners = new Map();
    this.style = {};
    this.value = "";
  }

  get classList() {
    const names = () => (this.getAttribute("class") || "").split(" ").filter(Boolean);
    const set = (list) => this.setAttribute("class", list.join(" "));
    return {
      contains: (name) => names().includes(name),
      add: (name) => set([...names(), name]),
      remove: (name) => set(names().filter((other) => other !== name)),
      toggle: (name, on) => set([...names().filter((other) => other !== name), ...(on ? [name] : [])]),
    };
  }

  removeAttribute(name) {
    this.attributes.delete(name);
  }

  scrollIntoView() {}

  get children() {
    return this.childNodes.filter((child) => child instanceof Element);
  }

  get textContent() {
    return this.childNodes.map((child) => child.textContent).join("");
  }

  set textContent(text) {
    this.childNodes = [new Text(String(text))];
  }

  append(...children) {
    for (const child of children) {
      const node = child instanceof Node ? child : new Text(String(child));
      node.parent = this;
      this.childNodes.push(node);
    }
  }

  replaceChildren(...children) {
    this.childNodes = [];
    this.append(...children);
  }

  remove() {
    this.parent.childNodes = this.parent.childNodes.filter((child) => child !== this);
  }

  setAttribute(name, value) {
    this.attributes.set(name, value);
  }

  getAttribute(name) {
    return this.attributes.get(name) ?? null;
  }

  addEventListener(name, listener) {
    this.listeners.set(name, listener);
  }

  dispatch(name, event = {}) {
    return this.listeners.get(name)(event);
  }

  /** All elements below with this name, or with this class where it begins with a dot. */
  all(selector) {
    const fits = (element) =>
      selector.startsWith("[") ? false : selector.startsWith(".")
        ? (element.getAttribute("class") || "").split(" ").includes(selector.slice(1))
        : element.localName === selector;
    return this.children.flatMap((child) => [...(fits(child) ? [child] : []), ...child.all(selector)]);
  }

  querySelector(selector) {
    return this.all(selector.replace(":scope > ", ""))[0] || null;
  }
}

/** Puts a new document into the global scope, with the elements that index.html has. */
export function install() {
  const fixed = new Map(["live", "toasts"].map((id) => [id, new Element("div")]));
  globalThis.Node = Node;
  globalThis.innerHeight = 900;
  globalThis.requestAnimationFrame = () => {};
  globalThis.ResizeObserver = class {
    observe() {}
  };
  globalThis.document = {
    createElement: (name) => new Element(name),
    createElementNS: (_, name) => new Element(name),
    createTextNode: (text) => new Text(text),
    getElementById: (id) => fixed.get(id) || null,
    importNode: (node) => node,
  };
}

/** Lets everything that waits for a promise go on. */
export const settled = () => new Promise((next) => setImmediate(next));

install();
