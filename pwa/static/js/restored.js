// A restored draft is said to be restored, and can be begun again; that can be undone.
import { el, notice } from "./dom.js";
import { discard, fill, fresh, QUESTIONS } from "./form.js";
import { go } from "./journey.js";
import { t } from "./words.js";

/** @param {() => Draft} get @param {(draft: Draft) => void} set @param {() => Promise<void>} save */
export function sayRestored(get, set, save) {
  const restart = async () => {
    const before = { ...get() };
    set(fresh(before.patient));
    fill(get());
    await discard();
    delete document.body.dataset.busy;
    go(QUESTIONS[0], { replace: true });
    const undo = () => {
      set(before);
      fill(before);
      go(before.step, { replace: true });
      save();
      sayRestored(get, set, save);
    };
    say(t("Your answers were cleared."), t("Undo"), undo);
  };
  say(t("We kept the answers that you gave before."), t("Start again"), restart);
}

/** @param {string} text @param {string} action @param {() => void} click */
const say = (text, action, click) => notice("restored",
  el("p", {}, text, " ", el("button", { type: "button", class: "link", click }, action)));
