import type { CivilDate } from '@lanbi/standards';
import type { AlertIndex } from './alert-index.ts';
import type { RunningPeriods } from './running-periods.ts';

/** The index of the rules in force, and what belongs to it. */
export interface OpenIndex {
  readonly index: AlertIndex;
  readonly running: RunningPeriods;
  /** The civil day on which it was opened: subjects are in service by day. */
  readonly openedOn: CivilDate;
}

/**
 * Phase of the alert engine.
 * - `closed`: the rules changed or no index was opened yet; the next step opens one.
 * - `reading`: the logs may have entries that are not evaluated.
 * - `drained`: both logs were read to their end. Only now the absence of values is checked.
 */
export type EnginePhase =
  | { readonly kind: 'closed'; readonly isDrained: boolean }
  | { readonly kind: 'reading' | 'drained'; readonly open: OpenIndex };

export type EngineEvent =
  | { readonly kind: 'opened'; readonly open: OpenIndex }
  | { readonly kind: 'batch-started' }
  | { readonly kind: 'batch-ended'; readonly entries: number }
  /** Rules were changed, or subjects went in or out of service. */
  | { readonly kind: 'index-outdated' };

export const CLOSED: EnginePhase = { kind: 'closed', isDrained: false };

const isDrained = (phase: EnginePhase): boolean =>
  phase.kind === 'closed' ? phase.isDrained : phase.kind === 'drained';

const withDrained = (phase: EnginePhase, drained: boolean): EnginePhase =>
  phase.kind === 'closed'
    ? { kind: 'closed', isDrained: drained }
    : { kind: drained ? 'drained' : 'reading', open: phase.open };

/** The phase after an event. An index that is outdated while a batch is evaluated is closed for the next batch. */
export function nextEnginePhase(phase: EnginePhase, event: EngineEvent): EnginePhase {
  switch (event.kind) {
    case 'opened':
      return { kind: isDrained(phase) ? 'drained' : 'reading', open: event.open };
    case 'batch-started':
      return withDrained(phase, false);
    case 'batch-ended':
      return withDrained(phase, event.entries === 0);
    case 'index-outdated':
      return { kind: 'closed', isDrained: isDrained(phase) };
  }
}
