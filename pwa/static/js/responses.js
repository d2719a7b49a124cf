// The newest check-in as this phone knows it, waiting or received, and what to show first.
import { list } from "./outbox.js";
import { get } from "./store.js";

const ORDER = ["none", "routine", "soon", "urgent"];

/** @param {string | undefined} patient @returns {Promise<Last | undefined>} the last received one of this patient */
export async function received(patient) {
  /** @type {Last | undefined} */
  const last = await get("meta", "last");
  return last?.patient === patient ? last : undefined;
}

/** @param {string | undefined} patient @returns {Promise<Item[]>} */
export const waiting = async (patient) => (await list()).filter((item) => item.patient === patient);

/**
 * What stands on the first screen: the most urgent of the open request and what unsent answers ask
 * for; it stays until the server says otherwise.
 * @param {Session} session @param {Item[]} items @returns {Advice | Request | null}
 */
export function asking(session, items) {
  const asked = items.filter(({ shown }) => shown && shown.urgency !== "none").map(({ shown }) => shown);
  /** @type {(Advice | Request | null)[]} */
  const all = [...asked.reverse(), session.request];
  return all.reduce((best, one) => (one && (!best || rank(one) > rank(best)) ? one : best), null);
}

/** @param {Advice | Request} advice */
const rank = ({ urgency }) => ORDER.indexOf(urgency);
