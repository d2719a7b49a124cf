// A plain name and icon on the home screen. The manifest is the server's, so a cookie carries the choice.
import { all } from "./dom.js";

const YEAR = 31_536_000; // s

export const isPlain = () => document.cookie.split("; ").includes("discreet=1");

/** @param {boolean} wanted */
export function choose(wanted) {
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `discreet=${wanted ? 1 : 0}; path=/; max-age=${wanted ? YEAR : 0}; samesite=lax${secure}`;
  for (const link of all('link[rel="manifest"]')) link.replaceWith(link.cloneNode()); // read anew
  for (const link of all('link[rel="apple-touch-icon"]')) {
    const href = link.getAttribute("href") ?? "";
    link.setAttribute("href", href.replace(/\/(plain-)?apple/, wanted ? "/plain-apple" : "/apple"));
  }
}

if (isPlain()) choose(true);
