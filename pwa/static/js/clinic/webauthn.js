// Passkeys: what the server asks, as the browser wants it, and the browser's answer as the server wants it.

/** @param {string} text @returns {Uint8Array} */
const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));

/** @param {ArrayBuffer} raw */
const text = (raw) =>
  btoa(String.fromCharCode(...new Uint8Array(raw))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

/** @param {{ id: string }[] | undefined} listed */
const named = (listed) => listed && listed.map((one) => ({ ...one, id: bytes(one.id) }));

/** @param {any} credential */
function written(credential) {
  const response = /** @type {Record<string, any>} */ ({});
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[part]) response[part] = text(credential.response[part]);
  }
  return JSON.stringify({
    id: credential.id, rawId: text(credential.rawId), type: credential.type, response,
    clientExtensionResults: credential.getClientExtensionResults(),
  });
}

/** @typedef {{ passkey: string, state: string }} Signed */

/** @param {string} address @returns {Promise<{ options: any, state: string }>} */
async function asked(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" }, redirect: "error" });
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  return answer.json();
}

/** @param {string} address where the options come from @returns {Promise<Signed>} a new passkey */
export async function make(address) {
  const { options, state } = await asked(address);
  const publicKey = /** @type {any} */ ({
    ...options, challenge: bytes(options.challenge), user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: named(options.excludeCredentials),
  });
  return { passkey: written(await navigator.credentials.create({ publicKey })), state };
}

/**
 * @param {string} address where the options come from
 * @param {object} [how] such as offering passkeys where the email is typed, and a signal that ends it
 * @returns {Promise<Signed>}
 */
export async function use(address, how = {}) {
  const { options, state } = await asked(address);
  const publicKey = /** @type {any} */ ({
    ...options, challenge: bytes(options.challenge), allowCredentials: named(options.allowCredentials),
  });
  const made = await navigator.credentials.get(/** @type {any} */ ({ publicKey, ...how }));
  return { passkey: written(made), state };
}

export const canUse = () => "PublicKeyCredential" in window;
