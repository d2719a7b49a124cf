// A value encrypted with a key (AES-GCM), as it lies on disk.

const NAME = "AES-GCM";

/** @returns {Promise<CryptoKey>} for one thing only, and gone when it goes */
export const newKey = () =>
  /** @type {Promise<CryptoKey>} */ (crypto.subtle.generateKey({ name: NAME, length: 256 }, false, ["encrypt", "decrypt"]));

/** @param {CryptoKey} key @param {any} value @returns {Promise<Box>} */
export async function close(key, value) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt({ name: NAME, iv }, key, new TextEncoder().encode(JSON.stringify(value)));
  return { iv, data };
}

/** @param {CryptoKey} key @param {Box} box @returns {Promise<any>} */
export const open = async (key, { iv, data }) =>
  JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: NAME, iv }, key, data)));
