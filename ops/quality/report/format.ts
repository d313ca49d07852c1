/** Numbers and texts for people, and text that is safe in HTML. */

const grouped = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const precise = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 4 });

export const wholeNumber = (x: number): string => grouped.format(x);

/** Four digits; none is lost of whole numbers below a million. */
export function shortNumber(x: number): string {
  if (Number.isNaN(x)) return "–";
  if (!Number.isFinite(x)) return x > 0 ? "∞" : "−∞";
  const size = Math.abs(x);
  if (size >= 1e15 || (size < 1e-4 && size > 0)) return x.toExponential(2).replace("e", " e").replace("-", "−");
  if (size >= 1e9) return `${precise.format(x / 1e9)} G`;
  if (size >= 1e6) return `${precise.format(x / 1e6)} M`;
  return Number.isInteger(x) ? grouped.format(x) : precise.format(x);
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
