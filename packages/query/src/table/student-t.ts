/** Of a two-sided interval of 95 per cent. */
const P = 0.05;

/** Quantile of the normal distribution for P / 2. */
const NORMAL = -1.959963984540054;

/**
 * The two-sided 95 per cent quantile of Student's t distribution: `studentT(9)` is 2.262. Right to four decimals.
 * @param degrees of freedom, a whole number from 1 on
 * @source G. W. Hill, Algorithm 396: Student's t-quantiles, Communications of the ACM 13 (1970) 619-620
 */
export function studentT(degrees: number): number {
  if (degrees === 1) return 1 / Math.tan((P * Math.PI) / 2);
  if (degrees === 2) return Math.sqrt(2 / (P * (2 - P)) - 2);
  const a = 1 / (degrees - 0.5);
  const b = 48 / (a * a);
  const c = (((20700 * a) / b - 98) * a - 16) * a + 96.36;
  const d = ((94.5 / (b + c) - 3) / b + 1) * Math.sqrt((a * Math.PI) / 2) * degrees;
  const y = (d * P) ** (2 / degrees);
  const square = y > 0.05 + a ? nearNormal(degrees, { a, b, c, d }) : inTail(degrees, d, y);
  return Math.sqrt(degrees * square);
}

/** The intermediate values of the algorithm, under its names. */
interface Terms {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
}

/** Asymptotic inverse expansion about the normal distribution. */
function nearNormal(degrees: number, { a, b, c, d }: Terms): number {
  const x = NORMAL;
  const y = x * x;
  const own = degrees < 5 ? c + 0.3 * (degrees - 4.5) * (x + 0.6) : c;
  const scale = (((0.05 * d * x - 5) * x - 7) * x - 2) * x + b + own;
  const inner = (((((0.4 * y + 6.3) * y + 36) * y + 94.5) / scale - y - 3) / b + 1) * x;
  return Math.expm1(a * inner * inner);
}

/** Series for the tail, of few degrees of freedom. */
function inTail(degrees: number, d: number, y: number): number {
  const first = 1 / (((degrees + 6) / (degrees * y) - 0.089 * d - 0.822) * (degrees + 2) * 3);
  const series = (first + 0.5 / (degrees + 4)) * y - 1;
  return (series * (degrees + 1)) / (degrees + 2) + 1 / y;
}
