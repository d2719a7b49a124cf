// Signing out: at once, with or without a connection. What waits is sent before the server is told,
// for afterwards it would not take it.
import { current, forget } from "./session.js";
import { get } from "./store.js";
import { changed } from "./changed.js";
import { sync } from "./sync.js";

const PATIENCE = 5000; // ms; the rest happens at the next contact

export async function leave() {
  const leaving = (await current())?.patient.id ?? (await get("meta", "visitor"));
  await forget(["meta", "clinic", undefined], ["meta", "refused", undefined], ["meta", "visitor", undefined], ["meta", "leaving", leaving]);
  document.dispatchEvent(new Event("booster:left"));
  changed();
  await Promise.race([sync({ force: true }), new Promise((resolve) => { setTimeout(resolve, PATIENCE); })]).catch(() => {});
}
