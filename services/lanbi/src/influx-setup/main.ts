import { accessSync, chmodSync, constants, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LanbiError } from '@lanbi/model';
import { environmentVariable, type InfluxConfig, processInflux } from '@lanbi/runtime';
import { setUp } from '@lanbi/store-influx';
import { INFLUX_SETUP_USAGE, readInfluxSetUpCommand, type SetUpCommand, tokenLines } from './command.ts';

type Tokens = Readonly<Record<string, string>>;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** An earlier file keeps its mode when it is written anew. */
function write(path: string, text: string, mode: number): void {
  writeFileSync(path, text, { mode });
  chmodSync(path, mode);
}

/** Makes the folder of the tokens and sees that they can be written. @throws LanbiError configuration-invalid */
function prepare({ tokens: to }: SetUpCommand): void {
  if (typeof to === 'string') return;
  const folder = 'file' in to ? dirname(to.file) : to.folder;
  const option = 'file' in to ? '--tokens-file' : '--tokens-folder';
  try {
    mkdirSync(folder, { recursive: true, mode: 0o750 });
    accessSync(folder, constants.W_OK | constants.X_OK);
    if ('file' in to && existsSync(to.file)) accessSync(to.file, constants.W_OK);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new LanbiError('configuration-invalid', `${option}: tokens cannot be written there: ${why}`);
  }
}

function tell({ tokens: to }: SetUpCommand, tokens: Tokens, influx: InfluxConfig): void {
  if (Object.keys(tokens).length === 0) return;
  const text = tokenLines(tokens, influx);
  if (to === 'screen') process.stdout.write(`\n${text}`);
  else if (to === 'unsaid')
    say('tokens are not printed; --tokens-file path writes them, --show-tokens prints them');
  else if ('file' in to) {
    write(to.file, text, 0o600);
    say(`tokens are in ${to.file}`);
  } else {
    for (const [role, token] of Object.entries(tokens)) write(join(to.folder, role), token, 0o640);
    say(`a token each is in ${to.folder}`);
  }
}

try {
  const command = readInfluxSetUpCommand(process.argv.slice(2), environmentVariable);
  if (!command) say(INFLUX_SETUP_USAGE);
  else {
    const influx = processInflux();
    // Before anything is made: a token that cannot be written is lost.
    prepare(command);
    const { retentions, user } = command;
    const { done, tokens } = await setUp({ ...influx, retentions, ...(user && { user }) });
    say(done.length > 0 ? `made:\n  ${done.join('\n  ')}` : 'everything was there');
    tell(command, tokens as Tokens, influx);
  }
} catch (error) {
  process.stderr.write(error instanceof LanbiError ? `lanbi: ${error.message}\n` : `${String(error)}\n`);
  process.exitCode = 1;
}
