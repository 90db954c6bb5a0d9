import {
  type Medium,
  offsetAt,
  type ParameterCode,
  QUALITY_RULES,
  regionId,
  type StoredObservation,
  type StoredReading,
  stationId,
} from '@lanbi/model';
import { HOUR, instant, seconds } from '@lanbi/standards';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_QUALITY, observationKey, qualityFlagsOf, readQuality } from '../src/index.ts';

type Values = Partial<Record<ParameterCode, number | Partial<StoredReading>>>;

const at = (hour: number, values: Values, period = 3600, medium: Medium = 'water'): StoredObservation => ({
  station: stationId('S'),
  medium,
  region: regionId('r'),
  to: instant(hour * HOUR),
  period: seconds(period),
  receivedAt: instant(hour * HOUR),
  position: offsetAt(1),
  readings: Object.entries(values).map(([parameter, value]) => ({
    parameter: parameter as ParameterCode,
    value: 0,
    flag: 'N',
    revision: 1,
    ...(typeof value === 'number' ? { value } : value),
  })),
});

/** Hours, from the given one on, of one parameter. */
const hours = (parameter: ParameterCode, values: readonly number[], from = 1000) =>
  values.map((value, n) => at(from + n, { [parameter]: value }));

/** Which hours a rule flags. */
function flagged(observations: readonly StoredObservation[], rule: string): number[] {
  const flags = qualityFlagsOf(observations, DEFAULT_QUALITY);
  return observations
    .filter((each) =>
      Object.values(flags.get(observationKey(each)) ?? {}).some((rules) => rules.includes(rule as never)),
    )
    .map(({ to }) => to / HOUR);
}

const repeat = (value: number, times: number): number[] => Array.from({ length: times }, () => value);

describe('a value that stays the same', () => {
  it('is stuck from the twelfth hour on (PM2.5)', () => {
    expect(flagged(hours('pm2_5', [30, ...repeat(35, 15), 36]), 'stuck')).toEqual([1013, 1014, 1015]);
  });

  it('is not stuck while a single other value lies between', () => {
    expect(flagged(hours('pm2_5', [...repeat(35, 11), 36, ...repeat(35, 12)]), 'stuck')).toEqual([]);
  });

  it('needs six readings, however far apart', () => {
    const sparse = [0, 6, 12, 18, 24].map((hour) => at(1000 + hour, { do: 8 }));
    expect(flagged(sparse, 'stuck')).toEqual([]);
    expect(flagged([...sparse, at(1022, { do: 8 })], 'stuck')).toEqual([1024]);
  });
});

describe('a spike', () => {
  it('is far from both neighbours', () => {
    expect(flagged(hours('pm2_5', [30, 32, 300, 35, 33]), 'spike')).toEqual([1002]);
    expect(flagged(hours('do', [9, 9.1, 2, 9.2]), 'spike')).toEqual([1002]);
    expect(flagged(hours('ph', [7.9, 8, 5.5, 8.1]), 'spike')).toEqual([1002]);
  });

  it('is no rise that stays, and none without a neighbour', () => {
    expect(flagged(hours('pm2_5', [30, 32, 300, 290, 280]), 'spike')).toEqual([]);
    expect(flagged(hours('pm2_5', [30, 32, 300]), 'spike')).toEqual([]);
    expect(flagged([at(1, { pm2_5: 30 }), at(10, { pm2_5: 300 }), at(11, { pm2_5: 30 })], 'spike')).toEqual(
      [],
    );
  });

  it('of an analysis is marked in all rows that carry it', () => {
    expect(flagged(hours('nh3n', [0.2, 0.2, 3, 3, 3, 0.25]), 'spike')).toEqual([1002, 1003, 1004]);
  });
});

describe('a lost exponent', () => {
  it('is a digit far above all the others: the rows of a published section', () => {
    // 八庙沟, 2026-07-25: 0.003, four rows of 4 for 4E-05, then thousandths again.
    const values = [0.003, 4, 4, 4, 4, 0.002, 0.002, 0.002, 0.003];
    expect(flagged(hours('nh3n', values), 'missing-exponent')).toEqual([1001, 1002, 1003, 1004]);
  });

  it('is no real 1 or 2: the rows of others', () => {
    // 新村桥: 1.129, then 1, then 0.635; 膳马庙村北: phosphorus 1.566, 2, 0.202.
    expect(flagged(hours('nh3n', [1.101, 1.129, 1.129, 1, 1, 0.635, 0.445]), 'missing-exponent')).toEqual([]);
    expect(flagged(hours('tp', [1.287, 1.566, 2, 2, 0.202, 0.233]), 'missing-exponent')).toEqual([]);
  });

  it('cannot be flagged without three other values, or of an item that is not small', () => {
    expect(flagged(hours('nh3n', [0.003, 4, 0.003]), 'missing-exponent')).toEqual([]);
    expect(flagged(hours('codmn', [0.01, 0.01, 0.01, 4]), 'missing-exponent')).toEqual([]);
  });
});

describe('values of one time', () => {
  it('are suspect where the part is above the whole', () => {
    const [air, water] = [at(1, { pm2_5: 80, pm10: 60 }), at(2, { nh3n: 1.2, tn: 0.9, tp: 0.1 })];
    const equal = at(3, { pm2_5: 60, pm10: 60 });
    const flags = qualityFlagsOf([air, water, equal], DEFAULT_QUALITY);
    expect(flags.get(observationKey(air))).toEqual({
      pm2_5: ['pm2_5-above-pm10'],
      pm10: ['pm2_5-above-pm10'],
    });
    expect(flags.get(observationKey(water))).toEqual({ nh3n: ['nh3n-above-tn'], tn: ['nh3n-above-tn'] });
    expect(flags.get(observationKey(equal))).toEqual({});
  });

  it('are suspect by flag, sign and range; below the detection limit they are not', () => {
    const observation = at(1, {
      do: { value: 8, flag: 'D', invalid: 'flag' },
      nh3n: { value: 0.01, flag: 'L', invalid: 'flag' },
      tp: { value: -0.1, invalid: 'negative' },
      codmn: { value: 2_000, invalid: 'out-of-range' },
      ph: 2.5,
      water_temperature: 20,
    });
    expect(qualityFlagsOf([observation], DEFAULT_QUALITY).get(observationKey(observation))).toEqual({
      do: ['flag'],
      tp: ['negative'],
      codmn: ['range'],
      ph: ['range'],
    });
  });
});

describe('rules', () => {
  it('can be switched off one by one', () => {
    const made = [at(1, { pm2_5: 1_800, pm10: 60 })];
    for (const rule of QUALITY_RULES) {
      const flags = qualityFlagsOf(made, { ...DEFAULT_QUALITY, [rule]: 'off' });
      expect(JSON.stringify([...flags.values()])).not.toContain(`"${rule}"`);
    }
  });

  it('are read as text, and errors name what is wrong', () => {
    expect(readQuality('')).toEqual({ ok: true, settings: DEFAULT_QUALITY });
    expect(readQuality('flag=off,')).toMatchObject({ ok: true, settings: { flag: 'off' } });
    expect(readQuality('flags=off')).toMatchObject({ ok: false });
    expect(readQuality('flag')).toMatchObject({ ok: false });
  });

  it('do not depend on the order of the readings', () => {
    const value = fc.constantFrom(0.002, 0.003, 4, 1.2, 0.5);
    const made = fc.array(fc.record({ hour: fc.integer({ min: 1, max: 40 }), value }), { maxLength: 30 });
    fc.assert(
      fc.property(made, fc.infiniteStream(fc.nat()), (rows, order) => {
        const observations = [
          ...new Map(rows.map((row) => [row.hour, at(row.hour, { nh3n: row.value })])).values(),
        ];
        const shuffled = observations
          .map((each) => [order.next().value ?? 0, each] as const)
          .sort(([a], [b]) => a - b)
          .map(([, each]) => each);
        const [one, other] = [observations, shuffled].map((each) => qualityFlagsOf(each, DEFAULT_QUALITY));
        expect(new Map([...(one ?? [])].sort())).toEqual(new Map([...(other ?? [])].sort()));
      }),
    );
  });
});
