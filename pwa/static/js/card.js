// An advice on a card: one action as its heading, the urgency in words too, and whom to call.
import { sayTime } from "./dates.js";
import { el } from "./dom.js";
import { callClinic, helpLines } from "./lines.js";
import { isKept } from "./store.js";
import { t } from "./words.js";

const WHEN = { urgent: t("Urgent: now"), soon: t("Soon: 1 or 2 days"), routine: t("Within a week"), none: "" };
const HELP = ["crisis-help", "emergency-help"];

/**
 * @param {Advice | Request} advice @param {Clinic | undefined} clinic
 * @param {{ heading?: string, more?: (Node | null)[] }} how
 */
export function card(advice, clinic, { heading = "h2", more = [] } = {}) {
  const { urgency, title, message, reason } = advice;
  const isHelp = HELP.includes(advice.action ?? "") || urgency === "urgent";
  const first = advice.action === "crisis-help" ? "lines" : "emergency";
  return el("article", { class: "card", "data-urgency": urgency },
    WHEN[urgency] && el("p", { class: "when" }, WHEN[urgency]),
    el(heading, { tabindex: heading === "h1" && "-1" }, title),
    ...message.slice(0, 5).map((line) => el("p", {}, line)),
    reason && el("p", { class: "soft" }, reason),
    ...(clinic && isHelp ? helpLines(clinic, first) : []),
    clinic && !isHelp && urgency !== "none" && callClinic(clinic),
    ...more);
}

/**
 * What the phone says when its plan has run out, or it has none.
 * @param {Clinic | undefined} clinic @param {string} [heading]
 */
export const noPlan = (clinic, heading = "h2") => el("article", { class: "card" },
  el(heading, { tabindex: heading === "h1" && "-1" }, t("Please connect to the internet")),
  el("p", {}, t("The plan on this phone is out of date, so it can’t give you advice today.")),
  el("p", {}, t("If you feel worse, call your clinic. If you feel unsafe, tap Get help now.")),
  clinic && callClinic(clinic));

/**
 * The only two states there are; and on a phone that keeps nothing, neither.
 * @param {{ id?: string, received_at?: string, clinic?: string }} one
 */
export function state({ id = "", received_at: at, clinic }) {
  if (at) return el("p", { class: "state", "data-received": true }, t("Received by {clinic} at {time}", { clinic, time: sayTime(at) }));
  return isKept("outbox", id) ? el("p", { class: "state" }, t("Saved on this phone"))
    : el("p", { class: "error" }, t("Not saved yet. Keep this page open."));
}
