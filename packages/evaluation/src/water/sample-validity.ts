import { isMissing, type Shortfall, type Validity } from '@lanbi/standards';
import { REALTIME_ITEMS, type SectionSampleBody } from './section-sample.ts';

/**
 * Returns the validity of a stored sample with each item of the real-time class that has no value. One item is enough
 * for a class, so a sample with a missing item is `insufficient` and still has its class.
 * @source water.md 3: missing items are skipped, no item is no class [data]
 */
export function sampleValidity({ validity, values, section }: SectionSampleBody): Validity {
  if (validity.kind === 'valid') return validity;
  const shortfalls = REALTIME_ITEMS.flatMap((item): Shortfall[] => {
    const value = values[item];
    if (value !== undefined && !isMissing(value)) return [];
    const reason = value?.missing ?? 'no-data';
    const clause = `${section.edition} 5.1`;
    return [{ rule: 'any-value', clause, item, needed: 1, found: 0, unit: 'samples', reason }];
  });
  return { ...validity, shortfalls };
}
