// A day without its weekday, where space is short: "4 May", "May 4".
import { sayDay } from "./dates.js";

/** @param {string} day @param {Plan["calendar"]} calendar */
export const shortDay = (day, calendar) =>
  sayDay(day, { ...calendar, pattern: calendar.pattern.replace(/\{weekday\}[^{]*/, "") });
