// Finding and making elements. Text only, never markup: Trusted Types holds on every page.

/** @param {string} selector @param {ParentNode} [root] @returns {HTMLElement} */
export function $(selector, root = document) {
  const found = root.querySelector(selector);
  if (!found) throw new Error(`no ${selector} on this page`);
  return /** @type {HTMLElement} */ (found);
}

/** @param {string} selector @param {ParentNode} [root] */
export const all = (selector, root = document) =>
  /** @type {HTMLElement[]} */ ([...root.querySelectorAll(selector)]);

/**
 * A new element; a function among the attributes listens to that event.
 * @type {Make<HTMLElement>}
 */
export const el = (tag, attributes = {}, ...children) =>
  dress(document.createElement(tag), attributes, children);

/** @type {Make<SVGElement>} */
export const svg = (tag, attributes = {}, ...children) =>
  dress(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);

/** @template {Element} T @param {T} node @param {Record<string, any>} attributes @param {any[]} children */
function dress(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value != null && value !== false) node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.filter((child) => child != null && child !== false));
  return node;
}

/** @type {Promise<unknown> | undefined} */
let sheet;

/** The whole of the app's style, on a page that holds only what its first picture needs. */
export function dressed() {
  sheet ??= new Promise((done) => {
    const { href } = new URL("../app.css", import.meta.url);
    document.head.append(el("link", { rel: "stylesheet", href, load: done, error: done }));
  });
  return sheet;
}

/** When the next picture is on the screen; soon, when nobody looks. */
export const painted = () => new Promise((done) => {
  requestAnimationFrame(() => setTimeout(done));
  setTimeout(done, 100);
});

/** When all that was begun in this task has been asked for. */
export const nextTask = () => new Promise((done) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = done;
  port2.postMessage(null);
});

/** @param {string} number */
export const call = (number) => `tel:${number.replace(/[^+\d]/g, "")}`;

/**
 * Puts a notice at the top of the page, once for each name.
 * @param {string} name @param {...any} content
 */
export function notice(name, ...content) {
  document.getElementById(`notice-${name}`)?.remove();
  const box = el("section", { class: "notice", id: `notice-${name}` }, ...content);
  $("#notices").append(box);
  return box;
}

/**
 * Read out by screen readers.
 * @param {string} text
 */
export const say = (text) => { $("#status").textContent = text; };

/**
 * Shows something else in a place, and leaves the focus on what looks the same there, or on the heading.
 * @param {HTMLElement} place @param {...(Node | string)} nodes
 */
export function refill(place, ...nodes) {
  const had = place.contains(document.activeElement) ? document.activeElement : null;
  place.replaceChildren(...nodes);
  if (!had) return;
  const same = all(had.localName, place).find(({ textContent }) => textContent === had.textContent);
  (same ?? $("h1, h2", place)).focus({ preventScroll: true });
}
