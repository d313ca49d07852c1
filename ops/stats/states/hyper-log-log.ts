/** How many different values there are, without keeping them: HyperLogLog (Flajolet and others, 2007) with the estimator of Ertl (2017), which needs no case for small or large counts. */
import { ValidationError } from "../../errors.ts";
import { numbersNow, type Sample } from "../../sample.ts";
import { hashOf } from "./hash.ts";
import { checkAlike, checkKind } from "./saved.ts";

export interface HyperLogLogOptions {
  /** There are 2^p registers of a byte, p from 4 to 18. Default: 14, 16 KB, for a standard error of 0.8 %. */
  readonly p?: number;
}

export interface SavedHyperLogLog {
  readonly kind: "HyperLogLog";
  readonly p: number;
  readonly nulls: number;
  /** Two hexadecimal digits a register. */
  readonly registers: string;
}

/** Each register keeps the longest run of zeros that the hashes it got began with; values with the same hash leave it as it is. */
export class HyperLogLog {
  readonly p: number;
  #nulls = 0;
  readonly #registers: Uint8Array;

  constructor({ p = 14 }: HyperLogLogOptions = {}) {
    if (!Number.isInteger(p) || p < 4 || p > 18) throw new ValidationError("stats.HyperLogLog", `p is not a whole number from 4 to 18: ${p}`);
    this.p = p;
    this.#registers = new Uint8Array(2 ** p);
  }

  static fromJSON(saved: SavedHyperLogLog): HyperLogLog {
    const op = "stats.HyperLogLog.fromJSON";
    checkKind(op, saved, "HyperLogLog");
    const state = new HyperLogLog(saved);
    checkAlike(op, "registers", state.#registers.length, saved.registers.length / 2);
    state.#nulls = saved.nulls;
    for (let i = 0; i < state.#registers.length; i++) state.#registers[i] = Number.parseInt(saved.registers.slice(2 * i, 2 * i + 2), 16);
    return state;
  }

  /** NaNs and nulls so far. */
  get nulls(): number {
    return this.#nulls;
  }

  /** The standard error of the estimate, as a fraction of it: 1.04 / √(2^p). */
  get relativeError(): number {
    return 1.04 / Math.sqrt(this.#registers.length);
  }

  /** Adds a number or a string; NaN and null are counted apart. The number 1 and the string "1" differ. */
  push(value: number | string | null): this {
    if (value === null || Number.isNaN(value)) {
      this.#nulls++;
      return this;
    }
    const { high, low } = hashOf(value);
    const register = high >>> (32 - this.p);
    const rest = high << this.p; // 32 - p bits of it
    const run = rest !== 0 ? Math.clz32(rest) + 1 : 32 - this.p + Math.clz32(low) + 1;
    if (run > this.#registers[register]!) this.#registers[register] = run;
    return this;
  }

  /** Adds all values of a sample, or strings. Throws `DeviceError` for a tensor on webgpu: hand over `await x.data()`. */
  pushAll(values: Sample | readonly (string | null)[]): this {
    const isText = Array.isArray(values) && values.some((value) => typeof value === "string" || value === null);
    const all: Iterable<number | string | null> = isText ? (values as readonly (string | null)[]) : numbersNow("stats.HyperLogLog.pushAll", values as Sample);
    for (const value of all) this.push(value);
    return this;
  }

  /** Adds what another state has seen; the other stays as it is. Throws `ValidationError` when they differ in p. */
  merge(other: HyperLogLog): this {
    checkAlike("stats.HyperLogLog.merge", "p", this.p, other.p);
    this.#nulls += other.#nulls;
    other.#registers.forEach((run, i) => {
      if (run > this.#registers[i]!) this.#registers[i] = run;
    });
    return this;
  }

  /** How many different values there were, as an estimate: Ertl, "New cardinality estimation algorithms for HyperLogLog sketches" (2017), algorithm 6. */
  estimate(): number {
    const m = this.#registers.length;
    const longest = 64 - this.p + 1;
    const counts = Array.from({ length: longest + 1 }, () => 0);
    for (const run of this.#registers) counts[run]!++;
    let z = m * tau(1 - counts[longest]! / m);
    for (let run = longest - 1; run >= 1; run--) z = 0.5 * (z + counts[run]!);
    z += m * sigma(counts[0]! / m);
    return ((m / z) * m) / (2 * Math.LN2);
  }

  toJSON(): SavedHyperLogLog {
    return { kind: "HyperLogLog", p: this.p, nulls: this.#nulls, registers: Array.from(this.#registers, (run) => run.toString(16).padStart(2, "0")).join("") };
  }
}

/** x + Σ x^(2^k) 2^(k-1): what registers that are still 0 tell. Infinity at 1, when all are. */
function sigma(start: number): number {
  if (start === 1) return Infinity;
  let [x, y, z, before] = [start, 1, start, NaN];
  for (; z !== before; y += y) {
    x *= x;
    before = z;
    z += x * y;
  }
  return z;
}

/** (1 - x - Σ (1 - x^(2^-k))^2 2^-k) / 3: what registers that are full tell. */
function tau(start: number): number {
  if (start === 0 || start === 1) return 0;
  let [x, y, z, before] = [start, 1, 1 - start, NaN];
  while (z !== before) {
    x = Math.sqrt(x);
    before = z;
    y *= 0.5;
    z -= (1 - x) ** 2 * y;
  }
  return z / 3;
}
