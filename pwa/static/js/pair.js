// Pairing: by the link's secret, which never reaches a server's log, or by a code typed or pasted.
import { ready } from "./app.js";
import { $ } from "./dom.js";
import { clearFaults, showFaults } from "./faults.js";
import { keep } from "./session.js";
import { write } from "./store.js";

const code = /** @type {HTMLInputElement} */ ($("#code"));
const secret = decodeURIComponent(location.hash.slice(1));

/** What the clinic sees in its list of phones. */
function label() {
  const found = /iPhone|iPad|Android|Windows|Macintosh|Linux/.exec(navigator.userAgent)?.[0] ?? "";
  return { iPhone: "iPhone", iPad: "iPad", Android: "Android phone" }[found] ?? "Computer";
}

/** @param {string} secret @param {string} field the id of what to mend */
async function pair(secret, field) {
  clearFaults();
  const response = await fetch("/api/pair", {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Booster": "1" },
    body: JSON.stringify({ secret, label: label() }),
  }).catch(() => null);
  const said = await response?.json().catch(() => null);
  if (response?.status !== 201 || !said?.plan) {
    const text = said?.error?.message ?? "This did not work. Check your connection and try again";
    return showFaults([{ field, text }]);
  }
  await write(["meta", "last", undefined], ["meta", "contact", undefined]);
  await keep(said, response.headers.get("ETag"));
  navigator.storage?.persist?.().catch(() => {});
  location.replace("/app");
}

async function begin() {
  await ready;
  $("#by-link").hidden = !secret;
  $("#by-code").hidden = Boolean(secret);
  $("#pair").addEventListener("click", () => pair(secret, "pair"));
  $("#code-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const typed = code.value.trim();
    if (typed) pair(typed, "code");
    else showFaults([{ field: "code", text: "Enter the code from your clinic" }]);
  });
}

begin();
