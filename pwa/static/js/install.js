// The browser's own offer to install, where there is one; else the steps for this kind of phone.
import "./app.js";
import "./discreet.js";
import { $ } from "./dom.js";

const isIos = /iPhone|iPad/.test(navigator.userAgent)
  || (navigator.userAgent.includes("Macintosh") && navigator.maxTouchPoints > 1);

addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  $("#offer").hidden = false;
  $("#install").onclick = () => /** @type {any} */ (event).prompt();
});
addEventListener("appinstalled", () => { $("#offer").hidden = true; $("#done").hidden = false; });

$("#ios").hidden = /Android/.test(navigator.userAgent);
$("#android").hidden = isIos;
if (matchMedia("(display-mode: standalone)").matches) $("#done").hidden = false;
