/** How many digits of a result are right, for the data sets with certified values of NIST. */

/** The log relative error, -log10(|actual - certified| / |certified|): digits that agree, 15 at most, which is what NIST's values have. Where 0 is certified, the error itself counts. */
export function lre(actual: number, certified: number): number {
  if (actual === certified) return 15;
  const error = Math.abs(actual - certified) / (certified === 0 ? 1 : Math.abs(certified));
  return Number.isNaN(error) ? 0 : Math.min(15, Math.max(0, -Math.log10(error)));
}
