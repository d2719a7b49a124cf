// The first screen: what the clinic asks, or today's advice; then the check-in; then what was sent.
import { ready, screen } from "./app.js";
import { card, noPlan, state } from "./card.js";
import { contactButton } from "./contact.js";
import { sayDay, today } from "./dates.js";
import { $, el, notice, refill } from "./dom.js";
import { drivingNote } from "./driving.js";
import { keptNotices } from "./kept.js";
import { lookUp } from "./plan.js";
import { offerRemoval } from "./remove.js";
import { asking, received, waiting } from "./responses.js";
import { clinic, current, refused } from "./session.js";
import { get } from "./store.js";

/** @param {Session} session @param {Item[]} items @param {Last | undefined} last */
function advice(session, items, last) {
  const asked = asking(session, items);
  if (asked) return card(asked, session.clinic, { more: [contactButton(session.patient.id, items)] });
  const now = today();
  const shown = [...items].reverse().find(({ shown, on }) => shown && on === now)?.shown
    ?? (last?.on === now && last.advice?.urgency === "none" ? last.advice : null)
    ?? lookUp(session.plan, now).advice;
  return shown ? card(shown, session.clinic) : noPlan(session.clinic);
}

/** @param {Session} session */
function nextDay({ next_check_in: next, plan }) {
  if (!next) return "Seven short questions about the last 2 weeks. It takes about 2 minutes.";
  return next <= today() ? "Today is a good day to check in. It takes about 2 minutes."
    : `Your next check-in is on ${sayDay(next, plan.calendar)}. You can check in sooner if you want to.`;
}

/** @param {Item[]} items @param {Last | undefined} last @param {Last | undefined} contact */
function sent(items, last, contact) {
  const lines = items.filter(({ parked }) => !parked).map((item) => el("li", {},
    el("p", {}, `${item.kind === "contact" ? "You contacted your clinic" : "Your answers"}, ${sayDay(item.on)}`), state(item)));
  if (last) lines.push(el("li", {}, el("p", {}, `Your answers, ${sayDay(last.on)}`), state(last)));
  if (contact?.on === today()) lines.push(el("li", {}, el("p", {}, "You contacted your clinic"), state(contact)));
  return lines;
}

async function show() {
  const session = await current();
  const known = await clinic();
  const items = await waiting(session?.patient.id);
  const [last, contact] = [await received(session?.patient.id), await get("meta", "contact")];
  $("#pairing").hidden = Boolean(session);
  for (const id of ["#start", "#more"]) $(id).hidden = !session;
  $("#hello").textContent = session?.patient.name ? `Hello ${session.patient.name}` : "Your check-in";
  if (await refused()) {
    notice("refused", el("p", {}, "This phone is not paired any more. What is saved on it stays, and is sent when you pair it again."));
  } else document.getElementById("notice-refused")?.remove();
  $("#today").hidden = !session;
  const lines = session ? sent(items, last, contact) : [];
  $("#sent").hidden = lines.length === 0;
  $("#sent").replaceChildren(el("h2", {}, "Your last answers"), el("ul", { class: "plain" }, ...lines));
  if (session) {
    const driving = drivingNote(session.last_treatment, ...items.map(({ treated }) => treated));
    refill($("#today"), advice(session, items, last), ...driving);
    $("#next").textContent = items.some(({ kind }) => kind === "check-in") ? "" : nextDay(session);
    $("#go").textContent = (await get("drafts", "check-in"))?.patient === session.patient.id
      ? "Continue your check-in" : "Check in";
  }
  await keptNotices(session, known);
}

screen(show);
ready.then(() => $("#remove").addEventListener("toggle", () => offerRemoval($("#remove")), { once: true }));
