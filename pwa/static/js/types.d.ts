// Shapes that pass between the server, the phone's store and the screens. Read by tsc only.

interface HelpLine { label: string; number: string; kind: "call" | "text" | "web"; words?: string }
interface Clinic {
  id: string; name: string; phone: string; country: string; emergency: string; lines: HelpLine[]
  seal?: { id: string; key: string } | null
  colour?: [string, string] | null; hours?: string | null; logo?: string | null; languages?: string[] | null
}
interface Advice {
  phase?: string; urgency: "none" | "routine" | "soon" | "urgent"; action: string; headline: string | null
  rank: number; may_mention_booster: boolean; title: string; message: string[]; reason?: string
}
interface Plan {
  format: number; from: string; days: number; last_treatment: string | null
  calendar: { weekdays: string[]; months: string[]; pattern: string }
  advice: Advice[]
  periods: { from: number; to: number; none: number; totals: number[][]; floors: number[][] }[]
  reports: Record<string, number>; treated: number
}
interface Request {
  since: string; urgency: Advice["urgency"]; title: string; message: string[]; reason?: string; action?: string; headline: string | null
}
/** The plan in words: rows of [lowest, highest, saying] for each span of days from its own day on. */
interface Summary {
  from: string; changed: string | null; silent: number[][]
  periods: { from: number; to: number; totals: number[][] }[]
  says: { urgency: string; action: string; text: string }[]
}
interface Course { kind: string; last: string; returned_after: number | null; ended_after: number | null }
interface Cycles {
  courses: Course[]
  lasted: { shortest: number; longest: number; usual: number; returns: number; censored: number } | null
}
interface Programme { state: "on" | "paused" | "stopped"; since: string | null; until: string | null; deletion_asked?: string | null }
interface Session {
  patient: { id: string; name: string; language?: string }; clinic: Clinic; today: string; timezone: string; now: string
  demo: boolean; release: string; plan: Plan; line: number; saved?: { epoch: string; seq: number }
  check_ins: { id: string; on: string; total: number | null; received_at: string }[]
  treatments: { on: string; kind: string }[]
  request: Request | null; last_contact: string | null; next_check_in: string | null
  asks_without_check_in?: string[]
  summary?: Summary | null; cycles?: Cycles; programme?: Programme; between?: string[] | null
  ask_side_effects: boolean; last_treatment: string | null
}
interface LastTreatment { answer: string | null; on: string | null }
interface Answers {
  answers: (number | null)[]; difficulty: number | null; reports: string[]; last_treatment: LastTreatment
}
interface Draft extends Answers { id: string; patient: string; step: string }
interface Question {
  total: number | null; floor: number | null; blanks: number; reports: string[]
  raisedBefore?: boolean; treatedSince?: boolean
}
interface Shown { advice: Advice | null; raised: boolean }
/** A response or a contact that waits on this phone. */
interface Item {
  id: string; kind: "check-in" | "contact"; patient: string; on: string; body: string; made: number
  tries: number; next: number; told?: boolean
  shown: Advice | null; raised: boolean; total: number | null; treated: string | null
  clear?: Pick<Item, "shown" | "raised" | "total" | "treated">
  parked?: { code: string; message: string; release: string; held: boolean }
}
interface Receipt {
  id: string; digest: string; outcome: string; received_at: string; clinic: string; advice?: Advice
  epoch?: string; seq?: number
}
/** Of what the server has acknowledged in an epoch; a backup that has the check-in numbered `seq` has it. */
interface Copy extends Pick<Item, "id" | "kind" | "patient" | "body"> { epoch: string; seq: number }
/** The newest response that the server has acknowledged. */
interface Last { id: string; on: string; received_at: string; clinic: string; advice: Advice | null
  total: number | null; changed: boolean; patient: string }
/** A value encrypted, as it lies on disk. */
interface Box { iv: Uint8Array; data: ArrayBuffer }
/** Lies over personal things on disk. What `close` gives is written there; undefined is deleted. */
interface Cover {
  keys: string[] // of meta; drafts, and what can be read of items, always
  close(store: string, key: string, value: any): any
  open(store: string, key: string, row: any): any
}
/** What the result shows, from the outbox or from the receipt; the answers only on the page that took them. */
type Finished = Partial<Item & Last> & { answers?: Answers }
/** The passkey that unlocks the app; with `prf` a key comes from it. */
interface PhoneLock { id: ArrayBuffer; salt: Uint8Array; prf: boolean }
type Change = [store: string, key: string, value: any]
type Verdict =
  | { outcome: "received"; receipt: Receipt }
  | { outcome: "again"; wait?: number }
  | { outcome: "unpaired" }
  | { outcome: "parked"; code: string; message: string; held: boolean }

interface ServiceWorkerRegistration { sync?: { register(tag: string): Promise<void> } }
interface Window { trustedTypes?: any }
/** Makes an element of its attributes and children; what is null or false is left out. */
type Make<T> = (tag: string, attributes?: Record<string, any>, ...children: any[]) => T
