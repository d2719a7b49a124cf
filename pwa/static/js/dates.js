// Whole local days as YYYY-MM-DD, and how they are said.

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

/** @type {Plan["calendar"]} */
const CALENDAR = {
  weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
  months: ["January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December"],
  pattern: "{weekday} {day} {month}",
};

/**
 * "Tuesday 3 March".
 * @param {string} day @param {Plan["calendar"]} [calendar]
 */
export function sayDay(day, calendar = CALENDAR) {
  const date = new Date(Date.parse(day));
  return calendar.pattern
    .replace("{weekday}", calendar.weekdays[(date.getUTCDay() + 6) % 7])
    .replace("{day}", String(date.getUTCDate()))
    .replace("{month}", calendar.months[date.getUTCMonth()]);
}

/**
 * "14:02", with the day when it is not today.
 * @param {string} instant ISO, UTC
 */
export function sayTime(instant) {
  const date = new Date(instant);
  const time = `${two(date.getHours())}:${two(date.getMinutes())}`;
  return today(date) === today() ? time : `${time} on ${sayDay(today(date))}`;
}
