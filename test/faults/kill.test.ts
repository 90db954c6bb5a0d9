import { mosquittoBinary } from '@lanbi/testkit/servers/mosquitto';
import { expect, it } from 'vitest';
import { finishAndAudit } from './support/audit.ts';
import { killRound } from './support/kill-round.ts';
import { firstSeed, rounds, seeded, timeoutMs } from './support/rounds.ts';
import { type Scenario, withMosquitto, withStations } from './support/scenario.ts';
import { tell } from './support/tell.ts';

const ROUNDS = rounds(1);

async function killAgainAndAgain(name: string, scenario: Scenario): Promise<void> {
  for (const { seed, random } of seeded(ROUNDS)) await killRound(scenario, seed, random);
  const counts = await finishAndAudit(scenario);
  tell(name, { rounds: ROUNDS, 'first seed': firstSeed, ...counts });
  expect(counts['acknowledged']).toBe(counts['published']);
}

it.skipIf(!mosquittoBinary)(
  'kill -9 under load, behind mosquitto: what we acknowledged is stored, all the rest comes again',
  async () => killAgainAndAgain('kill -9 behind mosquitto', await withMosquitto()),
  timeoutMs(ROUNDS),
);

it(
  'kill -9 under load, as the embedded broker: what has its PUBACK is stored, all the rest comes again',
  async () => killAgainAndAgain('kill -9 of the embedded broker', await withStations()),
  timeoutMs(ROUNDS),
);
