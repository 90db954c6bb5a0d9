import { LanbiError } from '@lanbi/model';
import { environmentVariable, systemClock } from '@lanbi/runtime';
import { dateAt } from '@lanbi/standards';
import { keyCommand } from './command.ts';

try {
  // The one variable and not the whole configuration: the first key is made before that is complete.
  const file = environmentVariable('LANBI_API_KEY_HASHES');
  const today = dateAt(systemClock.now());
  process.stdout.write(keyCommand({ file, args: process.argv.slice(2), today }));
} catch (error) {
  if (!(error instanceof LanbiError)) throw error;
  process.stderr.write(`lanbi: ${error.message}\n`);
  process.exitCode = 2;
}
