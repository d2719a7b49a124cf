// A replay of a long history is sent again and again, each time for a second's work, and shows how
// far it is. Without this script the same form takes longer and comes back by itself.

/** @param {HTMLFormElement} form @param {FormData} fields */
async function workAWhile(form, fields) {
  const response = await fetch(form.action, {
    method: "POST",
    body: fields,
    headers: { Accept: "application/json" },
  });
  const isJson = (response.headers.get("Content-Type") || "").startsWith("application/json");
  if (!response.ok || !isJson) throw new Error("not taken");
  return /** @type {Promise<{ done: number, of: number, is_done: boolean }>} */ (response.json());
}

/** @param {HTMLFormElement} form @param {number} done @param {number} of */
function show(form, done, of) {
  const bar = /** @type {HTMLProgressElement} */ (form.querySelector("progress"));
  const words = /** @type {HTMLElement} */ (form.querySelector("[data-so-far]"));
  bar.max = Math.max(1, of);
  bar.value = done;
  words.textContent = `${done} of ${of} patients`;
}

/** @param {HTMLFormElement} form @param {FormData} fields */
async function work(form, fields) {
  for (;;) {
    const { done, of, is_done: isDone } = await workAWhile(form, fields);
    show(form, done, of);
    if (isDone) return;
    fields.delete("afresh"); // or it would begin again and again
  }
}

for (const form of document.querySelectorAll("form[data-progress]")) {
  form.addEventListener("submit", (event) => {
    const sent = /** @type {HTMLFormElement} */ (form);
    const chosen = /** @type {SubmitEvent} */ (event).submitter;
    event.preventDefault();
    const fields = new FormData(sent);
    if (chosen instanceof HTMLButtonElement && chosen.name) fields.set(chosen.name, chosen.value);
    for (const button of sent.querySelectorAll("button")) button.disabled = true;
    /** @type {HTMLElement} */ (sent.querySelector("[data-working]")).hidden = false;
    work(sent, fields).then(
      () => location.assign(sent.dataset.progress || location.href),
      () => sent.submit(), // whatever it was, its page says it better
    );
  });
}
