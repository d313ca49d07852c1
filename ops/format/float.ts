/** Floats as text: the fewest digits that tell a number from its neighbours in its dtype, at most 8 of them after the point. */
import type { Dtype } from "../dtype.ts";
import { decodeBfloat16, decodeFloat16, encodeBfloat16, encodeFloat16 } from "../half.ts";

const precision = 8;

/** From this magnitude on, arrays of the dtype are printed with exponents. */
const exponentFrom: Partial<Record<Dtype, number>> = { float64: 1e8, float32: 1e6, float16: 1e3, bfloat16: 1e3 };

const roundTo: Partial<Record<Dtype, (value: number) => number>> = {
  float32: Math.fround,
  float16: (value) => decodeFloat16(encodeFloat16(value)),
  bfloat16: (value) => decodeBfloat16(encodeBfloat16(value)),
};

/** A number split at the point, with zeros and signs as they print: `-0.5` is `["-0", "5"]`. */
type Parts = readonly [whole: string, fraction: string];

function split(text: string): Parts {
  const [whole, fraction = ""] = text.split(".");
  return [whole!, fraction];
}

/** JavaScript rounds a tie up; NumPy to the even digit. `round` gives the number with that many digits after the point. */
function tiesToEven(digits: number, round: (digits: number) => string): Parts {
  const [whole, exact] = split(round(exactDigits));
  const tie = /^50*$/.test(exact.slice(digits));
  return tie && "02468".includes(exact[digits - 1] ?? whole.at(-1)!) ? [whole, exact.slice(0, digits)] : split(round(digits));
}

/** Enough to tell a tie: a float with a tie after 8 digits has few more. */
const exactDigits = 60;

const exactMantissa = (value: number, digits: number): Parts =>
  tiesToEven(digits, (count) => value.toExponential(count).split("e")[0]!);

/** The number with the fewest decimal digits that rounds to `value` in its dtype. */
function shortest(value: number, dtype: Dtype): number {
  const round = roundTo[dtype];
  if (round === undefined) return value;
  for (let digits = 1; digits < 10; digits++) {
    const exponent = value.toExponential(digits - 1).split("e")[1]!;
    const candidate = Number(`${exactMantissa(value, digits - 1).join(".")}e${exponent}`);
    if (round(candidate) === value) return candidate;
  }
  return value;
}

/** For 0 and magnitudes from 1e-4 to 1e16, which JavaScript writes without an exponent. */
function positional(value: number, dtype: Dtype): Parts {
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const magnitude = Math.abs(value);
  const [whole, fraction] = split(String(shortest(magnitude, dtype)));
  const short = fraction.length <= precision ? ([whole, fraction] as const) : tiesToEven(precision, (digits) => magnitude.toFixed(digits));
  return [sign + short[0], short[1].replace(/0+$/, "")];
}

/** Mantissa parts and the exponent with its sign and at least two digits. */
function scientific(value: number, dtype: Dtype): { mantissa: Parts; exponent: string } {
  const short = shortest(value, dtype).toExponential();
  const long = short.indexOf("e") - short.indexOf(".") - 1 > precision;
  const text = long ? value.toExponential(precision) : short;
  const exponent = text.slice(text.indexOf("e") + 1);
  const [whole, fraction] = long ? exactMantissa(value, precision) : split(text.slice(0, text.indexOf("e")));
  const sign = Object.is(value, -0) ? "-" : "";
  return { mantissa: [sign + whole, fraction.replace(/0+$/, "")], exponent: exponent[0]! + exponent.slice(1).padStart(2, "0") };
}

/** A single number, as Python prints it: `3.0`, `1e+20`, `nan`. */
export function formatFloat(value: number, dtype: Dtype): string {
  if (!Number.isFinite(value)) return special(value);
  const magnitude = Math.abs(value);
  if (magnitude === 0 || (magnitude >= 1e-4 && magnitude < (dtype === "float64" ? 1e16 : exponentFrom[dtype]!))) {
    const [whole, fraction] = split(String(shortest(magnitude, dtype)));
    return `${value < 0 || Object.is(value, -0) ? "-" : ""}${whole}.${fraction || "0"}`;
  }
  const [mantissa, exponent] = shortest(value, dtype).toExponential().split("e") as [string, string];
  return `${mantissa}e${exponent[0]}${exponent.slice(1).padStart(2, "0")}`;
}

function special(value: number): string {
  if (Number.isNaN(value)) return "nan";
  return value < 0 ? "-inf" : "inf";
}

/** One format for many numbers: points under each other, exponents for all or none. */
export function floatFormatter(values: readonly number[], dtype: Dtype): (value: number) => string {
  const finite = values.filter(Number.isFinite);
  const format = usesExponent(finite, dtype) ? exponentFormatter(finite, dtype) : positionalFormatter(finite, dtype);
  if (finite.length === values.length) return format.text;
  const longest = Math.max(...values.filter((value) => !Number.isFinite(value)).map((value) => special(value).length));
  const width = Math.max(format.width, longest, 3);
  return (value) => (Number.isFinite(value) ? format.text(value) : special(value)).padStart(width);
}

function usesExponent(finite: readonly number[], dtype: Dtype): boolean {
  const magnitudes = finite.map(Math.abs).filter((magnitude) => magnitude > 0);
  if (magnitudes.length === 0) return false;
  const [most, least] = [Math.max(...magnitudes), Math.min(...magnitudes)];
  return most >= exponentFrom[dtype]! || least < 0.0001 || most / least > 1000;
}

interface Format {
  readonly width: number;
  readonly text: (value: number) => string;
}

function positionalFormatter(finite: readonly number[], dtype: Dtype): Format {
  const parts = finite.map((value) => positional(value, dtype));
  const left = Math.max(0, ...parts.map(([whole]) => whole.length));
  const right = Math.max(0, ...parts.map(([, fraction]) => fraction.length));
  const text = (value: number): string => {
    const [whole, fraction] = positional(value, dtype);
    return `${whole.padStart(left)}.${fraction.padEnd(right)}`;
  };
  return { width: left + 1 + right, text };
}

/** Shorter fractions go on with the digits of the exact value, as NumPy's do. */
function exponentFormatter(finite: readonly number[], dtype: Dtype): Format {
  const parts = finite.map((value) => scientific(value, dtype));
  const left = Math.max(...parts.map(({ mantissa }) => mantissa[0].length));
  const right = Math.max(...parts.map(({ mantissa }) => mantissa[1].length));
  const digits = Math.max(...parts.map(({ exponent }) => exponent.length)) - 1;
  const text = (value: number): string => {
    const { exponent } = scientific(value, dtype);
    const [whole, fraction] = exactMantissa(value, right);
    const padded = exponent[0]! + exponent.slice(1).padStart(digits, "0");
    const sign = Object.is(value, -0) ? "-" : "";
    return `${(sign + whole).padStart(left)}.${fraction}e${padded}`;
  };
  return { width: left + 1 + right + 2 + digits, text };
}
