// Whole local days as YYYY-MM-DD, and how they are said.
import { t } from "./words.js";

const DAY = 86_400_000; // ms
/** @param {number} number */
export const two = (number) => String(number).padStart(2, "0");

/** @param {Date} [date] the local day */
export const today = (date = new Date()) =>
  `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;

/**
 * Whole days from one day to another.
 * @param {string} from @param {string} to
 */
export const daysBetween = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / DAY);

/** @param {string} day @param {number} count */
export const addDays = (day, count) => new Date(Date.parse(day) + count * DAY).toISOString().slice(0, 10);

const { lang } = document.documentElement;
let locale = lang;

/**
 * The clinic's country says how the page's language writes days and times.
 * @template {Clinic | undefined} C @param {C} clinic
 */
export function writtenAsIn(clinic) {
  if (clinic?.country) locale = `${lang.split("-")[0]}-${clinic.country}`;
  return clinic;
}

/** @param {Date} date @param {Intl.DateTimeFormatOptions} how */
const written = (date, how) => new Intl.DateTimeFormat(locale, how).format(date);

/**
 * "3 March 2026", as the language writes it.
 * @param {string} day
 */
export const sayDate = (day) => written(new Date(day), { dateStyle: "long", timeZone: "UTC" });

/**
 * "Tuesday 3 March": as the plan has it, or as the language writes it.
 * @param {string} day @param {Plan["calendar"]} [calendar]
 */
export function sayDay(day, calendar) {
  const date = new Date(Date.parse(day));
  if (!calendar) {
    return written(date, { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" }).replace(/, (?=\d)/, " ");
  }
  return calendar.pattern
    .replace("{weekday}", calendar.weekdays[(date.getUTCDay() + 6) % 7])
    .replace("{day}", String(date.getUTCDate()))
    .replace("{month}", calendar.months[date.getUTCMonth()]);
}

/**
 * "2:02 PM" or "14:02", with the day when it is not today.
 * @param {string} instant ISO, UTC
 */
export function sayTime(instant) {
  const date = new Date(instant);
  const time = written(date, { timeStyle: "short" });
  return today(date) === today() ? time : t("{time}, {day}", { time, day: sayDay(today(date)) });
}
