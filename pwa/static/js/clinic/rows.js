// In a table of patients, j and k go to the next and the previous row. Only while the focus is in
// the table, so that the keys stay free for whoever speaks to their computer.

/** @param {HTMLTableElement} table @param {number} step */
function go(table, step) {
  const links = /** @type {HTMLElement[]} */ (Array.from(table.querySelectorAll("a.person")));
  const row = document.activeElement && document.activeElement.closest("tbody tr");
  const here = links.findIndex((link) => link.closest("tr") === row);
  const next = links[Math.max(0, here + step)];
  if (next) next.focus();
}

/** @param {KeyboardEvent} event */
function isTyping(event) {
  const target = /** @type {HTMLElement} */ (event.target);
  return target.matches("input:not([type=radio]), textarea, select");
}

for (const table of document.querySelectorAll("table[data-rows]")) {
  table.addEventListener("keydown", (event) => {
    const key = /** @type {KeyboardEvent} */ (event);
    if (key.ctrlKey || key.metaKey || key.altKey || isTyping(key)) return;
    const step = { j: 1, k: -1 }[key.key];
    if (step) go(/** @type {HTMLTableElement} */ (table), step);
  });
}
