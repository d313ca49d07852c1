/** Times, rates and shares as panels write them: three digits, always with the unit. */

/** Milliseconds: `850 ns`, `4.1 µs`, `12.3 ms`, `1.24 s`. */
export function showTime(ms: number): string {
  if (ms === 0) return "0 ms";
  if (ms < 1e-3) return `${digits(ms * 1e6)} ns`;
  if (ms < 1) return `${digits(ms * 1e3)} µs`;
  return ms < 1e3 ? `${digits(ms)} ms` : `${digits(ms / 1e3)} s`;
}

/** `12.3`; nothing for what cannot be told. */
export const showRate = (rate: number | null): string => (rate === null ? "" : digits(rate));

/** From 0 to 1: `12.3 %`. */
export const showShare = (share: number): string => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;

export const showCount = (count: number): string => count.toLocaleString("en");

function digits(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString("en");
  return value >= 10 ? value.toFixed(1) : value >= 0.1 ? value.toFixed(2) : value.toPrecision(2);
}
