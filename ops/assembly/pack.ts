// Operands of products, packed so that the tiles read them in order, whatever their strides were. Strides count bytes.

/** Columns of b, 32 bytes of them at a time: [ceil(n / columns)][k][columns], the last ones filled up with zeros. */
// @ts-ignore: decorator
@inline
export function packColumns<T>(out: usize, b: usize, strideK: usize, strideN: usize, k: u32, n: u32): void {
  const width: u32 = 32 / sizeof<T>();
  for (let start: u32 = 0; start < n; start += width) {
    const columns = min<u32>(width, n - start);
    const from = b + <usize>start * strideN;
    if (columns == width && strideN == sizeof<T>()) copyPanel(out, from, strideK, k);
    else if (sizeof<T>() == 4 && columns == width && strideK == 4) turnPanel(out, from, strideN, k);
    else gatherPanel<T>(out, from, strideK, strideN, k, columns);
    out += <usize>k << 5;
  }
}

function copyPanel(out: usize, from: usize, strideK: usize, k: u32): void {
  const end = out + (<usize>k << 5);
  while (out < end) {
    v128.store(out, v128.load(from));
    v128.store(out, v128.load(from, 16), 16);
    out += 32;
    from += strideK;
  }
}

/** Eight columns that lie one after the other along k: two blocks of 4 x 4 are turned at a time. */
function turnPanel(out: usize, from: usize, strideN: usize, k: u32): void {
  let p: u32 = 0;
  const half = strideN << 2;
  for (; p + 4 <= k; p += 4) {
    turn(out, 32, from, from + strideN, from + (strideN << 1), from + strideN * 3);
    const right = from + half;
    turn(out + 16, 32, right, right + strideN, right + (strideN << 1), right + strideN * 3);
    out += 128;
    from += 16;
  }
  if (p < k) gatherPanel<f32>(out, from, 4, strideN, k - p, 8);
}

/** Four vectors as the rows of a square become its columns. */
// @ts-ignore: decorator
@inline
export function turn(out: usize, step: usize, p0: usize, p1: usize, p2: usize, p3: usize): void {
  const a = v128.load(p0);
  const b = v128.load(p1);
  const c = v128.load(p2);
  const d = v128.load(p3);
  const ab = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
  const cd = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
  const abHigh = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
  const cdHigh = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
  v128.store(out, v128.shuffle<i64>(ab, cd, 0, 2));
  out += step;
  v128.store(out, v128.shuffle<i64>(ab, cd, 1, 3));
  out += step;
  v128.store(out, v128.shuffle<i64>(abHigh, cdHigh, 0, 2));
  out += step;
  v128.store(out, v128.shuffle<i64>(abHigh, cdHigh, 1, 3));
}

function gatherPanel<T>(out: usize, from: usize, strideK: usize, strideN: usize, k: u32, columns: u32): void {
  const width: u32 = 32 / sizeof<T>();
  for (let p: u32 = 0; p < k; p++) {
    for (let j: u32 = 0; j < width; j++) store<T>(out + j * sizeof<T>(), j < columns ? load<T>(from + <usize>j * strideN) : <T>0);
    out += 32;
    from += strideK;
  }
}

/** Rows of a, six at a time: [ceil(m / 6)][k][6]; of the last block only the rows that there are. */
// @ts-ignore: decorator
@inline
export function packRows<T>(out: usize, a: usize, strideM: usize, strideK: usize, m: u32, k: u32): void {
  for (let start: u32 = 0; start < m; start += 6) {
    const rows = min<u32>(6, m - start);
    const from = a + <usize>start * strideM;
    if (sizeof<T>() == 4 && rows == 6 && strideK == 4) turnRows(out, from, strideM, k);
    else if (sizeof<T>() == 4 && rows == 6 && strideM == 4) copyRows(out, from, strideK, k);
    else gatherRows<T>(out, from, strideM, strideK, rows, k);
    out += <usize>rows * k * sizeof<T>();
  }
}

/** Six rows that lie one after the other along k. */
function turnRows(out: usize, from: usize, strideM: usize, k: u32): void {
  let p: u32 = 0;
  for (; p + 4 <= k; p += 4) {
    const e = v128.load(from + (strideM << 2));
    const f = v128.load(from + strideM * 5);
    turn(out, 24, from, from + strideM, from + (strideM << 1), from + strideM * 3);
    const low = v128.shuffle<i32>(e, f, 0, 4, 1, 5);
    const high = v128.shuffle<i32>(e, f, 2, 6, 3, 7);
    v128.store64_lane(out, low, 0, 16);
    v128.store64_lane(out, low, 1, 40);
    v128.store64_lane(out, high, 0, 64);
    v128.store64_lane(out, high, 1, 88);
    out += 96;
    from += 16;
  }
  if (p < k) gatherRows<f32>(out, from, strideM, 4, 6, k - p);
}

/** Six rows that lie beside each other. */
function copyRows(out: usize, from: usize, strideK: usize, k: u32): void {
  const end = out + <usize>k * 24;
  while (out < end) {
    v128.store(out, v128.load(from));
    v128.store64_lane(out, v128.load64_zero(from, 16), 0, 16);
    out += 24;
    from += strideK;
  }
}

function gatherRows<T>(out: usize, a: usize, strideM: usize, strideK: usize, rows: u32, k: u32): void {
  const step = <usize>rows * sizeof<T>();
  for (let i: u32 = 0; i < rows; i++) {
    let to = out;
    let from = a;
    for (let p: u32 = 0; p < k; p++) {
      store<T>(to, load<T>(from));
      to += step;
      from += strideK;
    }
    out += sizeof<T>();
    a += strideM;
  }
}
