// The clinic's own country first, large and ready to tap; every other country stays below.
import { ready } from "./app.js";
import { $ } from "./dom.js";
import { callClinic, helpLines } from "./lines.js";
import { clinic } from "./session.js";

async function begin() {
  await ready;
  const known = await clinic();
  if (!known) return;
  $("#own").replaceChildren(...helpLines(known), callClinic(known));
  $("#own").hidden = false;
  $("#all").removeAttribute("open");
}

begin();
