import { parseArgs } from 'node:util';
import { LanbiError } from '@lanbi/model';
import type { InfluxConfig } from '@lanbi/runtime';
import type { Buckets, Retentions } from '@lanbi/store-influx';

export interface SetUpCommand {
  readonly user?: { readonly name: string; readonly password: string };
  readonly retentions: Retentions;
  /** Where tokens go: nowhere, on the screen, or into a file that only its owner reads, or a file each. */
  readonly tokens: 'unsaid' | 'screen' | { readonly file: string } | { readonly folder: string };
}

export const INFLUX_SETUP_USAGE = `npm run influx:setup -- [options], with INFLUX_URL, INFLUX_ORG and INFLUX_BUCKET set

Makes what lanbi needs of an InfluxDB 2: organization, buckets with their retentions, and a token for each part.
What is there stays. INFLUX_TOKEN is the operator's; on a server that was never set up it becomes so.

  --user name --password-env NAME   first user of a server that was never set up; the password is in that variable
  --raw-days n --hour-days n --day-days n --results-days n --dead-letters-days n
                                    days after which a bucket forgets; 0, the default, keeps for ever
  --tokens-file path                writes the tokens there, readable by its owner alone
  --tokens-folder path              writes each into a file of its own there, for INFLUX_TOKEN_FILE: all, ingest,
                                    evaluate, alert, api; readable by its owner and group
  --show-tokens                     prints them
  --help`;

const RETENTIONS: Readonly<Record<keyof Buckets, string>> = {
  raw: 'raw-days',
  hour: 'hour-days',
  day: 'day-days',
  results: 'results-days',
  deadLetters: 'dead-letters-days',
};

const text = { type: 'string' } as const;
const OPTIONS = {
  user: text,
  'password-env': text,
  'tokens-file': text,
  'tokens-folder': text,
  'show-tokens': { type: 'boolean' },
  help: { type: 'boolean' },
  'raw-days': text,
  'hour-days': text,
  'day-days': text,
  'results-days': text,
  'dead-letters-days': text,
} as const;

const invalid = (message: string): LanbiError => new LanbiError('configuration-invalid', message);

function daysOf(name: string, said: string): number {
  const days = Number(said);
  if (said.trim() === '' || !Number.isInteger(days) || days < 0 || days > 36_500)
    throw invalid(`--${name}: a number of days, 0 to 36500, found ${said}`);
  return days;
}

type Values = Readonly<Record<string, string | boolean | undefined>>;

function userOf(values: Values, secrets: (name: string) => string | undefined): SetUpCommand['user'] {
  const { user, 'password-env': variable } = values;
  if (user === undefined && variable === undefined) return undefined;
  if (typeof user !== 'string' || typeof variable !== 'string')
    throw invalid('--user and --password-env go together');
  const password = secrets(variable);
  if (!password || password.length < 8) throw invalid(`${variable}: a password of at least 8 characters`);
  return { name: user, password };
}

/** @throws LanbiError configuration-invalid; undefined when help was asked for */
export function readInfluxSetUpCommand(
  args: readonly string[],
  secrets: (name: string) => string | undefined,
): SetUpCommand | undefined {
  const values = parsed(args);
  if (values['help']) return undefined;
  const retentions: Partial<Record<keyof Buckets, number>> = {};
  for (const [bucket, name] of Object.entries(RETENTIONS) as [keyof Buckets, string][]) {
    const said = values[name];
    if (typeof said === 'string') retentions[bucket] = daysOf(name, said);
  }
  const user = userOf(values, secrets);
  return { retentions, tokens: tokensOf(values), ...(user && { user }) };
}

function tokensOf(values: Values): SetUpCommand['tokens'] {
  const { 'tokens-file': file, 'tokens-folder': folder } = values;
  if (typeof file === 'string') return { file };
  if (typeof folder === 'string') return { folder };
  return values['show-tokens'] ? 'screen' : 'unsaid';
}

function parsed(args: readonly string[]): Values {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch (error) {
    throw invalid(`${error instanceof Error ? error.message : String(error)}\n\n${INFLUX_SETUP_USAGE}`);
  }
}

/** Lines of an environment file. */
export const tokenLines = (
  tokens: Readonly<Record<string, string>>,
  { url, org, bucket }: InfluxConfig,
): string =>
  [
    `INFLUX_URL=${url}`,
    `INFLUX_ORG=${org}`,
    `INFLUX_BUCKET=${bucket}`,
    ...Object.entries(tokens).map(([role, token]) =>
      role === 'all' ? `INFLUX_TOKEN=${token}` : `# of ${role} alone: INFLUX_TOKEN=${token}`,
    ),
    '',
  ].join('\n');
