// After a session, until the next day: stronger than "several hours", as the label of esketamine has it.
import { today } from "./dates.js";
import { el } from "./dom.js";
import { t } from "./words.js";

/** @param {...(string | null | undefined)} treatments days, YYYY-MM-DD */
export const drivingNote = (...treatments) => (treatments.includes(today()) ? [el("p", { class: "notice" },
  t("You had treatment today. Do not drive until tomorrow, after a good night’s sleep."))] : []);
