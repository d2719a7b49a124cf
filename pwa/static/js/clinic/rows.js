// The call list by keys: j and k go to the next and the previous row, the others act on the row. Only
// while the focus is in the table, so that they stay free for whoever speaks to their computer.

/** @param {HTMLTableElement} table @param {number} step */
function go(table, step) {
  const links = /** @type {HTMLElement[]} */ (Array.from(table.querySelectorAll("a.person")));
  const here = links.findIndex((link) => link.closest("tr") === row());
  const next = links[Math.max(0, here + step)];
  if (next) next.focus();
}

function row() {
  return document.activeElement && document.activeElement.closest("tbody tr");
}

// What a key presses in its row.
const PRESSES = {
  c: "details > summary",
  o: "a[href*='/cases/']",
  t: "form[action$='/take'] button",
  x: "input[name=chosen]",
};

/** @param {string} selector */
function press(selector) {
  const here = row();
  const found = here && /** @type {HTMLElement | null} */ (here.querySelector(selector));
  if (found) found.click();
}

/** @param {KeyboardEvent} event */
function isTyping(event) {
  const target = /** @type {HTMLElement} */ (event.target);
  return target.matches("input:not([type=radio], [type=checkbox]), textarea, select");
}

for (const table of document.querySelectorAll("table[data-rows]")) {
  table.addEventListener("keydown", (event) => {
    const key = /** @type {KeyboardEvent} */ (event);
    if (key.ctrlKey || key.metaKey || key.altKey || isTyping(key)) return;
    const step = { j: 1, k: -1 }[key.key];
    if (step) go(/** @type {HTMLTableElement} */ (table), step);
    else if (key.key in PRESSES) press(PRESSES[/** @type {keyof typeof PRESSES} */ (key.key)]);
  });
}
