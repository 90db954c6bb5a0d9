import { civilDate } from '@lanbi/standards';
import { expect, it } from 'vitest';
import type { AlertIndex } from '../src/engine/alert-index.ts';
import {
  CLOSED,
  type EngineEvent,
  type EnginePhase,
  nextEnginePhase,
  type OpenIndex,
} from '../src/engine/phase.ts';
import { createRunningPeriods } from '../src/engine/running-periods.ts';

const index: AlertIndex = { all: () => [], of: () => [], instances: () => [], size: 0 };
const open: OpenIndex = { index, running: createRunningPeriods(), openedOn: civilDate('2026-04-01') };

const opened: EngineEvent = { kind: 'opened', open };
const started: EngineEvent = { kind: 'batch-started' };
const ended = (entries: number): EngineEvent => ({ kind: 'batch-ended', entries });
const outdated: EngineEvent = { kind: 'index-outdated' };

const after = (...events: readonly EngineEvent[]): EnginePhase => events.reduce(nextEnginePhase, CLOSED);

it.each([
  ['an opened index is to be read', [opened], { kind: 'reading', open }],
  ['an empty batch drains the logs', [started, opened, ended(0)], { kind: 'drained', open }],
  ['a batch with entries is followed by another', [started, opened, ended(3)], { kind: 'reading', open }],
  ['a new batch may have entries', [opened, ended(0), started], { kind: 'reading', open }],
  ['changed rules close the index', [opened, ended(3), outdated], { kind: 'closed', isDrained: false }],
  [
    'drained logs stay so while it is closed',
    [opened, ended(0), outdated],
    { kind: 'closed', isDrained: true },
  ],
  ['and when it is opened again', [opened, ended(0), outdated, opened], { kind: 'drained', open }],
  [
    'rules that change within a batch close the index for the next',
    [started, opened, outdated, ended(0)],
    { kind: 'closed', isDrained: true },
  ],
] as const)('%s', (_, events, phase) => {
  expect(after(...events)).toEqual(phase);
});
