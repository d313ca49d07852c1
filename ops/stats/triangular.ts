/** Systems of equations with an upper triangle R, given by its rows. */

/** R x = y. */
export function solveUpper(r: readonly Float64Array[], y: Float64Array): Float64Array {
  const x = y.slice();
  for (let i = x.length - 1; i >= 0; i--) {
    for (let j = i + 1; j < x.length; j++) x[i]! -= r[i]![j]! * x[j]!;
    x[i]! /= r[i]![i]!;
  }
  return x;
}

/** Rᵀ x = y. */
export function solveLower(r: readonly Float64Array[], y: Float64Array): Float64Array {
  const x = y.slice();
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < i; j++) x[i]! -= r[j]![i]! * x[j]!;
    x[i]! /= r[i]![i]!;
  }
  return x;
}

/** The diagonal of (RᵀR)⁻¹: the squared lengths of the rows of R⁻¹. */
export function inverseSquares(r: readonly Float64Array[], order: readonly number[]): Float64Array {
  const squares = new Float64Array(order.length);
  order.forEach((_, k) => {
    const unit = new Float64Array(order.length);
    unit[k] = 1;
    solveUpper(r, unit).forEach((value, i) => void (squares[order[i]!]! += value * value));
  });
  return squares;
}
