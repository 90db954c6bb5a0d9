import { expect, it } from 'vitest';
import { compositeByName, isPeriodKind, kindPartsOf } from '../src/index.ts';

it.each([
  ['aqi.hour', { family: 'aqi', subject: 'station', span: 'hour' }],
  ['region.aqi.day', { family: 'aqi', subject: 'region', span: 'day' }],
  ['class.sample', { family: 'class', subject: 'section', span: 'sample' }],
  ['lake.class.day', { family: 'class', subject: 'lake', span: 'day' }],
  ['region.composite.rolling-7d', { family: 'composite-index', subject: 'region', span: 'rolling-7d' }],
  ['ranking.month-to-date', { family: 'ranking', subject: 'region', span: 'month-to-date' }],
])('%s says family, subject and span', (name, kind) => expect(kindPartsOf(name)).toEqual(kind));

it.each(['', 'aqi', 'region.', 'region.aqi.week', 'ranking.custom', 'river.class.sample', 'constructor'])(
  '"%s" is no kind of figure',
  (name) => expect(kindPartsOf(name)).toBeUndefined(),
);

it('a composite index and a ranking are over a period; the index alone has a subject of its own', () => {
  expect([isPeriodKind('composite.year'), isPeriodKind('ranking.year'), isPeriodKind('aqi.day')]).toEqual([
    true,
    true,
    false,
  ]);
  expect(compositeByName('region.composite.year')).toEqual({ region: true, period: 'year' });
  expect(compositeByName('ranking.year')).toBeUndefined();
});
