// What to do between treatments: the clinic's own words where it has some, else ours.
import { screen } from "./app.js";
import { $, el } from "./dom.js";
import { callClinic } from "./lines.js";
import { clinic, current } from "./session.js";

screen(async () => {
  const [session, known] = [await current(), await clinic()];
  if (session?.between) $("#text").replaceChildren(...session.between.map((text) => el("p", {}, text)));
  $("#call").replaceChildren(...(known ? [callClinic(known)] : []));
});
