// The clinic's logo above the greeting. Its address changes with it, so a browser keeps it, offline too.
import { $, el } from "./dom.js";

/** @param {Clinic} clinic */
export function showLogo({ name, logo }) {
  const there = document.getElementById("logo");
  if (there?.getAttribute("src") === logo) return;
  there?.remove();
  const error = (/** @type {Event} */ { target }) => /** @type {Element} */ (target).remove();
  $("#hello").before(el("img", { id: "logo", src: logo, alt: name, error }));
}
