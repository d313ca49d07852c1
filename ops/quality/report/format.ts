/** Numbers and texts for people, and text that is safe in HTML. */

const grouped = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const precise = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 4 });

export const wholeNumber = (x: number): string => grouped.format(x);

/** Four digits; none is lost of whole numbers below a million. A dash for NaN. */
export const shortNumber = (x: number): string => (Number.isNaN(x) ? "–" : `${x < 0 ? "−" : ""}${sizeText(Math.abs(x))}`);

function sizeText(size: number): string {
  if (size === Infinity) return "∞";
  if (size >= 1e15 || (size < 1e-4 && size > 0)) return size.toExponential(2).replace("e-", "e−");
  if (size >= 1e9) return `${precise.format(size / 1e9)}\u00a0G`;
  if (size >= 1e6) return `${precise.format(size / 1e6)}\u00a0M`;
  return Number.isInteger(size) ? grouped.format(size) : precise.format(size);
}

/** A day, of milliseconds since 1970. */
export const day = (ms: number): string => (Number.isNaN(ms) || Math.abs(ms) > 8.64e15 ? "–" : new Date(ms).toISOString().slice(0, 10));

/** A score from 0 to 1 with two decimals: only what is 1 reads so. */
export const score = (x: number): string => (Math.floor(x * 100) / 100).toFixed(2);

export function clipped(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character]!);
