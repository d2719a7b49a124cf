// What a check-in is asked with, each after what it imports. It is sent as one file: see pwa/web/bundle.py.
export * as $form from "./form.js";
export * as $journey from "./journey.js";
export * as $steps from "./steps.js";
export * as $asking from "./asking.js";
