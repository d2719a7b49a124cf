// Help that can be tapped: the clinic's phone, and the crisis lines of its country.
import { call, el } from "./dom.js";
import { t } from "./words.js";

/** @param {HelpLine} line */
function link({ label, number, kind, words }) {
  const text = kind === "text" && words ? t("Text {words} to {number}", { words, number })
    : { call: t("Call {number}", { number }), text: t("Text {number}", { number }), web: t("Open {number}", { number }) }[kind];
  const address = { call: call(number), text: call(number).replace("tel:", "sms:"), web: `https://${number}` }[kind];
  const body = kind === "text" && words ? `?&body=${encodeURIComponent(words)}` : "";
  const more = kind === "call" && words ? `, ${words}` : "";
  return el("a", { class: "button wide call", href: address + body },
    text, el("small", {}, label === number ? "" : label + more));
}

/**
 * The emergency number first, then each line.
 * @param {Clinic} clinic @param {"emergency" | "lines"} [first]
 */
export function helpLines({ emergency, lines = [] }, first = "emergency") {
  const own = emergency
    ? [link({ label: t("if you are in danger"), number: emergency, kind: "call" })] : [];
  const others = lines.map(link);
  return first === "lines" ? [...others, ...own] : [...own, ...others];
}

/** @param {Clinic} clinic */
export const callClinic = ({ name, phone, hours }) =>
  el("a", { class: "button wide call", href: call(phone) }, t("Call {name}", { name }), el("small", { dir: "ltr" }, phone),
    hours && el("small", {}, hours));
