// "I have contacted the clinic": noted on the phone, sent like an answer, undone within seconds.
import { uuid } from "./digest.js";
import { today, wallTime } from "./dates.js";
import { el, say } from "./dom.js";
import { add, discard } from "./outbox.js";
import { changed, sync } from "./sync.js";

const UNDO = 8000; // ms

/** @param {string} patient */
async function note(patient) {
  const now = new Date();
  const on = today(now);
  const body = JSON.stringify({ patient, on, at: wallTime(now), offset_minutes: -now.getTimezoneOffset() });
  /** @type {Item} */
  const item = { id: uuid(), kind: "contact", patient, on, body, made: Date.now(), tries: 0,
    next: Date.now() + UNDO, told: true, shown: null, raised: false, total: null, treated: null };
  await add(item);
  setTimeout(() => sync(), UNDO + 100);
  return item.id;
}

/**
 * The button, which turns into what was noted and a way back.
 * @param {string} patient
 */
export function contactButton(patient) {
  const place = el("div", { class: "contacted" });
  const offer = () => place.replaceChildren(el("button", { type: "button", class: "quiet wide", click: noted },
    "I have contacted the clinic"));
  const noted = async () => {
    const id = await note(patient);
    const undo = async () => { await discard(id); offer(); changed(); };
    const back = el("button", { type: "button", class: "link", click: undo }, "Undo");
    place.replaceChildren(el("p", {}, "You noted that you contacted your clinic. ", back));
    say("Noted. You can undo this.");
    back.focus();
    setTimeout(() => back.remove(), UNDO);
  };
  offer();
  return place;
}
