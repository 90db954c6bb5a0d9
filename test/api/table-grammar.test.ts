import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AskedApi } from '../support/api.ts';
import { startMadeTables, TABLES } from '../support/made-tables.ts';

let api: AskedApi;

beforeAll(async () => {
  api = await startMadeTables();
}, 300_000);
afterAll(() => api?.close());

const NAMES = [
  'pm2_5',
  'aqi',
  'level',
  'primary',
  'station',
  'to',
  'reason',
  'class',
  'codmn',
  'good',
  'percent',
  'index',
  'nonsense',
];
const VALUES = ['0', '75', '-1', '1e9', 'III', 'worse-than-V', 'o3', 'A1', '', '99999999999999'];
const terms = fc
  .array(
    fc.tuple(
      fc.constantFrom(...NAMES),
      fc.constantFrom('>', '>=', '<', '<=', '=', '!=', ''),
      fc.constantFrom(...VALUES),
    ),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((all) => all.map((each) => each.join('')).join());
const names = fc
  .array(fc.tuple(fc.constantFrom('', '-'), fc.constantFrom(...NAMES)), { minLength: 1, maxLength: 3 })
  .map((all) => all.map((each) => each.join('')).join());
const whole = fc.record(
  {
    ...{ where: terms, order: names, rank: names, runs: terms, fields: names, parameters: names },
    profile: fc.constantFrom(
      'hour',
      'weekday,month',
      'season:hour',
      'wind,wind_speed',
      'wind:hour',
      'hour:hour',
      'x',
      'hour,hour,hour,hour,hour',
    ),
    layout: fc.constantFrom('long', 'wide'),
    top: fc.constantFrom('1', '10', '1000', '1001', '0'),
    fill: fc.constantFrom('true', 'false'),
    from: fc.constantFrom('2026', '2026-04-01', '2020', '1990'),
    to: fc.constantFrom('2026', '2026-04-02', '2026-04-04'),
    limit: fc.constantFrom('1', '1000'),
    edition: fc.constantFrom('2012', '2026', '1999'),
    interval: fc.constantFrom('day', 'month', 'rolling-30d', 'year-to-date', 'x'),
    stations: fc.constantFrom('all', 'A1', 'A1,A3', 'A9'),
  },
  { requiredKeys: [] },
);
const keys = [
  'where',
  'order',
  'rank',
  'runs',
  'profile',
  'fields',
  'layout',
  'from',
  'limit',
  'fill',
  'interval',
  'top',
] as const;
/** Some with many parameters, most with a few, so that not all of them are refused. */
const questions = fc.oneof(
  whole,
  ...[1, 2].map((maxLength) =>
    fc
      .tuple(whole, fc.shuffledSubarray([...keys], { maxLength }))
      .map(([all, chosen]) =>
        Object.fromEntries(
          chosen.flatMap((key) => (all[key] === undefined ? [] : [[key, all[key]] as const])),
        ),
      ),
  ),
);
const calls = fc.constantFrom(...new Set(TABLES.map((url) => url.split('?')[0] ?? '')));
const types = fc.constantFrom('application/json', 'text/csv', 'application/x-ndjson');

/** Three stations and some twenty columns of a few words: what no answer of this store may be larger than. */
const LARGEST = 8 * 1024 * 1024;

describe('any question of the grammar', () => {
  it('is answered within bounds or refused, and never fails', { timeout: 240_000 }, async () => {
    let fine = 0;
    const property = fc.asyncProperty(calls, questions, types, async (path, question, accept) => {
      const url = `${path}?${new URLSearchParams(question as Record<string, string>)}`;
      const status = await api.status(url);
      expect([200, 400, 404], url).toContain(status);
      if (status !== 200) return;
      fine += 1;
      expect((await api.text(url, accept)).length, url).toBeLessThan(LARGEST);
    });
    await fc.assert(property, { numRuns: 600 });
    expect(fine).toBeGreaterThan(30);
  });
});
