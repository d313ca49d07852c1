/** The gamma function, its logarithm and the derivative of that, in float64. */

/** Coefficients of Lanczos' approximation with g = 7 and nine terms, by Godfrey (2001). */
const lanczos = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905, -0.13857109526572012,
  9.984369578019572e-6, 1.5056327351493116e-7,
];

/** Γ(x) is √(2π) t^(x - 1/2) exp(-t) times this, where t = x + 6.5. */
const lanczosSum = (x: number): number => lanczos.reduce((sum, coefficient, i) => sum + coefficient / (x + i), 0.9999999999998099);

/** sin(πx), exactly 0 for a whole x. */
function sinPi(x: number): number {
  const rest = x - 2 * Math.round(x / 2);
  return Math.abs(rest) > 0.5 ? Math.sin(Math.PI * (Math.sign(rest) - rest)) : Math.sin(Math.PI * rest);
}

const isPole = (x: number): boolean => x <= 0 && (Number.isInteger(x) || x === -Infinity);

/** Γ(x), left of 1/2 by reflection. ±Infinity at ±0, NaN at the negative integers. */
export function gamma(x: number): number {
  if (x === 0) return 1 / x;
  if (isPole(x)) return NaN;
  if (x > 171.7) return Infinity;
  if (x < 0.5) return Math.PI / (sinPi(x) * gamma(1 - x));
  const t = x + 6.5;
  const power = t ** ((x - 0.5) / 2); // in halves: the whole overflows before the product does
  return Math.sqrt(2 * Math.PI) * power * Math.exp(-t) * power * lanczosSum(x);
}

/** ζ(k) - 1 for k = 2, 3, ... */
const zetaTails = [
  0.6449340668482264, 0.2020569031595943, 0.08232323371113819, 0.03692775514336993, 0.01734306198444914, 0.008349277381922827,
  0.00407735619794434, 0.0020083928260822143, 0.0009945751278180853, 0.0004941886041194645, 0.0002460865533080483,
  0.00012271334757848915, 6.124813505870483e-5, 3.058823630702049e-5, 1.528225940865187e-5, 7.637197637899763e-6,
  3.81729326499984e-6, 1.908212716553939e-6, 9.539620338727962e-7, 4.769329867878064e-7, 2.38450502727733e-7,
  1.1921992596531106e-7, 5.960818905125948e-8, 2.980350351465228e-8, 1.4901554828365043e-8,
];

/** 1 - γ, Euler's constant. */
const oneLessEuler = 0.42278433509846713;

/** log Γ(2 + z) for |z| <= 1/2: its Taylor series (Abramowitz and Stegun 6.1.33). Keeps the digits near the zeros at 1 and 2. */
function logGammaNearTwo(z: number): number {
  let sum = 0;
  for (let k = zetaTails.length + 1; k >= 2; k--) sum = zetaTails[k - 2]! / k - z * sum;
  return z * (oneLessEuler + z * sum);
}

/** log |Γ(x)|. Infinity at 0, the negative integers and both infinities. */
export function lgamma(x: number): number {
  if (isPole(x)) return Infinity;
  if (x < -0.5) return Math.log(Math.PI / Math.abs(sinPi(x))) - lgamma(1 - x);
  if (x < 0.5) return logGammaNearTwo(x) - Math.log1p(x) - Math.log(Math.abs(x));
  if (x < 1.5) return logGammaNearTwo(x - 1) - Math.log1p(x - 1);
  if (x < 2.5) return logGammaNearTwo(x - 2);
  return (x - 0.5) * (Math.log(x + 6.5) - 1) - 7 + Math.log(Math.sqrt(2 * Math.PI) * lanczosSum(x));
}

/** The only positive zero of digamma in two parts, and its Taylor coefficients there. */
const root = [1.4616321449683622, 9.549995429965697e-17] as const;
const atRoot = [
  0.9676722454476212, -0.4427631689835921, 0.258499760955651, -0.16394270544240652, 0.10782405069126237, -0.07219956125645471,
  0.04880428816414311, -0.03316112647484736, 0.022597648232218104, -0.01542476590494896,
];

/** B(2k) / 2k for k = 1, 2, ..., with Bernoulli's numbers. */
const asymptotic = [1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132, -691 / 32760, 1 / 12];

/** The derivative of log Γ(x): recurrence to x >= 10, then the asymptotic series (Abramowitz and Stegun 6.3.5, 6.3.7, 6.3.18). ∓Infinity at ±0, NaN at the negative integers. */
export function digamma(x: number): number {
  if (x === 0) return -1 / x;
  if (isPole(x)) return NaN;
  if (x < 0) return digamma(1 - x) - Math.PI / Math.tan(Math.PI * (x - Math.round(x)));
  const offset = x - root[0] - root[1];
  if (Math.abs(offset) < 0.05) return offset * atRoot.reduceRight((sum, coefficient) => coefficient + offset * sum, 0);
  let shift = 0;
  let y = x;
  for (; y < 10; y++) shift += 1 / y;
  const square = 1 / (y * y);
  return Math.log(y) - 0.5 / y - square * asymptotic.reduceRight((sum, term) => term + square * sum, 0) - shift;
}
