import type { Section } from '@lanbi/model';
import { dateAt, instant, periodMean, type WaterStandards } from '@lanbi/standards';
import { type Window, windowOf } from '../period/window.ts';
import { classByMeans, type SectionPeriodBody, type WaterMeans } from './section-period.ts';

/** A window cut into whole months and the days before and after them: few parts, however long it is. */
export interface Parts {
  readonly months: readonly Window[];
  /** The ends that are no whole month. */
  readonly edges: readonly Window[];
}

/** @example partsOf(windowOf('rolling-365d', date)).months.length // 11 or 12 */
export function partsOf({ from, to }: Window): Parts {
  const months: Window[] = [];
  let cursor = from;
  const edges: Window[] = [];
  while (cursor < to) {
    const month = windowOf('month', dateAt(cursor));
    const part = { from: cursor, to: instant(Math.min(month.to, to)) };
    if (part.from === month.from && part.to === month.to) months.push(month);
    else edges.push(part);
    cursor = part.to;
  }
  return { months, edges };
}

/**
 * The year so far as the mean of its months so far, the running one included; like a year, but of any number of them
 * ([D]: the method names no such period).
 */
export function yearToDate(
  section: Pick<Section, 'waterBody' | 'target'>,
  months: readonly WaterMeans[],
  expected: number,
  by: WaterStandards,
): SectionPeriodBody {
  const { values, counts, validity } = periodMean('custom', months, by.assessment, expected);
  return { ...classByMeans(section, values, by), values, counts, counted: 'months', validity };
}
