/** Rows chosen by chance. */
import { ValidationError } from "../errors.ts";
import { Philox } from "../philox.ts";
import { drawSeed } from "../random.ts";
import { allRows } from "./take.ts";

/** `count` different rows out of `length`, in random order: the first of a shuffle (Durstenfeld, 1964). */
export function sampleRows(count: number, length: number, seed = drawSeed()): Uint32Array {
  if (!Number.isInteger(count) || count < 0 || count > length) throw new ValidationError("sample", `cannot draw ${count} of ${length} rows`);
  if (!Number.isSafeInteger(seed) || seed < 0) throw new ValidationError("sample", `invalid seed: ${seed}`);
  const random = new Philox(seed);
  const rows = allRows(length);
  for (let i = 0; i < count; i++) {
    const other = i + Math.floor(random.uniform53() * (length - i));
    [rows[i], rows[other]] = [rows[other]!, rows[i]!];
  }
  return rows.slice(0, count);
}
