/** Sums of products as if in twice the precision: Ogita, Rump and Oishi, "Accurate sum and dot product" (2005). */

/** start - less - Σ a[first + i step] x[i]. */
export function exactDifference(start: number, less: number, a: Float64Array, first: number, step: number, x: Float64Array): number {
  let sum = start - less;
  const gone = sum - start;
  let low = start - (sum - gone) + (-less - gone);
  for (let i = 0, at = first; i < x.length; i++, at += step) {
    const [left, right] = [a[at]!, x[i]!];
    const product = left * right;
    const next = sum - product;
    const part = next - sum;
    low += sum - (next - part) + (-product - part) - productError(left, highHalf(left), right, highHalf(right), product);
    sum = next;
  }
  return sum + low;
}

/** The number to half of its digits. */
export function highHalf(x: number): number {
  const wide = 134217729 * x; // 2^27 + 1
  return wide - (wide - x);
}

/** What rounding took from the product of a and b, whose high halves are given: Dekker (1971). */
export function productError(a: number, highA: number, b: number, highB: number, product: number): number {
  const lowA = a - highA;
  const lowB = b - highB;
  return lowA * lowB - (product - highA * highB - lowA * highB - highA * lowB);
}
