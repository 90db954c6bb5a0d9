import { mosquittoBinary } from '@lanbi/testkit/servers/mosquitto';
import { expect, it } from 'vitest';
import { firstSeed, patience, rounds, seeded } from './support/rounds.ts';
import { type Scene, withMosquitto, withStations } from './support/scene.ts';
import { settle } from './support/settle.ts';
import { strike } from './support/strike.ts';
import { tell } from './support/tell.ts';

const ROUNDS = rounds(1);

async function killAgainAndAgain(name: string, scene: Scene): Promise<void> {
  for (const { seed, random } of seeded(ROUNDS)) await strike(scene, seed, random);
  const counts = await settle(scene);
  tell(name, { rounds: ROUNDS, 'first seed': firstSeed, ...counts });
  expect(counts['acknowledged']).toBe(counts['published']);
}

it.skipIf(!mosquittoBinary)(
  'kill -9 under load, behind mosquitto: what we acknowledged is stored, all the rest comes again',
  async () => killAgainAndAgain('kill -9 behind mosquitto', await withMosquitto()),
  patience(ROUNDS),
);

it(
  'kill -9 under load, as the embedded broker: what has its PUBACK is stored, all the rest comes again',
  async () => killAgainAndAgain('kill -9 of the embedded broker', await withStations()),
  patience(ROUNDS),
);
