import { type Days, type Observation, spanOf } from '@lanbi/model';
import { type Instant, instant } from '@lanbi/standards';

/** Why a reading counts to no place: it is of a day on which its station is not in service. */
export const OUT_OF_SERVICE = ['before-from', 'after-until'] as const;

/** The mark of a reading of such a day; nothing on others. */
export function outOfServiceOf(
  days: Days,
  { to: end, period }: Pick<Observation, 'to' | 'period'>,
): { readonly outOfService?: (typeof OUT_OF_SERVICE)[number] } {
  const at = period > 0 ? end - 1 : end;
  const { from, to } = spanOf(days);
  if (at < from) return { outOfService: 'before-from' };
  return at >= to ? { outOfService: 'after-until' } : {};
}

export const isOutOfService = (days: Days, at: Instant): boolean =>
  Object.keys(outOfServiceOf(days, { to: instant(at), period: 0 as Observation['period'] })).length > 0;
