// The words of the page's language. English is the text itself; others come with the page.

/** @type {Record<string, string | string[]>} */
const WORDS = JSON.parse(document.getElementById("words")?.textContent ?? "{}");
const plural = new Intl.PluralRules(document.documentElement.lang);

/** @param {string} text @param {Record<string, any>} gaps */
const fill = (text, gaps) => text.replace(/\{(\w+)\}/g, (_, name) => String(gaps[name]));

/**
 * A text in the page's language, with its gaps filled: t("Hello {name}", { name }).
 * @param {string} text @param {Record<string, any>} [gaps]
 */
export const t = (text, gaps = {}) => fill(/** @type {string} */ (WORDS[text] ?? text), gaps);

/**
 * The form for a number: n("{count} day", "{count} days", 3).
 * @param {string} one @param {string} other @param {number} count @param {Record<string, any>} [gaps]
 */
export const n = (one, other, count, gaps = {}) =>
  fill((WORDS[one] ?? [one, other])[plural.select(count) === "one" ? 0 : 1], { count, ...gaps });
