/** Which rows of two tables go together. */
import { ComputationError, DtypeError } from "../errors.ts";
import type { Column } from "./column.ts";
import { concatColumns } from "./concat.ts";
import { bucketRows, groupRows } from "./groups.ts";
import { allRows } from "./take.ts";

/** Pairs of rows; -1 where the row of one side has none on the other. */
export interface Pairs {
  readonly left: Int32Array;
  readonly right: Int32Array;
}

/** Which rows without a partner are kept. */
interface Keep {
  readonly left: boolean;
  readonly right: boolean;
}

const mostRows = 2 ** 31 - 1;

/**
 * The pairs of rows that agree in all keys, in the order of the left rows, and for each of the right ones; right rows without a partner come last.
 * Keys that are missing agree with one another, as in pandas.
 */
export function joinRows(left: readonly Column[], right: readonly Column[], keep: Keep): Pairs {
  const leftLength = left[0]!.length;
  const { codes, firsts } = groupRows(left.map((column, i) => bothKeys(column, right[i]!)), leftLength + right[0]!.length);
  const leftCodes = codes.subarray(0, leftLength);
  const { rows, starts } = bucketRows(codes.subarray(leftLength), firsts.length);
  const lonely = keep.right ? withoutPartner(codes, leftLength, firsts.length) : new Uint32Array();
  const count = countPairs(leftCodes, starts, keep) + lonely.length;
  if (count > mostRows) throw new ComputationError("join", `too many rows: ${count}`, "the keys repeat in both tables: join by more columns, or take distinct rows first");
  const pairs = { left: new Int32Array(count).fill(-1), right: new Int32Array(count).fill(-1) };
  let at = 0;
  for (let row = 0; row < leftLength; row++) {
    const start = starts[leftCodes[row]!]!;
    const end = starts[leftCodes[row]! + 1]!;
    for (let partner = start; partner < end; partner++, at++) {
      pairs.left[at] = row;
      pairs.right[at] = rows[partner]!;
    }
    if (start === end && keep.left) pairs.left[at++] = row;
  }
  pairs.right.set(lonely, at);
  return pairs;
}

function countPairs(leftCodes: Uint32Array, starts: Uint32Array, keep: Keep): number {
  let count = 0;
  for (const code of leftCodes) count += Math.max(starts[code + 1]! - starts[code]!, Number(keep.left));
  return count;
}

/** The right rows whose key no left row has. */
function withoutPartner(codes: Uint32Array, leftLength: number, groups: number): Uint32Array {
  const seen = new Uint8Array(groups);
  for (const code of codes.subarray(0, leftLength)) seen[code] = 1;
  return allRows(codes.length - leftLength).filter((row) => seen[codes[leftLength + row]!] === 0);
}

/** Which of the left rows have a partner on the right. */
export function partnered(left: readonly Column[], right: readonly Column[]): Uint8Array {
  const leftLength = left[0]!.length;
  const { codes, firsts } = groupRows(left.map((column, i) => bothKeys(column, right[i]!)), leftLength + right[0]!.length);
  const there = new Uint8Array(firsts.length);
  for (const code of codes.subarray(leftLength)) there[code] = 1;
  return Uint8Array.from(codes.subarray(0, leftLength), (code) => there[code]!);
}

function bothKeys(left: Column, right: Column): Column {
  try {
    return concatColumns("join", [left, right]);
  } catch (error) {
    if (!(error instanceof DtypeError)) throw error;
    throw new DtypeError("join", `keys of types that never agree: ${JSON.stringify(left.name)} is ${left.type}, ${JSON.stringify(right.name)} is ${right.type}`, "give one of them the type of the other");
  }
}
