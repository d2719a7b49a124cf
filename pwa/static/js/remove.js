// Taking this phone away from the clinic's record. Unsent answers stay, and are said to.
import { el } from "./dom.js";
import { list, write } from "./store.js";

/** @param {HTMLElement} place a details element */
export async function offerRemoval(place) {
  const count = (await list()).length;
  const kept = count === 0 ? "" : count === 1 ? "The answers that are not sent yet stay on it, and are sent when you pair it again."
    : `The ${count} things that are not sent yet stay on it, and are sent when you pair it again.`;
  const fault = el("p", { class: "error", role: "alert" });
  const remove = async () => {
    const response = await fetch("/api/session", { method: "DELETE", headers: { "X-Booster": "1" } }).catch(() => null);
    if (response?.status !== 204 && response?.status !== 401) {
      fault.textContent = "This needs a connection. Please try again when you are online.";
      return;
    }
    await write(["meta", "session", undefined], ["meta", "tag", undefined], ["meta", "clinic", undefined], ["meta", "last", undefined],
      ["meta", "contact", undefined], ["meta", "refused", undefined], ["drafts", "check-in", undefined]);
    location.assign("/app");
  };
  place.replaceChildren(el("summary", {}, "Remove this phone"),
    el("p", {}, `Your scores and your clinic’s plan are taken off this phone. ${kept}`),
    el("button", { type: "button", class: "quiet", click: remove }, "Remove this phone"), fault);
}
