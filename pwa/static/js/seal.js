// Answers sealed to the clinic's public key (HPKE in base mode, RFC 9180: P-256, HKDF-SHA256,
// AES-256-GCM). Nobody at the phone opens them again, this phone included.
import { clinic } from "./session.js";

const VERSION = 1;
const CURVE = { name: "ECDH", namedCurve: "P-256" };
const KEM = [75, 69, 77, 0, 16]; // "KEM", P-256
const SUITE = [72, 80, 75, 69, 0, 16, 0, 1, 0, 2]; // "HPKE", P-256, HKDF-SHA256, AES-256-GCM
const NONE = new Uint8Array(32); // as a key, the same as an empty one

/** @param {...(string | Iterable<number>)} parts */
const bytes = (...parts) => new Uint8Array(parts.flatMap((part) =>
  [...(typeof part === "string" ? new TextEncoder().encode(part) : part)]));

/** @param {Uint8Array} key @param {Uint8Array} data */
async function hmac(key, data) {
  const usable = await crypto.subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", usable, data));
}

/** @param {number[]} suite @param {Uint8Array} salt @param {string} label @param {Iterable<number>} input */
const extract = (suite, salt, label, input) => hmac(salt, bytes("HPKE-v1", suite, label, input));

/** @param {number[]} suite @param {Uint8Array} key @param {string} label @param {Uint8Array} about @param {number} length at most 32 */
const expand = async (suite, key, label, about, length) =>
  (await hmac(key, bytes([0, length], "HPKE-v1", suite, label, about, [1]))).slice(0, length);

/**
 * A secret that only the clinic can find again, and what it needs for that.
 * @param {Uint8Array} point
 */
async function share(point) {
  const theirs = await crypto.subtle.importKey("raw", point, CURVE, false, []);
  const own = /** @type {CryptoKeyPair} */ (await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]));
  const secret = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, own.privateKey, 256);
  const sent = new Uint8Array(await crypto.subtle.exportKey("raw", own.publicKey));
  const first = await extract(KEM, NONE, "eae_prk", new Uint8Array(secret));
  return { sent, shared: await expand(KEM, first, "shared_secret", bytes(sent, point), 32) };
}

/** @param {Uint8Array} point the clinic's @param {string} text @param {string} names what it is bound to */
export async function encrypt(point, text, names) {
  const { sent, shared } = await share(point);
  const about = bytes([0], await extract(SUITE, NONE, "psk_id_hash", []), await extract(SUITE, NONE, "info_hash", bytes(names)));
  const secret = await extract(SUITE, shared, "secret", []);
  const raw = await expand(SUITE, secret, "key", about, 32);
  const iv = await expand(SUITE, secret, "base_nonce", about, 12);
  const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt"]);
  return bytes(sent, new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, bytes(text))));
}

/** @param {string} text base64url */
const decoded = (text) => bytes([...atob(text.replace(/-/g, "+").replace(/_/g, "/"))].map((one) => one.charCodeAt(0)));

/**
 * The same item with its body sealed; as it is where the clinic has no key or the phone no cryptography.
 * @template {{ id: string, patient: string, body: string }} T @param {T} item @returns {Promise<T>}
 */
export async function sealed(item) {
  const known = await clinic();
  if (!known?.seal || !globalThis.crypto?.subtle) return item;
  const names = ["booster-seal", VERSION, item.id, item.patient, known.id].join("\n");
  const box = btoa(String.fromCharCode(...await encrypt(decoded(known.seal.key), item.body, names)));
  return { ...item, body: JSON.stringify({ sealed: VERSION, key: known.seal.id, patient: item.patient, box }) };
}
