// The patient's choices about reminders. They live on the server, so this screen needs a connection.
import { ready } from "./app.js";
import { sayTime } from "./dates.js";
import { $, el, say } from "./dom.js";
import { ask, canPush, turnOff, turnOn } from "./reminders_push.js";
import { t } from "./words.js";

const hourWords = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "numeric" });
const email = /** @type {HTMLInputElement} */ ($("#email"));
const [hour, quietFrom, quietTo] = ["#hour", "#quiet-from", "#quiet-to"].map((id) =>
  /** @type {HTMLSelectElement} */ ($(id)));
const DAY = Array.from({ length: 24 }, (_, value) => value);
const button = /** @type {HTMLButtonElement} */ ($("#push"));
// Only Safari tells how it was opened, and on a phone it shows reminders from the home screen only.
const isIos = "standalone" in navigator;

/** @param {any} said */
function show(said) {
  $("#wait").hidden = true;
  $("#choices").hidden = false;
  showPush(said.push);
  $("#email-part").hidden = !said.email.offered;
  email.checked = said.email.on;
  offer(hour, said.hours, said.hour);
  offer(quietFrom, DAY, said.quiet[0]);
  offer(quietTo, DAY, said.quiet[1]);
  showLater(said);
}

/** @param {HTMLSelectElement} field @param {number[]} hours @param {number} chosen */
const offer = (field, hours, chosen) => field.replaceChildren(...hours.map((value) =>
  el("option", { value, selected: value === chosen }, hourWords.format(new Date(2026, 0, 5, value)))));

/** @param {{ offered: boolean, on: boolean }} push */
function showPush({ offered, on }) {
  const isBlocked = canPush() && Notification.permission === "denied";
  const isOn = on && canPush() && Notification.permission === "granted";
  $("#push-state").textContent = isOn ? t("Reminders are on.") : t("Reminders are off.");
  const why = whyNot(offered, isBlocked);
  $("#push-help").textContent = why;
  $("#push-help").hidden = !why;
  button.hidden = Boolean(why);
  button.textContent = isOn ? t("Turn off") : t("Turn on");
  button.classList.toggle("quiet", isOn);
  button.dataset.on = isOn ? "1" : "";
}

/** @param {boolean} offered @param {boolean} isBlocked */
function whyNot(offered, isBlocked) {
  if (!offered) return t("Your clinic does not send reminders to phones yet.");
  if (!canPush() && isIos) return t("Add this app to your home screen first. Then it can remind you here.");
  if (!canPush()) return t("This browser can’t show reminders.");
  return isBlocked ? t("This phone does not let the app show reminders. You can change that in the settings of your phone.") : "";
}

/** @param {{ later: Record<string, string>, asked: string | null }} said */
function showLater({ later, asked }) {
  const words = /** @type {Record<string, string>} */ ({
    hours: t("In 3 hours"), evening: t("This evening"), tomorrow: t("Tomorrow"),
  });
  $("#later-part").hidden = !Object.keys(later).length;
  $("#asked").hidden = !asked;
  $("#asked").textContent = asked ? t("We will remind you at {time}.", { time: sayTime(asked) }) : "";
  $("#later").replaceChildren(...Object.keys(later).map((when) => el("p", {}, el("button", {
    type: "button", class: "wide quiet", click: () => change(ask("/api/reminders/later", "POST", { when })),
  }, words[when]))));
}

/**
 * What the server says after a change, or that it could not be reached.
 * @param {Promise<any>} answer
 */
async function change(answer) {
  $("#fault").textContent = "";
  const said = await answer.catch(() => null);
  if (said) show(said);
  if (said) say(t("Your choice is kept."));
  else $("#fault").textContent = t("This did not work. Please try again when you are online.");
}

async function press() {
  button.disabled = true;
  await change(button.dataset.on ? turnOff() : turnOn());
  button.disabled = false;
  if (canPush() && Notification.permission === "denied") await begin();
}

async function begin() {
  const response = await fetch("/api/reminders", { cache: "no-store" }).catch(() => null);
  if (response?.ok) return show(await response.json());
  $("#unpaired").hidden = response?.status !== 401;
  $("#wait").hidden = response?.status === 401;
}

button.addEventListener("click", press);
email.addEventListener("change", () => change(ask("/api/reminders", "PUT", { email: email.checked })));
hour.addEventListener("change", () => change(ask("/api/reminders", "PUT", { hour: Number(hour.value) })));
for (const field of [quietFrom, quietTo]) {
  field.addEventListener("change", () =>
    change(ask("/api/reminders", "PUT", { quiet: [Number(quietFrom.value), Number(quietTo.value)] })));
}
addEventListener("online", begin);
ready.then(begin);
