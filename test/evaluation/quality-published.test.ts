import { DEFAULT_QUALITY, observationKey, qualityFlagsOf } from '@lanbi/evaluation';
import { offsetAt, stationId } from '@lanbi/model';
import { formatInstant, instant, parseInstant } from '@lanbi/standards';
import { waterBodies } from '@lanbi/testkit/data/published-water';
import { sharedData } from '@lanbi/testkit/data/shared-data';
import { observationOf } from '@lanbi/testkit/samples/water-run';
import { describe, expect, it } from 'vitest';
import { hebeiRegistry, hebeiWeeks } from '../support/published-hebei.ts';

describe.skipIf(sharedData === undefined)('the five rows of Hebei whose class does not agree', () => {
  it('are the rows that have lost an exponent', () => {
    const samples = hebeiWeeks();
    const { ids, registry } = hebeiRegistry(samples, waterBodies());
    const found = [...ids].flatMap(([section, id]) => {
      const observations = samples
        .filter((sample) => sample.section === section && Object.keys(sample.values).length > 0)
        .map(({ ts, values }) => observationOf(registry, `W-${id}`, parseInstant(ts) ?? instant(0), values))
        .map((said) => ({
          ...said,
          station: stationId(id),
          position: offsetAt(1),
          readings: said.readings.map((reading) => ({ ...reading, revision: 1 })),
        }));
      const flags = qualityFlagsOf(observations, DEFAULT_QUALITY);
      return observations
        .filter((each) => flags.get(observationKey(each))?.nh3n?.includes('missing-exponent'))
        .map(({ to }) => `${section} ${formatInstant(to).slice(0, 16)}`);
    });
    // data/README.md: five of one section, the same fault as in the national file.
    expect(found).toEqual([
      '河北省 下槐镇 2026-07-20T17:00',
      '河北省 下槐镇 2026-07-28T04:00',
      '河北省 下槐镇 2026-07-28T05:00',
      '河北省 下槐镇 2026-07-28T06:00',
      '河北省 下槐镇 2026-07-28T07:00',
    ]);
  });
});
