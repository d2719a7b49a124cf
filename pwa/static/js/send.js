// One item, one request, one verdict. Only a receipt that repeats the id and the digest counts:
// a hotel's login page answers 200 too.
import { sha256 } from "./digest.js";

const PATIENCE = 30_000; // ms
const LATER = [408, 425, 429];

/** @param {Pick<Item, "id" | "kind" | "body">} item @returns {Promise<Verdict>} */
export async function send(item) {
  const digest = await sha256(item.body);
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const response = await fetch(`/api/${item.kind}s/${item.id}`, {
      method: "PUT",
      body: item.body,
      headers: {
        "Content-Type": "application/json",
        "Content-Digest": `sha-256=:${digest.base64}:`,
        "X-Booster": "1",
        "X-Sent-At": new Date().toISOString(),
      },
      cache: "no-store",
      redirect: "manual",
      signal: stop.signal,
    });
    const said = await response.json().catch(() => null);
    return judge(response, said, item.id, digest.hex);
  } catch {
    return { outcome: "again" };
  } finally {
    clearTimeout(timer);
  }
}

/** @param {Response} response @param {any} said @param {string} id @param {string} hex @returns {Verdict} */
function judge(response, said, id, hex) {
  const { status, headers } = response;
  const repeated = said?.id === id && said?.digest === hex;
  if ((status === 200 || status === 201) && repeated) return { outcome: "received", receipt: said };
  if (!said || typeof said !== "object") return { outcome: "again" }; // not our server
  if (status === 401) return { outcome: "unpaired" };
  if (status >= 400 && status < 500 && !LATER.includes(status)) {
    const { code = String(status), message = "" } = said.error ?? {};
    return { outcome: "parked", code, message, held: repeated };
  }
  return { outcome: "again", wait: Number(headers.get("Retry-After")) || undefined };
}
