import { ensureBuilt } from './build.ts';

/** Prints the folder of the built page. */
process.stdout.write(`${await ensureBuilt()}\n`);
