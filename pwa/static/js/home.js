// The first screen: what the clinic asks, or today's advice; then the check-in; then what was sent.
import { opened, ready, screen } from "./app.js";
import { card, noPlan, state } from "./card.js";
import { sayDay, today } from "./dates.js";
import { $, el, notice, refill } from "./dom.js";
import { whose } from "./draft.js";
import { drivingNote } from "./driving.js";
import { lookUp } from "./plan.js";
import { clinic, current, refused } from "./session.js";
import { get, list } from "./store.js";
import { t } from "./words.js";

const ORDER = ["none", "routine", "soon", "urgent"];

/**
 * What stands on the first screen: the most urgent of the open request and what unsent answers ask
 * for; it stays until the server says otherwise.
 * @param {Session} session @param {Item[]} items @returns {Advice | Request | null}
 */
function asking(session, items) {
  const asked = items.filter(({ shown }) => shown && shown.urgency !== "none").map(({ shown }) => shown);
  /** @type {(Advice | Request | null)[]} */
  const all = [...asked.reverse(), session.request];
  return all.reduce((best, one) => (one && (!best || rank(one) > rank(best)) ? one : best), null);
}

/** @param {Advice | Request} advice */
const rank = ({ urgency }) => ORDER.indexOf(urgency);

/** @type {Pick<Advice, "urgency" | "title" | "message">} */
const ANSWERED = { urgency: "none", title: t("You can check in at any time"),
  message: [t("Please follow what you agreed with your clinic."), t("If you feel worse, call them.")] };

/**
 * What the plan says on a day without a check-in. What only a check-in can ask for is a request;
 * when none is open, it was answered, and is not asked again.
 * @param {Session} session @param {string} day @returns {Advice | null}
 */
function withoutCheckIn({ plan, asks_without_check_in: asks }, day) {
  const { advice } = lookUp(plan, day);
  const asked = advice && (advice.urgency !== "none" || advice.action === "reminder");
  const answered = asked && asks?.includes(advice.headline ?? "") === false;
  return answered ? { ...advice, ...ANSWERED, action: "none", reason: "" } : advice;
}

/** @param {Session} session @param {Item[]} items @param {Last | undefined} last */
async function advice(session, items, last) {
  const asked = asking(session, items);
  if (asked) {
    const more = await import("./contact.js").then((it) => [it.contactButton(session.patient.id, items)], () => []);
    return card(asked, session.clinic, { more });
  }
  const now = today();
  const shown = [...items].reverse().find(({ shown, on }) => shown && on === now)?.shown
    ?? (last?.on === now && last.advice?.urgency === "none" ? last.advice : null)
    ?? withoutCheckIn(session, now);
  return shown ? card(shown, session.clinic) : noPlan(session.clinic);
}

/** @param {Session} session */
function nextDay({ next_check_in: next, plan, programme }) {
  const until = programme?.until;
  if (until) return t("You have paused until {day}. You can check in at any time.", { day: sayDay(until, plan.calendar) });
  if (!next) return t("Seven short questions about the last 2 weeks. It takes about 2 minutes.");
  return next <= today() ? t("Today is a good day to check in. It takes about 2 minutes.")
    : t("Your next check-in is on {day}. You can check in sooner if you want to.", { day: sayDay(next, plan.calendar) });
}

/** @param {Item[]} items @param {Last | undefined} last @param {Last | undefined} contact */
function sent(items, last, contact) {
  const answers = (/** @type {string} */ on) => t("Your answers, {day}", { day: sayDay(on) });
  const lines = items.filter(({ parked }) => !parked).map((item) => el("li", {},
    el("p", {}, item.kind === "contact" ? t("You contacted your clinic, {day}", { day: sayDay(item.on) }) : answers(item.on)), state(item)));
  if (last) lines.push(el("li", {}, el("p", {}, answers(last.on)), state(last)));
  if (contact?.on === today()) lines.push(el("li", {}, el("p", {}, t("You contacted your clinic")), state(contact)));
  return lines;
}

/** Whether something was noted as unsent: only then what is lost is worth a look. */
function noted() {
  try {
    return (localStorage.getItem("booster-unsent") ?? "").length > "{}".length;
  } catch {
    return false;
  }
}

async function show() {
  const [session, known, all, newest, contact, isRefused, begun] = await Promise.all([current(), clinic(), list(),
    get("meta", "last"), get("meta", "contact"), refused(), whose()]);
  const items = all.filter(({ patient }) => patient === session?.patient.id);
  const last = newest?.patient === session?.patient.id ? newest : undefined;
  $("#pairing").hidden = Boolean(session);
  for (const id of ["#start", "#more"]) $(id).hidden = !session;
  $("#hello").textContent = session?.patient.name ? t("Hello {name}", { name: session.patient.name }) : t("Your check-in");
  if (isRefused) {
    notice("refused", el("p", {}, t("This phone is not paired any more. What is saved on it stays, and is sent when you pair it again.")));
  } else document.getElementById("notice-refused")?.remove();
  $("#today").hidden = !session;
  const lines = session ? sent(items, last, contact) : [];
  $("#sent").hidden = lines.length === 0;
  $("#sent").replaceChildren(el("h2", {}, t("Your last answers")), el("ul", { class: "plain" }, ...lines));
  if (session) {
    if (session.clinic.logo) import("./logo.js").then((it) => it.showLogo(session.clinic), () => {});
    const { language = "" } = session.patient;
    if (language && language !== document.documentElement.lang) import("./language.js").then((it) => it.follow(language)).catch(() => {});
    const driving = drivingNote(session.last_treatment, ...items.map(({ treated }) => treated));
    refill($("#today"), await advice(session, items, last), ...driving);
    $("#next").textContent = items.some(({ kind }) => kind === "check-in") ? "" : nextDay(session);
    $("#changed").textContent = session.summary?.changed ?? "";
    $("#go").textContent = begun === session.patient.id ? t("Continue your check-in") : t("Check in");
  }
  if (all.length || document.querySelector("#notices *") || noted()) {
    await import("./kept.js").then((it) => it.keptNotices(session, known), () => {});
  }
}

screen(show, opened); // and not for the disk's self-test: what to do is on the screen sooner
const removal = /** @type {HTMLDetailsElement} */ ($("#remove"));
const offer = () => ready.then(() => import("./remove.js")).then((it) => it.offerRemoval(removal));
if (removal.open) offer(); // opened before this was there
else removal.addEventListener("toggle", offer, { once: true });
