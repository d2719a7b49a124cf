// The words of the page's language. English is the text itself; others come with the page.

/** @type {Record<string, string | string[]>} */
const WORDS = JSON.parse(document.getElementById("words")?.textContent ?? "{}");
/** @type {Intl.PluralRules | undefined} made when something is counted: it takes a slow phone some milliseconds */
let plural;

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
export function n(one, other, count, gaps = {}) {
  plural ??= new Intl.PluralRules(document.documentElement.lang);
  return fill((WORDS[one] ?? [one, other])[plural.select(count) === "one" ? 0 : 1], { count, ...gaps });
}
