/** Text as the numbers, booleans and dates it stands for. Everything here answers NaN for text that stands for something else. */

const MINUS = 0x2d;
const PLUS = 0x2b;
const DOT = 0x2e;
const ZERO = 0x30;
const powers = Array.from({ length: 23 }, (_, exponent) => 10 ** exponent);

/**
 * The number that a part of a text is written as; NaN for text that is no number, or would not come back from it: digits after a leading zero, a whole
 * number beyond 2^53, one too large for a float64. Short numbers are read without a string: digits below 2^53 over a power of ten up to 10^22 round once.
 */
export function parseNumber(text: string, start: number, end: number): number {
  let at = start;
  const first = text.charCodeAt(at);
  const negative = first === MINUS;
  if (negative || first === PLUS) at++;
  const whole = at;
  let digits = 0;
  let point = -1;
  for (; at < end; at++) {
    const digit = text.charCodeAt(at) - ZERO;
    if (digit >= 0 && digit <= 9) digits = digits * 10 + digit;
    else if (digit === DOT - ZERO && point < 0) point = at;
    else return parseLong(text, start, end);
  }
  const count = end - whole - (point < 0 ? 0 : 1);
  if (count === 0 || count > 15) return parseLong(text, start, end);
  if (text.charCodeAt(whole) === ZERO && count > 1 && point !== whole + 1) return NaN;
  const number = point < 0 ? digits : digits / powers[end - point - 1]!;
  return negative ? -number : number;
}

const numeric = /^[+-]?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const infinite = /^[+-]?inf(?:inity)?$/i;

function parseLong(text: string, start: number, end: number): number {
  const written = text.slice(start, end).trim();
  if (numeric.test(written)) {
    const number = Number(written);
    const isExact = /[.eE]/.test(written) || Number.isSafeInteger(number);
    return isExact && Number.isFinite(number) ? number : NaN;
  }
  return infinite.test(written) ? (written.startsWith("-") ? -Infinity : Infinity) : NaN;
}

const booleans: Readonly<Record<string, number>> = { true: 1, True: 1, TRUE: 1, false: 0, False: 0, FALSE: 0 };

/** 1 or 0. */
export function parseBoolean(text: string): number {
  return Object.hasOwn(booleans, text) ? booleans[text]! : NaN;
}

const iso = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(Z|[+-]\d\d:?\d\d)?)?$/;

/** Milliseconds since 1970 of a date in ISO's form, with or without time; without a zone it is universal time. Dates that the calendar lacks are none. */
export function parseDate(text: string): number {
  const parts = iso.exec(text);
  if (parts === null) return NaN;
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map((part = "0") => Number(part)) as [number, number, number, number, number, number];
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return NaN;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day); // not Date.UTC, which takes the year 50 for 1950
  if (date.getUTCDate() !== day) return NaN;
  return date.setUTCHours(hour, minute, second, Number((parts[7] ?? "").padEnd(3, "0").slice(0, 3))) - zone(parts[8]);
}

function zone(text = "Z"): number {
  if (text === "Z") return 0;
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2));
  return (text.startsWith("-") ? -minutes : minutes) * 60_000;
}
