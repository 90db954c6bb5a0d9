import { writeSync } from 'node:fs';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { observation, reading } from '@lanbi/testkit/samples/observations';

// Writes batches into the store named by the argument until it is killed; says the last hour of each commit.
const BATCH = 20;
const store = createEmbeddedStore({ path: process.argv[2] ?? '' });
await store.open();
for (let at = Number(process.argv[3]); ; at += BATCH) {
  const observations = Array.from({ length: BATCH }, (_, i) =>
    observation({ at: at + i, readings: [reading('pm2_5', at + i)] }),
  );
  await store.write({ observations, deadLetters: [] });
  writeSync(1, `${at + BATCH - 1}\n`);
}
