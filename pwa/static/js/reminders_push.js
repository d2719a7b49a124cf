// This phone's push subscription: made on a tap, and looked after at each start of the app.
import { today } from "./dates.js";
import { current } from "./session.js";
import { get, write } from "./store.js";

export const TAG = "check-in";

export const canPush = () => Boolean(navigator.serviceWorker && window.PushManager && window.Notification);

/**
 * What the server answers; null without a connection, or when it refused.
 * @param {string} path @param {string} [method] @param {any} [said]
 */
export async function ask(path, method = "GET", said) {
  const headers = { "X-Booster": "1", ...(said && { "Content-Type": "application/json" }) };
  const body = said && JSON.stringify(said);
  const response = await fetch(path, { method, headers, body, cache: "no-store" }).catch(() => null);
  return response?.ok ? response.json().catch(() => null) : null;
}

/**
 * Only ever called by a tap: a question that nobody expects is answered with No, for good.
 * @returns {Promise<any>} what the server says of reminders now; null when it did not come to that
 */
export async function turnOn() {
  if ((await Notification.requestPermission()) !== "granted") return null;
  return tell(await subscribed());
}

export async function turnOff() {
  const registration = await navigator.serviceWorker.ready;
  await (await registration.pushManager.getSubscription())?.unsubscribe();
  await write(["meta", "push", undefined]);
  return ask("/api/push", "DELETE");
}

/** A subscription may end without a word. Once a day the server hears that this one lives. */
export async function lookAfter() {
  const [kept, session] = await Promise.all([get("meta", "push"), current()]);
  if (!kept || kept.patient !== session?.patient.id || !navigator.onLine) return;
  const registration = await navigator.serviceWorker.ready;
  for (const shown of await registration.getNotifications({ tag: TAG })) shown.close();
  const there = await registration.pushManager.getSubscription();
  if (there?.endpoint === kept.endpoint && kept.on === today()) return;
  await tell(there ?? (await subscribed()));
}

/** @returns {Promise<PushSubscription | null>} */
async function subscribed() {
  const key = (await ask("/api/push"))?.key;
  if (!key) return null;
  const { pushManager } = await navigator.serviceWorker.ready;
  // One that was made with a key from before would not take what is signed with this one.
  await (await pushManager.getSubscription())?.unsubscribe();
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }).catch(() => null);
}

/** @param {PushSubscription | null} subscription */
async function tell(subscription) {
  const said = subscription && (await ask("/api/push", "PUT", subscription.toJSON()));
  const patient = (await current())?.patient.id;
  if (said) await write(["meta", "push", { endpoint: subscription.endpoint, on: today(), patient }]);
  return said;
}
