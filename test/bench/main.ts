import { readdirSync } from 'node:fs';

interface Bench {
  readonly name: string;
  run(): Promise<void> | void;
}

/** `npm run bench [name …]`: every benchmark of this folder, or those whose file is named. */
const wanted = process.argv.slice(2);
const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.ts') && file !== 'main.ts');
for (const file of files.filter(
  (name) => wanted.length === 0 || wanted.some((part) => name.includes(part)),
)) {
  const { bench } = (await import(`./${file}`)) as { bench: Bench };
  console.log(`\n${bench.name}`);
  await bench.run();
}
