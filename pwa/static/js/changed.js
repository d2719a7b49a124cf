// The word that what is kept has changed: every screen shows the store anew, in other tabs too.

const channel = "BroadcastChannel" in window ? new BroadcastChannel("booster") : null;
const tell = () => document.dispatchEvent(new Event("booster:changed"));

export function changed() {
  tell();
  channel?.postMessage("changed");
}

/** From now on what another tab changes is heard here. */
export const listen = () => channel?.addEventListener("message", tell);
