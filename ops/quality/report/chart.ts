/** Small drawings as SVG: the histogram of a column with its quartiles, and bars for shares. */
import type { NumberProfile } from "../profile/column-profile.ts";
import { escapeHtml } from "./format.ts";

const [width, height, box] = [240, 52, 10];

/** Bars of equal width, and under them a box from the first to the third quartile, the median in it, and a line from 5 % to 95 %. */
export function histogramSvg(label: string, numbers: NumberProfile): string {
  const { histogram, min, max, p05, q1, median, q3, p95 } = numbers;
  const most = Math.max(...histogram, 1);
  const step = width / histogram.length;
  const bars = histogram.map((count, i) => {
    const tall = count === 0 ? 0 : Math.max(1, (count / most) * (height - box - 6));
    return tall === 0 ? "" : `<rect x="${fixed(i * step + 0.5)}" y="${fixed(height - box - 4 - tall)}" width="${fixed(step - 1)}" height="${fixed(tall)}" class="q-bar"/>`;
  });
  const at = (x: number): number => (max > min ? ((x - min) / (max - min)) * width : width / 2);
  const middle = height - box / 2;
  const spread = max > min
    ? `<path d="M${fixed(at(p05))} ${middle}H${fixed(at(p95))}" class="q-whisker"/>` +
      `<rect x="${fixed(at(q1))}" y="${height - box + 1}" width="${fixed(Math.max(1, at(q3) - at(q1)))}" height="${box - 2}" rx="1.5" class="q-box"/>` +
      `<path d="M${fixed(at(median))} ${height - box}v${box}" class="q-median"/>`
    : "";
  return `<svg viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" role="img" aria-label="${escapeHtml(label)}" class="q-histogram">${bars.join("")}${spread}</svg>`;
}

/** A bar filled to a share; the text beside it says the same. */
export function shareBar(share: number, kind: "good" | "warn" | "bad" | "plain"): string {
  return `<svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" class="q-share"><rect width="100" height="6" rx="1" class="q-track"/><rect width="${fixed(share * 100)}" height="6" rx="1" class="q-fill-${kind}"/></svg>`;
}

/** A ring that is closed at 1. */
export function scoreRing(share: number, kind: string): string {
  const around = 2 * Math.PI * 26;
  return `<svg viewBox="0 0 64 64" aria-hidden="true" class="q-ring"><circle cx="32" cy="32" r="26" class="q-ring-track"/><circle cx="32" cy="32" r="26" class="q-ring-${kind}" stroke-dasharray="${fixed(share * around)} ${fixed(around)}" transform="rotate(-90 32 32)"/></svg>`;
}

const fixed = (x: number): string => String(Number(x.toFixed(2)));
