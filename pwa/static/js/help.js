// The clinic's own country first, large and ready to tap; every other country stays below.
import { ready } from "./app.js";
import { $, el } from "./dom.js";
import { callClinic, helpLines } from "./lines.js";
import { clinic } from "./session.js";
import { t } from "./words.js";

/** A file of the server's: with no connection, the number itself is enough. */
const saveNumber = () => el("p", { hidden: !navigator.onLine },
  el("a", { class: "line", href: "/app/clinic.vcf", download: "clinic.vcf" }, t("Save the clinic’s number in your contacts")));

async function begin() {
  await ready;
  const known = await clinic();
  if (!known) return;
  $("#own").replaceChildren(...helpLines(known), callClinic(known), saveNumber());
  $("#own").hidden = false;
  $("#all").removeAttribute("open");
}

begin();
