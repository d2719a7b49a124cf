// Sealed copies of what the clinic has received, until a verified backup of its server has it. A restored
// server begins another epoch: then they are offered again. Nobody can read them at this phone.
import { send } from "./send.js";
import { current } from "./session.js";
import { get, write } from "./store.js";

const MOST = 100; // the oldest go first

/** @param {(copies: Copy[]) => Copy[]} work @returns {Change} */
const edit = (work) => ["meta", "copies", (/** @type {Copy[]} */ old) => {
  const left = work(old ?? []);
  return left.length ? left.slice(-MOST) : undefined;
}];

/** @param {string} id @param {...Copy} put */
const replaced = (id, ...put) => edit((old) => [...old.filter((copy) => copy.id !== id), ...put]);

/**
 * What puts a copy by, in the step that takes the item away. None of what could be read here.
 * @param {Pick<Item, "id" | "kind" | "patient" | "body">} item @param {Receipt} receipt @returns {Change[]}
 */
export function copied({ id, kind, patient, body }, { epoch, seq = 0 }) {
  return epoch && body.startsWith('{"sealed":') ? [replaced(id, { id, kind, patient, body, epoch, seq })] : [];
}

/** @param {Copy} copy @returns {Promise<Verdict["outcome"]>} */
async function offer(copy) {
  const verdict = await send(copy);
  if (verdict.outcome === "received") await write(...copied(copy, verdict.receipt));
  if (verdict.outcome === "parked" && verdict.held) await write(replaced(copy.id)); // staff have it
  return verdict.outcome;
}

/** After a contact. True when something was taken in, so that there is news. */
export async function review() {
  const session = await current();
  const { epoch, seq = 0 } = session?.saved ?? {};
  if (!session || !epoch) return false;
  const isOurs = (/** @type {Copy} */ copy) => copy.patient === session.patient.id;
  const isSafe = (/** @type {Copy} */ copy) => copy.epoch === epoch && copy.seq <= seq;
  const mine = /** @type {Copy[]} */ ((await get("meta", "copies")) ?? []).filter(isOurs);
  if (mine.some(isSafe)) await write(edit((old) => old.filter((copy) => !(isOurs(copy) && isSafe(copy)))));
  let news = false;
  for (const copy of mine.filter((one) => one.epoch !== epoch)) {
    const outcome = await offer(copy);
    news ||= outcome === "received";
    if (outcome === "again" || outcome === "unpaired") break; // at the next contact
  }
  return news;
}
