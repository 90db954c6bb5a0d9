import type { StoredObservation } from '@lanbi/model';
import { observation, reading } from '@lanbi/testkit/samples/observations';
import { describe, expect, it } from 'vitest';
import { identityOf, planObservations } from '../src/recent/plan.ts';

/** A reading that came before and that the log may have missed, as after a loss of the file. */
function planAgain(before: number, now: number, revision = 1) {
  const at = (value: number) => observation({ readings: [reading('pm2_5', value)] });
  const stored = { ...at(before), readings: [{ ...reading('pm2_5', before), revision }], position: 7 };
  const known = { observation: stored as unknown as StoredObservation, unlogged: true };
  const [planned] = planObservations([at(now)], () => undefined, new Map([[identityOf(at(now)), known]]));
  return planned;
}

describe('a repeat that the log may have missed', () => {
  it.each([1, 3])('is logged again and counts as the same, at revision %s', (revision) => {
    expect(planAgain(35, 35, revision)).toMatchObject({
      outcome: { kind: 'accepted', change: 'same' },
      next: { readings: [{ value: 35, revision }] },
    });
  });

  it('counts as a correction with another value', () => {
    expect(planAgain(500, 35)).toMatchObject({
      outcome: { change: 'corrected' },
      next: { readings: [{ revision: 2 }] },
    });
  });
});
