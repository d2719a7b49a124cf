// Which responses wait on this phone, noted outside IndexedDB, so that a loss there is reported.
// Order matters: saved first and noted after; struck out first and deleted after.

const KEY = "booster-unsent";

/** @returns {Record<string, string>} the day of each by id */
function read() {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "{}");
  } catch {
    return {};
  }
}

/** @param {Record<string, string>} days */
function keep(days) {
  try {
    localStorage.setItem(KEY, JSON.stringify(days));
  } catch { /* without it a loss can't be reported, and nothing else changes */ }
}

/** @param {string} id @param {string} day */
export const note = (id, day) => keep({ ...read(), [id]: day });

/** @param {string} id */
export function strike(id) {
  const { [id]: _, ...rest } = read();
  keep(rest);
}

/**
 * The days whose response is noted here and no longer in the outbox.
 * @param {string[]} present
 */
export const lost = (present) =>
  Object.entries(read()).filter(([id]) => !present.includes(id)).map(([id, day]) => ({ id, day }));
