// The action plan, looked up. No rule lives here: the server has worked out every line beforehand.
import { addDays, daysBetween, sayDay } from "./dates.js";

/**
 * What the plan says on a day: null outside its days, for then there is no advice.
 * @param {Plan} plan @param {string} day YYYY-MM-DD @param {Partial<Question>} [question]
 * @returns {Shown}
 */
export function lookUp(plan, day, question = {}) {
  const { total = null, floor = null, reports = [], raisedBefore, treatedSince } = question;
  const since = daysBetween(plan.from, day);
  const period = plan.periods.find(({ from, to }) => from <= since && since <= to);
  if (!period || since > plan.days) return { advice: null, raised: false };
  const points = total ?? floor ?? 0;
  const row = (total !== null ? period.totals : floor !== null ? period.floors : [])
    .find(([low, high]) => low <= points && points <= high) ?? [0, 0, period.none];
  const raised = row.length > 3;
  // Reports first: at equal rank the first of the list is shown.
  const lines = reports.map((kind) => plan.reports[kind]).filter((line) => line !== undefined);
  lines.push(raised && raisedBefore ? row[3] : row[2]);
  let advice = lines.map((line) => plan.advice[line])
    .reduce((best, other) => (other.rank < best.rank ? other : best));
  if (treatedSince && advice.may_mention_booster) advice = plan.advice[plan.treated];
  return { advice: filled(plan, advice, day, question), raised };
}

const OPEN = /\{(total|blanks|since|on\+(\d+))\}/g;

/** @param {Plan} plan @param {Advice} advice @param {string} day @param {Partial<Question>} question @returns {Advice} */
function filled(plan, advice, day, { total = null, blanks = 0 }) {
  const since = plan.last_treatment ? daysBetween(plan.last_treatment, day) : "";
  /** @type {Record<string, any>} */
  const known = { total, blanks, since };
  const fill = (text = "") => text.replace(OPEN, (_, name, days) =>
    days ? sayDay(addDays(day, Number(days)), plan.calendar) : String(known[name]));
  return { ...advice, title: fill(advice.title), message: advice.message.map(fill), reason: fill(advice.reason) };
}
