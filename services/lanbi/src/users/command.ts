import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { hashPassword } from '@lanbi/broker-embedded';
import { ID_PATTERN, LanbiError } from '@lanbi/model';

const USAGE = 'usage: npm run user -- NAME [--reader] [--remove]   (a password on stdin, else one is made)';

export interface UserCommand {
  readonly file: string | undefined;
  readonly args: readonly string[];
  /** What stands on stdin; undefined at a terminal. */
  readonly password: string | undefined;
}

interface Asked {
  readonly name: string;
  readonly reader: boolean;
  readonly remove: boolean;
}

const invalid = (message: string): LanbiError => new LanbiError('configuration-invalid', message);

function parse(args: readonly string[]): Asked {
  const options = { reader: { type: 'boolean' }, remove: { type: 'boolean' } } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    options,
    allowPositionals: true,
    strict: false,
  });
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0 || !ID_PATTERN.test(name) || name.startsWith('lanbi-'))
    throw invalid(USAGE);
  return { name, reader: values['reader'] === true, remove: values['remove'] === true };
}

/** In one step, so that a broker that reads it meanwhile sees the one or the other; readable by its owner only. */
function replace(file: string, lines: readonly string[]): void {
  writeFileSync(`${file}.new`, `${lines.join('\n')}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/**
 * Gives a station a password in the users file of the embedded broker, or takes it out. Answers what to tell the person.
 * @throws LanbiError configuration-invalid
 */
export async function userCommand({ file, args, password }: UserCommand): Promise<string> {
  if (!file) throw invalid('LANBI_MQTT_USERS names the file of users; it is not set');
  const { name, reader, remove } = parse(args);
  const before = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  const others = before.filter((line) => line.trim() !== '' && !line.startsWith(`${name}:`));
  if (remove) {
    replace(file, others);
    return `${name} may not connect any more; a connection that stands goes on until it ends\n`;
  }
  const given = password?.replace(/\r?\n$/, '') || undefined;
  const secret = given ?? randomBytes(18).toString('base64url');
  replace(file, [...others, `${name}:${await hashPassword(secret)}${reader ? ':reader' : ''}`]);
  return given ? `${name} has the password given\n` : `${name} has the password ${secret}\n`;
}
