import { expectedOn } from '@lanbi/evaluation';
import type { Registry, SectionId, StoredResult } from '@lanbi/model';
import { DAY, type Instant, instant, startOfDay } from '@lanbi/standards';
import type { RowSpan } from './together.ts';

type Sample = Pick<StoredResult<'class.sample'>, 'to' | 'body'>;

/** A part of a day in which one sample is expected. */
export interface Stretch {
  readonly from: Instant;
  readonly to: Instant;
}

/** The civil day of a sample: an instant of 00:00 belongs to the day that begins. */
const dayOf = ({ to, body }: Sample): Instant => startOfDay(body.instant ? to : instant(to - 1));

/**
 * The parts of a day in which a section is expected to be sampled, as many as its most frequent station samples; none where
 * that is less than once a day, or the registry does not say.
 */
export function stretchesOf(registry: Registry, section: SectionId, day: Instant): readonly Stretch[] {
  const perDay = expectedOn({ registry }, section, day) ?? 0;
  if (perDay < 1) return [];
  const length = DAY / perDay;
  return Array.from({ length: perDay }, (_, at) => ({
    from: instant(Math.round(day + at * length)),
    to: instant(Math.round(day + (at + 1) * length)),
  }));
}

/** Whether a sample counts to a part of its day: one of an instant to the part that begins with it. */
const isIn = ({ to, body }: Sample, stretch: Stretch): boolean =>
  body.instant ? to >= stretch.from && to < stretch.to : to > stretch.from && to <= stretch.to;

/** Samples by the day that they count to. */
export function samplesByDay<One extends Sample>(
  samples: readonly One[],
): ReadonlyMap<Instant, readonly One[]> {
  const byDay = new Map<Instant, One[]>();
  for (const sample of samples) {
    const day = dayOf(sample);
    const own = byDay.get(day);
    if (own) own.push(sample);
    else byDay.set(day, [sample]);
  }
  return byDay;
}

/** The civil days of which a part ends in a span. */
export function* civilDaysIn({ after, to }: RowSpan): Iterable<Instant> {
  for (let day = startOfDay(after); day < to; day = instant(day + DAY)) yield day;
}

/** An expected part of a day, and the samples that count to it. */
export interface Expected<One> {
  readonly stretch: Stretch;
  readonly samples: readonly One[];
}

/** The expected parts of days that end in a span. @param samples all of these days */
export function* expectedTimes<One extends Sample>(
  registry: Registry,
  section: SectionId,
  span: RowSpan,
  samples: readonly One[],
): Iterable<Expected<One>> {
  const byDay = samplesByDay(samples);
  for (const day of civilDaysIn(span))
    for (const stretch of stretchesOf(registry, section, day)) {
      if (stretch.to <= span.after || stretch.to > span.to) continue;
      yield { stretch, samples: (byDay.get(day) ?? []).filter((sample) => isIn(sample, stretch)) };
    }
}
