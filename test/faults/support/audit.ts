import { expect } from 'vitest';
import { countsOf, until } from './accounting.ts';
import { KEPT } from './ledger.ts';
import { expectReadBack } from './read-back.ts';
import type { Scenario } from './scenario.ts';
import type { Subject } from './subject.ts';

/** Waits until all that was published is acknowledged, and checks the message accounting on the way. */
export async function caughtUp({ subject, load, acknowledged, moments }: Scenario): Promise<void> {
  const last = moments[moments.length - 1] ?? moments[0];
  while (acknowledged.size < load.published) {
    await last.reached(last.count + 1);
    await countsOf(subject);
  }
}

/** Ends the program politely. */
export async function stopped(subject: Subject): Promise<void> {
  subject.signal('SIGTERM');
  expect(await subject.ended(), subject.said()).toEqual({ code: 0, signal: null });
}

export interface Counts extends Readonly<Record<string, number>> {
  readonly published: number;
  readonly acknowledged: number;
}

/** The counts of a scenario after its last audit. */
export const audited = ({ load, ledger, acknowledged, redelivered }: Scenario): Counts => ({
  published: load.published,
  acknowledged: acknowledged.size,
  stored: ledger.stored.size,
  refused: ledger.refused.size,
  redelivered: redelivered(),
  'refused again': ledger.refusedAgain,
});

/**
 * The end of most scenarios: each message ever published is acknowledged, and stored once with its values or
 * dead-lettered; the program ends by SIGTERM. Answers the counts of the scenario.
 */
export async function finishAndAudit(scenario: Scenario): Promise<Counts> {
  const { subject, load, ledger } = scenario;
  await caughtUp(scenario);
  await until(subject, ({ spooled, waiting }) => spooled + waiting === 0, 'all of the spool is in the store');
  await expectReadBack(subject, load.published);
  await stopped(subject);
  const everything = Array.from({ length: load.published }, (_, n) => n);
  expect(await ledger.audit(everything)).toEqual(KEPT);
  expect(ledger.stored.size + ledger.refused.size).toBe(load.published);
  return audited(scenario);
}
