// What the first screens share, each after what it imports. It is sent as one file: see pwa/web/bundle.py.
export * as $words from "./words.js";
export * as $dom from "./dom.js";
export * as $uuid from "./uuid.js";
export * as $dates from "./dates.js";
export * as $disk from "./disk.js";
export * as $store from "./store.js";
export * as $box from "./box.js";
export * as $draft from "./draft.js";
export * as $session from "./session.js";
export * as $sync from "./sync.js";
export * as $app from "./app.js";
export * as $faults from "./faults.js";
export * as $lines from "./lines.js";
export * as $plan from "./plan.js";
export * as $driving from "./driving.js";
export * as $card from "./card.js";
