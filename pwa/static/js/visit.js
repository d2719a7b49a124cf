// What must not lie on disk goes from page to page in the worker's memory, which forgets it in seconds.

const BEAT = 5000; // ms
const PATIENCE = 1000; // ms
const worker = () => navigator.serviceWorker?.controller;

/** @returns {Promise<any>} what the page before handed on; undefined when there is none, or too long ago */
export const taken = () => new Promise((resolve) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => resolve(data ?? undefined);
  setTimeout(resolve, worker() ? PATIENCE : 0);
  worker()?.postMessage({ type: "take" }, [port2]);
});

/** @param {any} value null: the next page gets nothing */
export const hand = (value) => worker()?.postMessage({ type: "hold", value });

/** @param {() => any} give asked again and again, for nobody knows when the next page begins */
export function keepHanding(give) {
  const beat = () => document.hidden || hand(give());
  setInterval(beat, BEAT);
  addEventListener("pagehide", beat);
  addEventListener("pageshow", (event) => event.persisted && location.reload()); // it may be over since
  beat();
}
