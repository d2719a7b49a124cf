// The action plan in words and as a picture: what the app will say at which score, and until when.
import { screen } from "./app.js";
import { noPlan } from "./card.js";
import { addDays, daysBetween, today } from "./dates.js";
import { $, call, el } from "./dom.js";
import { picture, tone } from "./plan_picture.js";
import { current } from "./session.js";
import { shortDay } from "./short_day.js";
import { t } from "./words.js";

const HIGHEST = 21;

/** @param {number} low @param {number} high */
function range(low, high) {
  if (low === 0 && high === HIGHEST) return t("Any score");
  if (low === 0) return t("Below {score}", { score: high + 1 });
  if (high === HIGHEST) return t("{score} or more", { score: low });
  return low === high ? String(low) : t("{low} to {high}", { low, high });
}

/**
 * The days of a span from today on: null when it is over.
 * @param {number} from @param {number} to @param {number} since @param {Session} session
 */
function days(from, to, since, { plan }) {
  if (to < since) return null;
  /** @param {number} ahead */
  const day = (ahead) => shortDay(addDays(plan.from, ahead), plan.calendar);
  if (from <= since) return to === since ? t("Today") : t("Now to {day}", { day: day(to) });
  return from === to ? day(from) : t("{first} to {last}", { first: day(from), last: day(to) });
}

/**
 * What each score asks for in one span.
 * @param {Summary} summary @param {number[][]} totals
 */
const asks = ({ says }, totals) => el("dl", { class: "asks" }, ...[...totals].reverse().map(([low, high, number]) =>
  el("div", {}, el("dt", {}, el("span", { class: `swatch ${tone(says[number])}`, "aria-hidden": "true" }), range(low, high)),
    el("dd", {}, says[number].text))));

/** @param {Summary} summary @param {number} since @param {Session} session */
function silence({ silent, says }, since, session) {
  const rows = silent.map(([from, to, number]) => ({ when: days(from, to, since, session), text: says[number].text }))
    .filter(({ when }) => when);
  return rows.length > 0 && el("section", {}, el("h2", {}, t("If you do not check in")),
    el("dl", { class: "asks" }, ...rows.map(({ when, text }) => el("div", {}, el("dt", {}, when), el("dd", {}, text)))));
}

/**
 * On paper nothing can be tapped, so the numbers stand there.
 * @param {Clinic} clinic
 */
function numbers({ name, phone, emergency, lines }) {
  /** @param {string} label @param {string} number @param {string} href */
  const line = (label, number, href) => el("li", {}, `${label}: `,
    el("a", { class: "tap", href, dir: href.startsWith("tel:") ? "ltr" : null }, number));
  return el("section", {}, el("h2", {}, t("Who to call")), el("ul", { class: "plain" },
    line(name, phone, call(phone)),
    emergency && line(t("If you are in danger"), emergency, call(emergency)),
    ...lines.map(({ label, number, kind, words }) => (kind === "web" ? line(label, number, `https://${number}`)
      : kind === "text" ? line(label, words ? t("text {words} to {number}", { words, number }) : t("text {number}", { number }),
        call(number).replace("tel:", "sms:"))
        : line(words ? `${label}, ${words}` : label, number, call(number))))));
}

/** @param {Summary} summary @param {Session} session */
function parts(summary, session) {
  const { clinic, plan } = session;
  const since = daysBetween(summary.from, today());
  const spans = summary.periods.filter(({ to }) => to >= since);
  return [
    summary.changed && el("p", { class: "notice" }, el("strong", {}, t("What changed:")), ` ${summary.changed}`),
    el("p", {}, t("This is what the app will say for each score. The limits are set by {clinic}.", { clinic: clinic.name })),
    el("figure", {}, picture(summary, spans, since, session), el("figcaption", { class: "soft" },
      t("Days go from left to right, scores from 0 at the bottom to 21 at the top. The same is in words below."))),
    ...spans.map(({ from, to, totals }) => el("section", {},
      el("h2", {}, days(from, to, since, session)), asks(summary, totals))),
    silence(summary, since, session),
    el("section", {}, el("h2", {}, t("At any score")),
      el("p", {}, t("Tell your clinic about a side effect or a strong pull to have more.")),
      el("p", {}, t("If you feel worse, call your clinic. If you feel unsafe, tap Get help now."))),
    numbers(clinic),
    el("p", { class: "soft" }, t("Made on {day}. Each check-in and each treatment makes a new plan.",
      { day: shortDay(summary.from, plan.calendar) })),
    el("p", { class: "screen" }, el("button", { type: "button", class: "quiet", click: () => print() }, t("Print this page"))),
  ].filter(Boolean);
}

async function show() {
  const session = await current();
  const summary = session?.summary;
  $("#none").hidden = Boolean(summary);
  const isOver = session && daysBetween(session.plan.from, today()) > session.plan.days;
  $("#plan").replaceChildren(...(!summary || !session ? [] : isOver ? [noPlan(session.clinic)]
    : /** @type {Node[]} */ (parts(summary, session))));
}

screen(show);
