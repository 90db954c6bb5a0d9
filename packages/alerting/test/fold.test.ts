import type { AlertState, Transition } from '@lanbi/model';
import { HOUR, type Instant, instant, MINUTE } from '@lanbi/standards';
import { BEGIN, compiled, documents, rule, samples } from '@lanbi/testkit/samples/alert-rules';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, neverSeen } from '../src/index.ts';
import { statesByMinute } from './reference.ts';

const at = (minute: number): Instant => instant(BEGIN + minute * MINUTE);
const values = (...pairs: readonly (readonly [number, number])[]) =>
  pairs.map(([minute, value]) => ({ at: at(minute), value }));
const brief = (transitions: readonly Transition[]) =>
  transitions.map(({ state, since }) => [state, (since - BEGIN) / MINUTE]);

const stateOf = (transitions: readonly Transition[], t: Instant): AlertState =>
  transitions.filter(({ since }) => since <= t).at(-1)?.state ?? 'stale';

describe('an alert', () => {
  it('raises at once without "for", holds on through the band, clears at the lower limit', () => {
    const { transitions } = fold(
      rule({ raise: 200, clear: 180 }),
      neverSeen(BEGIN),
      values([0, 150], [10, 201], [20, 190], [30, 181], [40, 180], [50, 190]),
      at(50),
    );
    expect(brief(transitions)).toEqual([
      ['ok', 0],
      ['firing', 10],
      ['resolved', 40],
    ]);
  });

  it('is pending until the condition has held for long enough, and begins anew after a break', () => {
    const { transitions } = fold(
      rule({ for: 'PT20M' }),
      neverSeen(BEGIN),
      values([0, 9], [10, 9], [20, 1], [30, 9], [40, 9], [50, 9]),
      at(50),
    );
    expect(brief(transitions)).toEqual([
      ['pending', 0],
      ['ok', 20],
      ['pending', 30],
      ['firing', 50],
    ]);
  });

  it('counts values where "for" is a number', () => {
    const { transitions } = fold(
      rule({ for: 3 }),
      neverSeen(BEGIN),
      values([0, 9], [10, 9], [20, 9]),
      at(20),
    );
    expect(brief(transitions)).toEqual([
      ['pending', 0],
      ['firing', 20],
    ]);
  });

  it('is stale from the registry on when it was never seen', () => {
    const { state, transitions } = fold(rule(), neverSeen(BEGIN), [], at(10_000));
    expect(transitions).toEqual([]);
    expect(state.transition).toMatchObject({ state: 'stale', since: BEGIN });
  });

  it('is stale after three periods without a value, and "for" applies to that too', () => {
    const seen = values([0, 1]);
    expect(brief(fold(rule(), neverSeen(BEGIN), seen, at(29)).transitions)).toEqual([['ok', 0]]);
    expect(brief(fold(rule(), neverSeen(BEGIN), seen, at(30)).transitions)).toEqual([
      ['ok', 0],
      ['stale', 30],
    ]);
    expect(brief(fold(rule({ for: 'PT20M' }), neverSeen(BEGIN), seen, at(50)).transitions)).toEqual([
      ['ok', 0],
      ['stale', 50],
    ]);
  });

  it('that fired goes on firing after a gap until a value clears it', () => {
    const { transitions } = fold(rule(), neverSeen(BEGIN), values([0, 9], [100, 6], [110, 5]), at(110));
    expect(brief(transitions)).toEqual([
      ['firing', 0],
      ['stale', 30],
      ['firing', 100],
      ['resolved', 110],
    ]);
  });

  it('raises in its active hours only, over midnight too', () => {
    const night = rule({ activeHours: { from: 22, to: 6 } }, HOUR);
    const day = (hour: number, value: number) => values([hour * 60, value]);
    const all = [...day(6, 9), ...day(7, 9), ...day(8, 1), ...day(22, 9), ...day(23, 9)];
    expect(brief(fold(night, neverSeen(BEGIN), all, at(23 * 60)).transitions)).toEqual([
      ['firing', 6 * 60],
      ['resolved', 8 * 60],
      ['stale', 11 * 60],
      ['ok', 22 * 60],
      ['firing', 23 * 60],
    ]);
  });

  it('on silence fires by the clock and is resolved by the next reading', () => {
    const silent = rule({ figure: 'silence', raise: 3600, for: 'PT30M' });
    const seen = values([0, 0], [120, 0]);
    expect(brief(fold(silent, neverSeen(BEGIN), seen, at(300)).transitions)).toEqual([
      ['ok', 0],
      ['pending', 60],
      ['firing', 90],
      ['resolved', 120],
      ['pending', 180],
      ['firing', 210],
    ]);
  });

  it('agrees with a reading of the rule minute by minute', () => {
    fc.assert(
      fc.property(documents, samples, fc.integer({ min: 0, max: 300 }), (document, list, running) => {
        const judged = compiled(document);
        const until = instant((list.at(-1)?.at ?? BEGIN) + running * MINUTE);
        const { transitions } = fold(judged, neverSeen(BEGIN), list, until);
        const states = statesByMinute(judged, list, until);
        expect(states.size).toBeGreaterThan(0);
        expect([...states].filter(([t, state]) => stateOf(transitions, t) !== state)).toEqual([]);
      }),
      { numRuns: 300, verbose: 1 },
    );
  });
});
