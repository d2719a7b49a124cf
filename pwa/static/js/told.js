// What the phone says of itself at each contact: the check-ins it made and lost, how well it keeps them.
import { isFailing } from "./store.js";

const KEY = "booster-phone";

const said = () => new URLSearchParams(localStorage.getItem(KEY) ?? "");

/** @param {string} name */
export const number = (name) => { try { return Number(said().get(name)); } catch { return 0; } };

/** @param {Record<string, string | number>} changes */
export function tell(changes) {
  try {
    const now = said();
    for (const [name, value] of Object.entries(changes)) now.set(name, String(value));
    localStorage.setItem(KEY, String(now));
  } catch { /* then the clinic is told less, and nothing else changes */ }
}

/** Asks the browser to keep what it has, and tells how that ended. */
export const askToKeep = async () => {
  const granted = await navigator.storage?.persist?.().catch(() => false);
  tell({ keeps: isFailing() ? "online-only" : granted ? "persistent" : "best-effort" });
};
