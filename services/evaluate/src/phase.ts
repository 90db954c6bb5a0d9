import type { Offset } from '@lanbi/model';
import type { FlushSlice } from './flush.ts';
import { flushPauseEnd } from './flush-schedule.ts';

/** Offsets of the log that an evaluator has reached. */
interface Progress {
  /** Entries up to here are applied to the records in memory. */
  readonly applied: Offset;
  /** Everything that entries up to here changed is durable: the offset that is stored. */
  readonly checkpoint: Offset;
}

/** Nothing is in memory: at a start, and after a round that failed. */
interface Unloaded {
  readonly kind: 'unloaded';
}

/** Inputs are applied to records in memory. */
export interface Applying extends Progress {
  readonly kind: 'applying';
  /** When something was first applied that is not written; milliseconds of the monotonic clock. */
  readonly dirtySince?: number | undefined;
  /** When something was last applied. */
  readonly lastApplied?: number;
  /** The flush before makes the next one wait until then. */
  readonly pausedUntil: number;
}

/** Dirty records are written, slice by slice. Nothing is applied meanwhile. */
export interface Flushing extends Progress {
  readonly kind: 'flushing';
  readonly slices: AsyncIterator<FlushSlice, undefined>;
  /** Busy time of the event loop when the flush began. */
  readonly busyAtBegin: number;
}

export type EvaluatorPhase = Unloaded | Applying | Flushing;

export const UNLOADED: EvaluatorPhase = { kind: 'unloaded' };

/** What happened. Times are milliseconds of the monotonic clock; `busy`: milliseconds in which the event loop was busy so far. */
export type EvaluatorEvent =
  | { readonly kind: 'loaded'; readonly checkpoint: Offset }
  /** `upTo`: the offset of the last entry of the log; without it a part of a backfill was applied. */
  | { readonly kind: 'applied'; readonly upTo?: Offset | undefined; readonly at: number }
  | { readonly kind: 'due'; readonly slices: Flushing['slices']; readonly busy: number }
  | { readonly kind: 'flushed'; readonly at: number; readonly busy: number }
  | { readonly kind: 'failed' };

/** The phase after an event. @throws TypeError for an event that cannot happen in the phase */
export function nextEvaluatorPhase(phase: EvaluatorPhase, event: EvaluatorEvent): EvaluatorPhase {
  if (event.kind === 'failed') return UNLOADED;
  if (event.kind === 'loaded' && phase.kind === 'unloaded')
    return { kind: 'applying', applied: event.checkpoint, checkpoint: event.checkpoint, pausedUntil: 0 };
  if (event.kind === 'applied' && phase.kind === 'applying')
    return {
      ...phase,
      applied: event.upTo ?? phase.applied,
      dirtySince: phase.dirtySince ?? event.at,
      lastApplied: event.at,
    };
  if (event.kind === 'due' && phase.kind === 'applying') {
    const { applied, checkpoint } = phase;
    return { kind: 'flushing', applied, checkpoint, slices: event.slices, busyAtBegin: event.busy };
  }
  if (event.kind === 'flushed' && phase.kind === 'flushing') {
    const { applied, busyAtBegin } = phase;
    const pausedUntil = flushPauseEnd(event.at, event.busy - busyAtBegin);
    return { kind: 'applying', applied, checkpoint: applied, pausedUntil };
  }
  throw new TypeError(`an evaluator that is ${phase.kind} cannot be ${event.kind}`);
}
