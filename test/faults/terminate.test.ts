import type { Random } from '@lanbi/testkit/random';
import { mosquittoBinary } from '@lanbi/testkit/servers/mosquitto';
import { expect, it } from 'vitest';
import { finishAndAudit } from './support/audit.ts';
import { KEPT } from './support/ledger.ts';
import { firstSeed, rounds, seeded, timeoutMs } from './support/rounds.ts';
import { type Scenario, withMosquitto, withStations } from './support/scenario.ts';
import { tell } from './support/tell.ts';

const ROUNDS = rounds(1);

/** Load until a moment by chance, signals, and a look into the store before it starts again. */
async function signalled(scenario: Scenario, random: Random, signals: readonly NodeJS.Signals[]) {
  const { subject, load, ledger, acknowledged, moments } = scenario;
  const count = random.between(500, 3_000);
  const moment = random.pick(moments);
  const reached = moment.reached(moment.count + random.between(1, count));
  const sent = load.send(count);
  await reached;
  for (const signal of signals) subject.signal(signal);
  const exit = await subject.ended();
  expect(await ledger.audit(acknowledged)).toEqual(KEPT);
  expect(await subject.start(), subject.said()).toBe('running');
  await sent;
  return exit;
}

/** Ends politely in each round, and by a second signal at once; then all must be there. */
async function endAgainAndAgain(name: string, scenario: Scenario): Promise<void> {
  for (const { random } of seeded(ROUNDS)) {
    expect(await signalled(scenario, random, ['SIGTERM'])).toEqual({ code: 0, signal: null });
    // 130, 143: ended at once by the second, whichever was heard second; 0 when the first had done its work by then.
    const { code } = await signalled(scenario, random, ['SIGTERM', 'SIGINT']);
    expect([0, 130, 143]).toContain(code);
  }
  const counts = await finishAndAudit(scenario);
  tell(name, { rounds: ROUNDS, 'first seed': firstSeed, ...counts });
  expect(counts['acknowledged']).toBe(counts['published']);
}

it.skipIf(!mosquittoBinary)(
  'SIGTERM under load, behind mosquitto: ends with 0, and what is acknowledged is stored',
  async () => endAgainAndAgain('SIGTERM behind mosquitto', await withMosquitto()),
  timeoutMs(ROUNDS),
);

it(
  'SIGTERM under load, as the embedded broker: ends with 0, and what is acknowledged is stored',
  async () => endAgainAndAgain('SIGTERM of the embedded broker', await withStations()),
  timeoutMs(ROUNDS),
);
