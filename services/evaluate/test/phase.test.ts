import { offsetAt } from '@lanbi/model';
import { expect, it } from 'vitest';
import { type EvaluatorEvent, type EvaluatorPhase, nextEvaluatorPhase, UNLOADED } from '../src/phase.ts';

const [KEPT, TAKEN] = [offsetAt(7), offsetAt(9)];

async function* noSlices(): AsyncGenerator<never, undefined> {}

const through = (events: readonly EvaluatorEvent[]): EvaluatorPhase =>
  events.reduce(nextEvaluatorPhase, UNLOADED);

const LOADED: EvaluatorEvent = { kind: 'loaded', checkpoint: KEPT };
const APPLIED: EvaluatorEvent = { kind: 'applied', upTo: TAKEN, at: 100 };
const DUE: EvaluatorEvent = { kind: 'due', slices: noSlices(), busy: 300 };

it('begins at the checkpoint', () => {
  expect(through([LOADED])).toMatchObject({ kind: 'applying', applied: KEPT, checkpoint: KEPT });
});

it('applies beyond the checkpoint, which stays; the first change counts for the age', () => {
  const later: EvaluatorEvent = { kind: 'applied', at: 200 };
  expect(through([LOADED, APPLIED, later])).toMatchObject({
    kind: 'applying',
    applied: TAKEN,
    checkpoint: KEPT,
    dirtySince: 100,
  });
});

it('keeps the checkpoint while it writes, then moves it and pauses for three times the busy time', () => {
  expect(through([LOADED, APPLIED, DUE])).toMatchObject({ kind: 'flushing', checkpoint: KEPT });
  const flushed = through([LOADED, APPLIED, DUE, { kind: 'flushed', at: 340, busy: 310 }]);
  expect(flushed).toMatchObject({ kind: 'applying', applied: TAKEN, checkpoint: TAKEN, pausedUntil: 370 });
  expect(flushed).not.toHaveProperty('dirtySince');
});

it.each([[[LOADED]], [[LOADED, APPLIED]], [[LOADED, APPLIED, DUE]]])(
  'a failure drops what is in memory, in every phase',
  (events) => {
    expect(through([...events, { kind: 'failed' }])).toEqual(UNLOADED);
  },
);

it('refuses an event that cannot happen in a phase', () => {
  expect(() => through([APPLIED])).toThrow(/unloaded/);
  expect(() => through([LOADED, { kind: 'flushed', at: 1, busy: 1 }])).toThrow(/applying/);
  expect(() => through([LOADED, APPLIED, DUE, APPLIED])).toThrow(/flushing/);
});
