// Notices about what stays on this phone: refused items, losses, another person's answers.
import { el, notice } from "./dom.js";
import { sayDay } from "./dates.js";
import { discard, unpark } from "./outbox.js";
import { get, list, locked } from "./store.js";
import { changed } from "./changed.js";
import { sync } from "./sync.js";
import { number, tell } from "./told.js";
import { lost, strike } from "./unsent.js";
import { t } from "./words.js";

/** @param {Item} item @param {Clinic | undefined} clinic */
function parkedNotice(item, clinic) {
  const name = clinic?.name ?? t("Your clinic");
  const again = async () => { await unpark(item); await sync({ force: true }); changed(); };
  const remove = async () => { await discard(item.id); changed(); };
  const held = item.parked?.held;
  const day = sayDay(item.on);
  const what = item.kind === "contact" ? t("Your note that you contacted the clinic, {day}", { day }) : t("Your answers, {day}", { day });
  return el("li", {},
    el("p", {}, what),
    el("p", {}, held
      ? t("{name} has a copy, but could not add it to your record. Please tell them when you call.", { name })
      : t("It was not taken. A copy stays on this phone and is tried again after an update.")),
    item.parked?.message && el("p", { class: "soft" }, item.parked.message),
    el("p", {}, el("button", { type: "button", class: "quiet", click: again }, t("Try again")), " ",
      held && el("button", { type: "button", class: "link", click: remove }, t("Remove from this phone"))));
}

/** @param {string} name @param {boolean} wanted @param {() => any[]} content */
const toggle = (name, wanted, content) =>
  wanted ? notice(name, ...content()) : document.getElementById(`notice-${name}`)?.remove();

/** @param {Session | undefined} session @param {Clinic | undefined} clinic */
export async function keptNotices(session, clinic) {
  // Under the lock: an item on its way out is struck from the list before it is deleted.
  const { items, gone } = await locked("sync", async () => {
    const items = await list();
    return { items, gone: lost(items.map(({ id }) => id)) };
  });
  if (gone.length) tell({ lost: number("read") + gone.length });
  const parked = items.filter((item) => item.parked && item.patient === session?.patient.id);
  const others = items.filter((item) => item.patient !== session?.patient.id);
  toggle("parked", parked.length > 0, () => [el("h2", {}, t("Saved on this phone, not taken yet")),
    el("ul", { class: "plain" }, ...parked.map((item) => parkedNotice(item, clinic)))]);
  const leaving = await get("meta", "leaving");
  const later = others.every(({ patient }) => patient === leaving) ? t("Answers are saved on this phone. They are sent when it is connected.")
    : session ? t("Answers of another person are saved on this phone. They are sent when that person pairs this phone again.")
      : t("Answers are saved on this phone. They are sent when you pair it again.");
  toggle("others", others.length > 0, () => [el("p", {}, later)]);
  const read = () => { tell({ read: number("lost") }); gone.forEach(({ id }) => strike(id)); changed(); };
  toggle("lost", gone.length > 0, () => [el("h2", {}, t("Answers are missing from this phone")),
    el("p", {}, t("This phone deleted answers before they could be sent: {days}. Please check in again.",
      { days: gone.map(({ day }) => sayDay(day)).join(", ") })),
    el("button", { type: "button", class: "quiet", click: read }, t("I have read this"))]);
}
