// SHA-256 of a text's UTF-8 bytes, as the server compares it (hex) and as RFC 9530 writes it (base64).

/** @param {string} text */
export async function sha256(text) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return {
    hex: [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join(""),
    base64: btoa(String.fromCharCode(...bytes)),
  };
}
