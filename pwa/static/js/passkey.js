// A passkey of this phone, used for the phone's own unlock. No server takes part. Where it has the PRF
// extension it gives a secret too, and that becomes a key; the secret itself is kept nowhere.

const random = (/** @type {number} */ count) => crypto.getRandomValues(new Uint8Array(count));
const NAME = { name: "Check-in", displayName: "Check-in" }; // shown by the phone, so it tells nothing

/** @param {ArrayBuffer | undefined} secret @returns {Promise<CryptoKey | null>} */
async function keyOf(secret) {
  if (!secret) return null;
  const raw = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(32), info: new TextEncoder().encode("booster-lock") };
  return crypto.subtle.deriveKey(how, raw, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

/** @returns {Promise<PhoneLock>} a new passkey, which the phone has asked to make */
export async function make() {
  const salt = random(32);
  const made = /** @type {any} */ (await navigator.credentials.create({ publicKey: /** @type {any} */ ({
    challenge: random(32), rp: { name: "Check-in" }, user: { id: random(16), ...NAME },
    pubKeyCredParams: [{ type: "public-key", alg: -7 }, { type: "public-key", alg: -257 }],
    authenticatorSelection: { authenticatorAttachment: "platform", userVerification: "required", residentKey: "preferred" },
    extensions: { prf: {} },
  }) }));
  return { id: made.rawId, salt, prf: Boolean(made.getClientExtensionResults().prf?.enabled) };
}

/**
 * Asks the phone to unlock.
 * @param {PhoneLock} lock @returns {Promise<{ key: CryptoKey | null }>} rejects when that was refused
 */
export async function unlock({ id, salt, prf }) {
  const found = /** @type {any} */ (await navigator.credentials.get({ publicKey: /** @type {any} */ ({
    challenge: random(32), allowCredentials: [{ type: "public-key", id }], userVerification: "required",
    extensions: prf ? { prf: { eval: { first: salt } } } : {},
  }) }));
  const verified = new Uint8Array(found.response.authenticatorData)[32] & 4;
  if (!verified) throw new Error("the phone did not ask who it is");
  const key = await keyOf(found.getClientExtensionResults().prf?.results?.first);
  if (prf && !key) throw new Error("no secret came");
  return { key };
}
