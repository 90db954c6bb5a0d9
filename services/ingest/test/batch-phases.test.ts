import { describe, expect, it } from 'vitest';
import { type BatchEvent, type BatchPhase, nextBatchPhase } from '../src/batch-writer.ts';

const PHASES: readonly BatchPhase[] = [
  'committing',
  'slow',
  'spooling',
  'waiting',
  'acknowledged',
  'abandoned',
];
const EVENTS: readonly BatchEvent[] = [
  'committed',
  'late',
  'spooled',
  'failed',
  'retry-commit',
  'retry-spool',
  'end',
];

const ALLOWED = [
  'committing committed acknowledged',
  'committing late slow',
  'committing failed spooling',
  'slow committed acknowledged',
  'slow spooled acknowledged',
  'slow failed spooling',
  'spooling spooled acknowledged',
  'spooling failed waiting',
  'waiting retry-commit committing',
  'waiting retry-spool spooling',
  'waiting end abandoned',
];

const after = (phase: BatchPhase, event: BatchEvent): string[] => {
  try {
    return [`${phase} ${event} ${nextBatchPhase(phase, event)}`];
  } catch (error) {
    expect(error).toBeInstanceOf(TypeError);
    return [];
  }
};

describe('a batch of ingest', () => {
  it('moves along the allowed transitions only', () => {
    expect(PHASES.flatMap((phase) => EVENTS.flatMap((event) => after(phase, event)))).toEqual(ALLOWED);
  });

  it('is acknowledged only after a store or a spool took it', () => {
    const last = ALLOWED.filter((row) => row.endsWith(' acknowledged')).map((row) => row.split(' ')[1]);
    expect(new Set(last)).toEqual(new Set(['committed', 'spooled']));
  });
});
