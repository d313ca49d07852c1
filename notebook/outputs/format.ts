/** Numbers, sizes and times as people read them. */

const exact = new Intl.NumberFormat("en", { maximumFractionDigits: 20 });

/** 1234567 -> "1,234,567" */
export function formatCount(count: number): string {
  return exact.format(count);
}

/** "1 row", "1,200 rows" */
export function formatCountOf(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** Five significant digits, without zeros that say nothing; powers of ten where the number is far from one. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
  const size = Math.abs(value);
  const far = size !== 0 && (size < 1e-4 || size >= 1e7);
  if (Number.isInteger(value) && !far) return minus(String(value));
  const digits = far ? value.toExponential(3).replace(/\.?0+e/, "e") : String(Number(value.toPrecision(5)));
  return minus(digits.replace("e+", "e"));
}

/** Decimals that a column of numbers shares, at most. */
const MOST_DECIMALS = 4;

/**
 * A format for numbers that stand under each other: all with the decimals that the sample needs. Numbers far from one keep
 * their own powers of ten.
 */
export function columnFormat(sample: Iterable<number>): (value: number) => string {
  let decimals = 0;
  for (const value of sample) {
    const [, fraction = ""] = formatNumber(value).split(".");
    if (!fraction.includes("e")) decimals = Math.max(decimals, Math.min(MOST_DECIMALS, fraction.length));
  }
  return (value) => {
    const own = formatNumber(value);
    return /[e∞N]/.test(own) ? own : minus(value.toFixed(decimals));
  };
}

const minus = (text: string) => text.replaceAll("-", "−");

/** Bytes in powers of 1000: 1234567 -> "1.2 MB". */
export function formatBytes(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  const unit = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** unit;
  return `${unit === 0 || value >= 100 ? Math.round(value) : Number(value.toFixed(1))} ${units[unit]}`;
}

/** Milliseconds: "0.4 s", "12 s", "3 min 05 s", "2 h 10 min". */
export function formatDuration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${String(Math.floor(seconds % 60)).padStart(2, "0")} s`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")} min`;
}
