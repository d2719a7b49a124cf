// The error summary: at the top, focused, "Error:" in the title, each line a link to its field.
import { $, all, el } from "./dom.js";
import { t } from "./words.js";

/** @typedef {{ field: string, text: string }} Fault */

/** The page's title while there is no fault. */
let before = "";
/** @param {string} title */
const wrong = (title) => t("Error: {title}", { title });

/** @param {Fault[]} faults what is wrong, with the id of the field to mend */
export function showFaults(faults) {
  clearFaults();
  const lines = faults.map(({ field, text }) => el("li", {}, el("a", {
    href: `#${field}`,
    // Focus only: a new fragment would be a step in the browser's history.
    click: (/** @type {Event} */ event) => { event.preventDefault(); $(`#${field}`).focus(); },
  }, text)));
  const box = el("div", { class: "fault", tabindex: "-1", role: "group", "aria-labelledby": "fault-title" },
    el("h2", { id: "fault-title" }, t("There is a problem")), el("ul", { class: "plain" }, ...lines));
  $("#faults").replaceChildren(box);
  before = document.title;
  document.title = wrong(before);
  for (const { field, text } of faults) mark($(`#${field}`), text);
  box.focus();
}

/** @param {HTMLElement} input @param {string} text */
function mark(input, text) {
  const id = `${input.id}-error`;
  input.setAttribute("aria-describedby", id);
  input.setAttribute("aria-invalid", "true");
  const place = input.closest(".row") ?? input.closest(".field") ?? input;
  place.before(el("p", { class: "error", id }, text));
}

export function clearFaults() {
  if (!before) return;
  if (document.title === wrong(before)) document.title = before; // it may be another step's by now
  before = "";
  $("#faults").replaceChildren();
  for (const line of all("p.error[id]")) line.remove();
  for (const input of all("[aria-invalid]")) {
    input.removeAttribute("aria-invalid");
    input.removeAttribute("aria-describedby");
  }
}
