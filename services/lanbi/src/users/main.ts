import { readFileSync } from 'node:fs';
import { LanbiError } from '@lanbi/model';
import { processConfig } from '@lanbi/runtime';
import { userCommand } from './command.ts';

const password = process.stdin.isTTY ? undefined : readFileSync(0, 'utf8');
try {
  const file = processConfig().mqtt.usersFile;
  process.stdout.write(await userCommand({ file, args: process.argv.slice(2), password }));
} catch (error) {
  if (!(error instanceof LanbiError)) throw error;
  process.stderr.write(`lanbi: ${error.message}\n`);
  process.exitCode = 2;
}
