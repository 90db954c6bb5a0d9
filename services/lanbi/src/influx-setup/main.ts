import { chmodSync, writeFileSync } from 'node:fs';
import { LanbiError } from '@lanbi/model';
import { environmentVariable, type InfluxConfig, processConfig } from '@lanbi/runtime';
import { setUp } from '@lanbi/store-influx';
import { readCommand, type SetUpCommand, tokenLines, USAGE } from './command.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

function tell(command: SetUpCommand, tokens: Readonly<Record<string, string>>, influx: InfluxConfig): void {
  if (Object.keys(tokens).length === 0) return;
  const text = tokenLines(tokens, influx);
  if (command.tokens === 'screen') process.stdout.write(`\n${text}`);
  else if (command.tokens === 'unsaid')
    say('tokens are not told; --tokens-file path or --show-tokens tells them');
  else {
    writeFileSync(command.tokens.file, text, { mode: 0o600 });
    // An earlier file keeps its mode when it is written anew.
    chmodSync(command.tokens.file, 0o600);
    say(`tokens are in ${command.tokens.file}`);
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
    tell(command, tokens as Readonly<Record<string, string>>, influx);
  }
} catch (error) {
  process.stderr.write(error instanceof LanbiError ? `lanbi: ${error.message}\n` : `${String(error)}\n`);
  process.exitCode = 1;
}
