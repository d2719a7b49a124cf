// Taking this phone away from the clinic's record, with or without a connection.
import { el } from "./dom.js";
import { leave } from "./leave.js";
import { list } from "./store.js";
import { n, t } from "./words.js";

/** @param {HTMLElement} place a details element */
export async function offerRemoval(place) {
  const count = (await list()).length;
  const kept = count > 0 && el("p", {}, n("One thing is not sent yet. It stays on this phone until it is sent. Nobody can read it here.",
    "{count} things are not sent yet. They stay on this phone until they are sent. Nobody can read them here.", count));
  const remove = async () => { await leave(); location.assign("/app"); };
  place.replaceChildren(el("summary", {}, t("Remove this phone")),
    el("p", {}, t("Your scores and your clinic’s plan are taken off this phone.")), ...(kept ? [kept] : []),
    el("button", { type: "button", class: "quiet", click: remove }, t("Remove this phone")));
}
