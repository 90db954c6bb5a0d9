import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MadeBaoding, readBaoding } from '../support/made-baoding.ts';
import { wholeRows } from '../support/whole-rows.ts';

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+08:00$/;
const AIR_DAY = 'from=2023-09-11&to=2023-09-11';
const PERIOD = 'period=month&at=2023-09';

/** Every computed answer of the contract, about something that has a name in the registry. */
const NAMED = [
  `/v1/air/stations/MADE-1/aqi?interval=hour&${AIR_DAY}`,
  `/v1/air/regions/baoding/aqi?interval=hour&${AIR_DAY}`,
  `/v1/air/stations/MADE-1/aqi?interval=day&${AIR_DAY}`,
  `/v1/air/regions/baoding/aqi?interval=day&${AIR_DAY}`,
  '/v1/air/stations/MADE-1/aqi/latest?',
  '/v1/air/regions/jingxiu/aqi/latest?',
  `/v1/air/stations/MADE-1/composite-index?${PERIOD}`,
  `/v1/air/regions/baoding/composite-index?${PERIOD}`,
  '/v1/air/regions/baoding/composite-index?period=custom&from=2023-03-01&to=2023-04-20',
  '/v1/water/sections/fuhe-0/class?interval=sample&from=2023-09-15&to=2023-09-15',
  '/v1/water/sections/fuhe-0/class?interval=day&from=2023-09-15&to=2023-09-15',
  '/v1/water/sections/fuhe-0/class?interval=month&from=2023-09&to=2023-09',
  '/v1/water/sections/fuhe-0/class?interval=year-to-date&to=2023-09-30',
  '/v1/water/sections/fuhe-0/class/latest?',
  `/v1/water/rivers/fuhe/class?${PERIOD}`,
  `/v1/water/lakes/baiyangdian/class?${PERIOD}`,
];
/** And those about many. */
const OTHERS = [
  '/v1/stations/MADE-1/observations?parameter=o3&interval=day&from=2023-09-11&to=2023-09-11',
  '/v1/stations/MADE-1/observations?parameter=pm2_5&interval=hour&from=2023-09-11&to=2023-09-11',
  `/v1/air/rankings?level=district&${PERIOD}`,
  `/v1/air/rankings?level=district&by=change&${PERIOD}`,
  `/v1/water/summary?scope=baoding&${PERIOD}`,
];

type Answer = Record<string, unknown>;

describe('every computed answer', () => {
  let made: MadeBaoding;
  beforeAll(async () => {
    made = await readBaoding();
  }, 300_000);
  afterAll(() => made.close());

  /** The rows of a list with what its `meta` says of all of them, or the one object. */
  async function answersOf(url: string): Promise<readonly Answer[]> {
    const response = await made.api.inject(url);
    const body = response.json();
    expect([url, response.statusCode, body.detail]).toEqual([url, 200, undefined]);
    const answers: readonly Answer[] = Array.isArray(body.data) ? wholeRows(body) : [body];
    expect(answers.length, url).toBeGreaterThan(0);
    return answers;
  }

  it.each([...NAMED, ...OTHERS])('explains itself: %s', async (url) => {
    for (const answer of await answersOf(url)) {
      expect(answer).toMatchObject({
        from: expect.stringMatching(TIME),
        to: expect.stringMatching(TIME),
        computedAt: expect.stringMatching(TIME),
        provisional: expect.any(Boolean),
        revision: expect.any(Number),
        validity: { kind: expect.stringMatching(/^(valid|insufficient|missing)$/) },
      });
      const { kind, reason, expected, observed, percent } = answer['validity'] as Record<string, number>;
      if (String(kind) === 'missing') expect(reason).toEqual(expect.any(String));
      // A row of a series does not count what is valid.
      else if (String(kind) === 'insufficient' || percent !== undefined)
        expect(percent).toBeCloseTo((100 * Number(observed)) / Number(expected), 0);
      const standards = answer['standards'] as { edition: string }[];
      expect(standards.length, url).toBeGreaterThan(0);
    }
  });

  it.each(NAMED)('is of something with a name in both languages: %s', async (url) => {
    for (const { name } of await answersOf(url))
      expect(name).toEqual({ zh: expect.any(String), en: expect.any(String) });
  });

  it.each([...NAMED, ...OTHERS])('explains itself: %s', async (url) => {
    const explained = await answersOf(`${url}&explain=true`);
    const steps = explained.flatMap(({ derivation }) => (derivation ?? []) as Answer[]);
    expect(steps.length, url).toBeGreaterThan(0);
    for (const { quantity, edition, clause, arithmetic } of steps)
      expect([quantity, edition, clause, arithmetic]).toEqual(Array(4).fill(expect.any(String)));
  });

  it('names the stage where the standard has stages', async () => {
    const [index] = await answersOf(`/v1/air/regions/baoding/composite-index?${PERIOD}&stage=final`);
    expect(index).toMatchObject({
      name: { zh: '保定市', en: 'Baoding' },
      stage: 'final',
      standards: [
        { edition: 'GB 3095-2026/final', stage: 'final' },
        { edition: 'HJ 633-2026' },
        { edition: 'HJ 663-2026' },
      ],
    });
    const [day] = await answersOf(
      `/v1/air/regions/baoding/aqi?interval=day&${AIR_DAY}&fields=standards,coverage`,
    );
    expect(day).toMatchObject({
      standards: [{ edition: 'HJ 633-2012' }, { edition: 'GB 3095-2012' }, { edition: 'HJ 663-2013' }],
      coverage: { pm2_5: { expected: 2, observed: 2, percent: 100 } },
    });
  });

  it('shows how the places of a ranking come about', async () => {
    const [ranking] = await answersOf(`/v1/air/rankings?level=district&${PERIOD}&explain=true`);
    // Mancheng: PM10 78 - 14 and PM2.5 43 - 7; 0.12 + 0.78 + 0.35 + 1.15 + 64/70 + 36/35 = 4.34
    // Jingxiu: PM10 78 + 14 and PM2.5 43 + 7; 0.12 + 0.78 + 0.35 + 1.15 + 92/70 + 50/35 = 5.14
    expect(ranking).toMatchObject({
      ranked: [
        { region: 'mancheng', name: { zh: '满城区', en: 'Mancheng' }, index: 4.34 },
        { region: 'jingxiu', index: 5.14 },
      ],
      derivation: [{ result: 1 }, { result: 2 }],
    });
  });

  it('is of parameters that have names and units', async () => {
    const { data } = (await made.api.inject('/v1/parameters')).json();
    expect(data).toContainEqual({
      code: 'pm2_5',
      name: { zh: '细颗粒物', en: 'PM2.5' },
      medium: 'air',
      unit: 'ug/m3',
      aliases: ['a34004'],
      range: { min: 0, max: 10_000 },
    });
  });
});
