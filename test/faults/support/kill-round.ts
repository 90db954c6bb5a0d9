import type { Random } from '@lanbi/testkit/random';
import { expect } from 'vitest';
import { caughtUp } from './audit.ts';
import { KEPT } from './ledger.ts';
import type { Scenario } from './scenario.ts';
import { tellRound } from './tell.ts';

/** What is counted falls together with reads and commits; a few milliseconds by chance reach the time between. */
const phase = (random: Random): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, random.between(0, 25)));

/**
 * One round: load, kill -9 at a moment by chance (of the deliveries or the PUBACKs), a look into the store, start
 * again. Half of the rounds kill while the program still catches up with the round before.
 */
export async function killRound(scenario: Scenario, seed: number, random: Random): Promise<void> {
  const { subject, load, ledger, acknowledged, moments } = scenario;
  if (random.next() < 0.5) await caughtUp(scenario);
  const count = random.between(500, 3_000);
  const moment = random.pick(moments);
  const reached = moment.reached(moment.count + random.between(1, count));
  const sent = load.send(count);
  await reached;
  await phase(random);
  subject.signal('SIGKILL');
  expect(await subject.ended()).toMatchObject({ signal: 'SIGKILL' });
  const known = acknowledged.size;
  expect(await ledger.audit(acknowledged), `seed ${seed}`).toEqual(KEPT);
  const stored = ledger.stored.size + ledger.refused.size;
  tellRound(`seed ${seed}`, { published: load.published, acknowledged: known, 'stored or refused': stored });
  expect(await subject.start(), subject.said()).toBe('running');
  await sent;
}
