/** Values as whole numbers: equal values have equal codes, from 0 in the order they are met; what is missing has -1. */
import type { Column } from "../table/column.ts";

interface Codes {
  readonly codes: Int32Array;
  /** Different values. */
  readonly count: number;
}

/** Codes of the rows of some columns of one length. A row is missing where all of its values are. */
export function codesOf(columns: readonly Column[]): Codes {
  return columns.map(columnCodes).reduce(joined);
}

function columnCodes(column: Column): Codes {
  const { values, nulls, length } = column;
  const places = new Map<unknown, number>(); // for a Map, NaN equals itself and -0 equals 0
  const codes = new Int32Array(length).fill(-1);
  for (let row = 0; row < length; row++) {
    const value = values[row];
    if (value === null || nulls?.[row] === 1) continue;
    let code = places.get(value);
    if (code === undefined) places.set(value, (code = places.size));
    codes[row] = code;
  }
  return { codes, count: places.size };
}

/** Codes of the pairs. */
function joined(a: Codes, b: Codes): Codes {
  const places = new Map<number, number>();
  const codes = a.codes.map((code, row) => {
    const other = b.codes[row]!;
    if (code < 0 && other < 0) return -1;
    const pair = (code + 1) * (b.count + 1) + other + 1;
    let place = places.get(pair);
    if (place === undefined) places.set(pair, (place = places.size));
    return place;
  });
  return { codes, count: places.size };
}
