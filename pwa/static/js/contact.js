// "I have contacted the clinic": noted on the phone, sent like an answer, undone within seconds.
import { today } from "./dates.js";
import { el, say } from "./dom.js";
import { add, discard, stamp } from "./outbox.js";
import { changed } from "./changed.js";
import { sync } from "./sync.js";
import { uuid } from "./uuid.js";
import { t } from "./words.js";

const UNDO = 8000; // ms

/** @param {string} patient */
async function note(patient) {
  const now = stamp();
  const { on } = now;
  const body = JSON.stringify({ patient, ...now });
  /** @type {Item} */
  const item = { id: uuid(), kind: "contact", patient, on, body, made: Date.now(), tries: 0,
    next: Date.now() + UNDO, told: true, shown: null, raised: false, total: null, treated: null };
  await add(item);
  setTimeout(() => sync(), UNDO + 100);
  return item.id;
}

/** What was noted last, while it can be undone; it outlives a screen that is shown anew. */
let undoable = "";

/**
 * The button; once pressed, what was noted, and for some seconds a way back.
 * @param {string} patient @param {Item[]} items what waits on this phone
 */
export function contactButton(patient, items) {
  const place = el("div", { class: "contacted" });
  const noted = items.some(({ kind, on }) => kind === "contact" && on === today());
  const offer = () => place.replaceChildren(el("button", { type: "button", class: "quiet wide", click: press },
    t("I have contacted the clinic")));
  const undo = async () => { await discard(undoable); undoable = ""; offer(); changed(); };
  const show = () => place.replaceChildren(el("p", {}, t("You noted that you contacted your clinic."), " ",
    undoable && el("button", { type: "button", class: "link", click: undo }, t("Undo"))));
  const press = async () => {
    undoable = await note(patient);
    setTimeout(() => { undoable = ""; changed(); }, UNDO);
    show();
    say(t("Noted. You can undo this."));
    place.querySelector("button")?.focus();
  };
  if (noted || undoable) show();
  else offer();
  return place;
}
