// Pausing, stopping and starting again, and asking that everything be deleted. All need a connection.
import { addDays, today } from "./dates.js";
import { el, say } from "./dom.js";
import { refresh } from "./session.js";
import { shortDay } from "./short_day.js";
import { changed } from "./changed.js";
import { t } from "./words.js";

const LONGEST = 180; // days

/** @param {string} method @param {string} path @param {object} [body] */
async function send(method, path, body = {}) {
  const response = await fetch(`/api/${path}`, { method, headers: { "Content-Type": "application/json", "X-Booster": "1" },
    body: JSON.stringify(body) }).catch(() => null);
  if (!response?.ok) return say(t("That did not work. Connect to the internet and try again."));
  await refresh();
  changed();
  return say(t("Your clinic’s computer has noted it."));
}

/** @param {string} text @param {() => void} click @param {string} [kind] */
const button = (text, click, kind = "quiet") => el("button", { type: "button", class: kind, click }, text);

function offerPause() {
  const day = /** @type {HTMLInputElement} */ (el("input", { type: "date", id: "until", name: "until",
    min: addDays(today(), 1), max: addDays(today(), LONGEST), value: addDays(today(), 14) }));
  return [
    el("p", {}, t("While you pause or stop, this app does not remind you. You can still check in, and help stays in this app.")),
    el("label", { class: "field", for: "until" }, t("Pause until"), day),
    el("div", { class: "buttons" },
      button(t("Pause"), () => day.reportValidity() && day.value && send("PUT", "programme", { state: "paused", until: day.value })),
      button(t("Stop"), () => send("PUT", "programme", { state: "stopped" }))),
  ];
}

/** @param {Session} session */
function away({ programme, plan }) {
  const until = programme?.until;
  return [
    el("p", {}, until ? t("You have paused until {day}.", { day: shortDay(until, plan.calendar) }) : t("You have stopped for now.")),
    el("p", {}, t("This app does not remind you. You can still check in, and help stays in this app.")),
    button(t("Start again"), () => send("PUT", "programme", { state: "on" }), ""),
  ];
}

/** @param {Session} session */
function deletion({ programme, clinic, plan }) {
  const asked = programme?.deletion_asked;
  if (asked) {
    return [el("p", {}, t("You asked {clinic} on {day} to delete your data. They will talk with you first.",
      { clinic: clinic.name, day: shortDay(asked, plan.calendar) })),
    button(t("Keep my data after all"), () => send("DELETE", "deletion"))];
  }
  return [
    el("p", {}, t("Your clinic may have to keep some records by law. They will tell you what they delete.")),
    el("details", {}, el("summary", {}, t("Ask your clinic to delete your data")),
      el("p", {}, t("Your clinic will see that you asked. Until they act, everything stays as it is.")),
      button(t("Yes, ask them to delete my data"), () => send("PUT", "deletion"))),
  ];
}

/** @param {Session} session @returns {Node[]} */
export const programmeView = (session) => [
  el("section", {}, el("h2", {}, t("Pause or stop")), ...(session.programme?.state === "on" ? offerPause() : away(session))),
  el("section", {}, el("h2", {}, t("Delete your data")), ...deletion(session)),
];
