import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LanbiError } from '@lanbi/model';
import { environmentVariable, type InfluxConfig, processConfig } from '@lanbi/runtime';
import { setUp } from '@lanbi/store-influx';
import { readCommand, type SetUpCommand, tokenLines, USAGE } from './command.ts';

type Tokens = Readonly<Record<string, string>>;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** An earlier file keeps its mode when it is written anew. */
function write(path: string, text: string, mode: number): void {
  writeFileSync(path, text, { mode });
  chmodSync(path, mode);
}

function tell({ tokens: to }: SetUpCommand, tokens: Tokens, influx: InfluxConfig): void {
  if (Object.keys(tokens).length === 0) return;
  const text = tokenLines(tokens, influx);
  if (to === 'screen') process.stdout.write(`\n${text}`);
  else if (to === 'unsaid') say('tokens are not told; --tokens-file path or --show-tokens tells them');
  else if ('file' in to) {
    write(to.file, text, 0o600);
    say(`tokens are in ${to.file}`);
  } else {
    for (const [role, token] of Object.entries(tokens)) write(join(to.folder, role), token, 0o640);
    say(`a token each is in ${to.folder}`);
  }
}

try {
  const command = readCommand(process.argv.slice(2), environmentVariable);
  if (!command) say(USAGE);
  else {
    const { influx } = processConfig();
    if (!influx)
      throw new LanbiError('configuration-invalid', 'LANBI_STORE: must be influx to set up an InfluxDB');
    const { retentions, user } = command;
    const { done, tokens } = await setUp({ ...influx, retentions, ...(user && { user }) });
    say(done.length > 0 ? `made:\n  ${done.join('\n  ')}` : 'everything was there');
    tell(command, tokens as Tokens, influx);
  }
} catch (error) {
  process.stderr.write(error instanceof LanbiError ? `lanbi: ${error.message}\n` : `${String(error)}\n`);
  process.exitCode = 1;
}
