// The first step: is the date of the last treatment right? Asked with the date that the phone knows.
import { sayDay, today } from "./dates.js";
import { $ } from "./dom.js";
import { collect } from "./form.js";

const date = /** @type {HTMLInputElement} */ ($("#last_treatment_on"));
const showDate = () => { $("#treated-on").hidden = collect().last_treatment.answer !== "no"; };

/** @param {Session | undefined} session */
export function askTreatment(session) {
  const last = session?.last_treatment;
  $('[data-step="treatment"] legend').firstElementChild?.replaceChildren(last
    ? `Our record says your last treatment was on ${sayDay(last, session.plan.calendar)}. Is that right?`
    : "Our record has no treatment for you yet. Is that right?");
  date.max = today();
  $("#check-in").addEventListener("change", showDate);
  showDate();
}

/** What is wrong with the first step. */
export function treatmentFault() {
  const { answer, on } = collect().last_treatment;
  if (!answer) return { field: "last_treatment-yes", text: "Choose yes, no or not sure" };
  if (answer !== "no") return null;
  if (!on) return { field: date.id, text: "Enter the date of your last treatment" };
  return on > today() ? { field: date.id, text: "Enter a day that is not after today" } : null;
}
