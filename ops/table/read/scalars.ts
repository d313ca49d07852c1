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

/** The same for a column that is said to be numbers: digits after a leading zero count, and a whole number beyond 2^53 is rounded. */
export function parseGivenNumber(text: string, start: number, end: number): number {
  const number = parseNumber(text, start, end);
  if (!Number.isNaN(number)) return number;
  const written = text.slice(start, end).trim();
  return /^[+-]?\d+(?:\.\d*)?$/.test(written) ? Number(written) : NaN;
}

/** As `parse` reads it, with a comma before the fraction; text with a point is no number then. */
export const withComma = (parse: typeof parseNumber): typeof parseNumber => (text, start, end) => {
  const written = text.slice(start, end);
  return written.includes(".") ? NaN : parse(written.replace(",", "."), 0, end - start);
};

const booleans: Readonly<Record<string, number>> = { __proto__: null, true: 1, True: 1, TRUE: 1, false: 0, False: 0, FALSE: 0 } as never;

/** 1 or 0. */
export function parseBoolean(text: string, start: number, end: number): number {
  return booleans[text.slice(start, end)] ?? NaN;
}

/** The same for a column that is said to be booleans: 1 and 0 count. */
export function parseGivenBoolean(text: string, start: number, end: number): number {
  const number = parseNumber(text, start, end);
  return number === 0 || number === 1 ? number : parseBoolean(text, start, end);
}

const HYPHEN = 0x2d;
const time = /^[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?:Z|([+-])(\d\d):?(\d\d))?$/;

/** Milliseconds since 1970 of a date in ISO's form, with or without time; without a zone it is universal time. Dates that the calendar lacks are none. */
export function parseDate(text: string, start: number, end: number): number {
  if (end - start < 10 || text.charCodeAt(start + 4) !== HYPHEN || text.charCodeAt(start + 7) !== HYPHEN) return NaN;
  const year = digits(text, start, 4);
  const month = digits(text, start + 5, 2);
  const day = digits(text, start + 8, 2);
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month))) return NaN;
  return daysSince1970(year, month, day) * 86_400_000 + (end - start === 10 ? 0 : parseTime(text.slice(start + 10, end)));
}

function digits(text: string, start: number, count: number): number {
  let number = 0;
  for (let at = start; at < start + count; at++) {
    const digit = text.charCodeAt(at) - ZERO;
    number = digit >= 0 && digit <= 9 ? number * 10 + digit : NaN;
  }
  return number;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** In years that begin in March, so that the leap day is the last: 153 days are five months. */
function daysSince1970(year: number, month: number, day: number): number {
  const y = month > 2 ? year : year - 1;
  const m = month > 2 ? month - 3 : month + 9;
  return 365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + Math.floor((153 * m + 2) / 5) + day - 719_469;
}

function parseTime(text: string): number {
  const parts = time.exec(text);
  if (parts === null) return NaN;
  const [hour, minute, second, zoneHour, zoneMinute] = [parts[1], parts[2], parts[3], parts[6], parts[7]].map((part = "0") => Number(part)) as [number, number, number, number, number];
  if (hour > 23 || minute > 59 || second > 59 || zoneMinute > 59) return NaN;
  const zone = (parts[5] === "-" ? -1 : 1) * (zoneHour * 60 + zoneMinute);
  return ((hour * 60 + minute - zone) * 60 + second) * 1000 + Number((parts[4] ?? "").padEnd(3, "0").slice(0, 3));
}
