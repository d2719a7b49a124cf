// After the check-in: the advice, the score on its band, what happens next and who sees it.
import { bandBar } from "./band.js";
import { card, noPlan, state } from "./card.js";
import { contactButton } from "./contact.js";
import { sayDay, today } from "./dates.js";
import { drivingNote } from "./driving.js";
import { $, el, refill, say } from "./dom.js";
import { finish, given } from "./finish.js";
import { fresh, keep } from "./form.js";
import { helpLines } from "./lines.js";
import { clinic, current } from "./session.js";
import { get, isKept, list } from "./store.js";
import { sync } from "./sync.js";
import { askToKeep } from "./told.js";
import { t } from "./words.js";

/** @param {string} id @returns {Promise<Finished | undefined>} */
async function find(id) {
  /** @type {Last | undefined} */
  const last = await get("meta", "last");
  const waits = (await list()).find((item) => item.id === id);
  const answers = given.get(id);
  if (waits) return { ...waits, answers, advice: waits.shown };
  return last?.id === id ? { ...last, answers } : undefined;
}

/**
 * @param {Finished} response @param {Session | undefined} session
 * @param {Clinic | undefined} known @param {Item[]} items @returns {Node[]}
 */
function parts(response, session, known, items) {
  const { advice, total = null, answers, received_at: at, changed } = response;
  const asks = advice && advice.urgency !== "none";
  const bands = JSON.parse($("#result").dataset.bands ?? "[]");
  const unsafe = answers?.reports.includes("unsafe") && advice?.action !== "crisis-help";
  return /** @type {any[]} */ ([
    changed && el("p", { class: "notice" }, t("Your clinic’s computer has your answers now, and its advice is different.")),
    advice ? card(advice, known, { heading: "h1" }) : noPlan(known, "h1"),
    ...drivingNote(session?.last_treatment, answers?.last_treatment.on),
    ...(unsafe && known ? helpLines(known, "lines") : []),
    !at && advice && el("p", { class: "soft" },
      t("This advice comes from the plan on your phone. It may change when your clinic’s computer has your answers.")),
    state(response),
    asks && session && contactButton(session.patient.id, items),
    total !== null && el("section", {}, el("h2", {}, t("Your score is {total} of 21", { total })), bandBar(bands, total)),
    el("section", {}, el("h2", {}, t("What happens next")),
      el("p", {}, at ? t("{clinic} has your answers now. That does not mean that someone has read them.", { clinic: response.clinic })
        : t("Your answers go to your clinic by themselves when this phone is connected. You can leave them to it.")),
      el("p", {}, t("If you feel worse, do not wait. Call your clinic, or tap Get help now.")),
      at && session?.next_check_in && session.next_check_in > today() && el("p", {}, t("Your next check-in is on {day}.", { day: sayDay(session.next_check_in, session.plan.calendar) })),
      session?.last_treatment && el("p", {}, el("a", { href: "/app/between" }, t("What to do between treatments"))),
      !session && el("p", {}, el("a", { href: "/app/pair" }, t("Pair this phone again to send your answers")))),
  ]).filter((part) => part instanceof Node);
}

/** @param {string} id shown now, and again when its receipt comes */
export async function showResult(id) {
  let before = "";
  const show = async () => {
    const response = await find(id);
    if (!response) return location.replace("/app");
    const session = await current();
    const mark = JSON.stringify([response.received_at, response.parked, session?.next_check_in]);
    if (mark === before) return;
    refill($("#result"), ...parts(response, session, await clinic(), await list()), moves(response));
    document.title = `${$("#result h1").textContent} – Booster Check`;
    if (before) say(document.querySelector("#result .state")?.textContent ?? "");
    before = mark;
  };
  $("#check-in").hidden = $("#attribution").hidden = true;
  $("#result").hidden = false;
  addEventListener("popstate", () => location.replace("/app")); // the questions are behind us
  await show();
  if (!before) return; // nothing is known of it any more
  $("#result h1").focus({ preventScroll: true });
  scrollTo(0, 0);
  document.addEventListener("booster:changed", show);
}

/** @param {Finished} response */
function moves({ answers, patient = "" }) {
  const again = async () => {
    if (answers) await keep(() => ({ ...fresh(patient), ...answers }));
    location.replace("/app/check-in");
  };
  return el("div", { class: "buttons" },
    answers?.answers.includes(null) && el("button", { type: "button", click: again }, t("Answer the blank questions")),
    el("a", { class: "button quiet", href: "/app" }, t("Back to the start")));
}

/**
 * The last step: on disk first, then shown, then sent.
 * @param {Draft} draft
 */
export async function finished(draft) {
  const item = await finish(draft);
  if (!item) return location.assign("/app"); // another tab was first
  delete document.body.dataset.busy;
  document.getElementById("notice-restored")?.remove();
  history.replaceState({ result: item.id }, "", "#result");
  addEventListener("beforeunload", (event) => isKept("outbox", item.id) || event.preventDefault());
  await showResult(item.id);
  document.dispatchEvent(new Event("booster:safe"));
  askToKeep();
  navigator.serviceWorker?.ready.then((worker) => worker.sync?.register("booster-outbox")).catch(() => {});
  sync({ force: true });
}
