import { writeSync } from 'node:fs';
import { createSpool } from '@lanbi/spool';
import { instant } from '@lanbi/standards';

// Appends three messages at a time, which are numbered, until it is killed; says the last number of each append.
const spool = createSpool({ path: process.argv[2] ?? '', maxBytes: 1e9 });
await spool.open();
for (let n = Number(process.argv[3]); ; n += 3) {
  const numbers = [n, n + 1, n + 2];
  await spool.append(
    numbers.map((i) => ({ topic: `t/${i}`, payload: Buffer.from(String(i)), receivedAt: instant(i) })),
  );
  writeSync(1, `${n + 2}\n`);
}
