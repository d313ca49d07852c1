/** The globals of the language itself. They are read directly, at full speed, unless a cell has given the name another meaning. */
export const BUILTINS: ReadonlySet<string> = new Set(
  (
    "undefined NaN Infinity globalThis Object Function Boolean Symbol Number BigInt Math Date String RegExp Array Map Set WeakMap WeakSet WeakRef " +
    "FinalizationRegistry ArrayBuffer SharedArrayBuffer DataView Atomics JSON Promise Proxy Reflect Intl Iterator Error AggregateError EvalError " +
    "RangeError ReferenceError SyntaxError TypeError URIError Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array " +
    "Float16Array Float32Array Float64Array BigInt64Array BigUint64Array isNaN isFinite parseInt parseFloat encodeURI encodeURIComponent decodeURI " +
    "decodeURIComponent escape unescape eval"
  ).split(" "),
);
