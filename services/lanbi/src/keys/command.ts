import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { digestOf, formatRecord, type KeyRecord, parseKeys, SCOPES, type Scope } from '@lanbi/api';
import { ID_PATTERN, LanbiError } from '@lanbi/model';

const USAGE = `usage: npm run key -- create NAME [--scope ${SCOPES.join('|')}] [--rate REQUESTS-A-MINUTE]
       npm run key -- list
       npm run key -- revoke NAME`;

export interface KeyCommand {
  readonly file: string | undefined;
  readonly args: readonly string[];
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

type Asked =
  | { readonly verb: 'list' }
  | { readonly verb: 'revoke'; readonly name: string }
  | { readonly verb: 'create'; readonly name: string; readonly scope: Scope; readonly rate?: number };

const invalid = (message: string): LanbiError => new LanbiError('configuration-invalid', message);

function values(args: readonly string[]) {
  const options = { scope: { type: 'string', default: 'read' }, rate: { type: 'string' } } as const;
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch {
    throw invalid(USAGE);
  }
}

function parse(args: readonly string[]): Asked {
  const {
    values: { scope, rate },
    positionals: [verb, name, ...more],
  } = values(args);
  if (verb === 'list' && name === undefined) return { verb };
  if (name === undefined || more.length > 0 || !ID_PATTERN.test(name)) throw invalid(USAGE);
  if (verb === 'revoke') return { verb, name };
  const known = SCOPES.find((each) => each === scope);
  if (verb !== 'create' || !known || (rate !== undefined && !/^\d{1,9}$/.test(rate))) throw invalid(USAGE);
  return { verb, name, scope: known, ...(rate !== undefined && { rate: Number(rate) }) };
}

/** In one step, so that an API that reads it meanwhile sees the one or the other; readable by its owner only. */
function replace(file: string, keys: readonly KeyRecord[]): void {
  writeFileSync(`${file}.new`, keys.map((key) => `${formatRecord(key)}\n`).join(''), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

function read(file: string): readonly KeyRecord[] {
  const { keys, faults } = parseKeys(existsSync(file) ? readFileSync(file, 'utf8') : '');
  // What can't be read must not be written over.
  if (faults.length > 0) throw invalid(`${file}: no key in line ${faults.join(', ')}`);
  return keys;
}

const shown = ({ name, scope, created, rate }: KeyRecord): string =>
  `${name}  ${scope}  since ${created}${rate === undefined ? '' : `  ${rate || 'any number of'} requests a minute`}\n`;

/**
 * Makes, lists and revokes keys of the API. The file holds digests only: a key is shown once, when it is made.
 * @throws LanbiError configuration-invalid
 */
export function keyCommand({ file, args, today }: KeyCommand): string {
  if (!file) throw invalid('LANBI_API_KEY_HASHES names the file of keys; it is not set');
  const asked = parse(args);
  const before = read(file);
  if (asked.verb === 'list') return before.map(shown).join('') || 'no keys\n';
  const { verb, name, ...may } = asked;
  const others = before.filter((key) => key.name !== name);
  const known = others.length < before.length;
  if (verb === 'revoke') {
    if (!known) throw invalid(`there is no key ${name}`);
    replace(file, others);
    return `${name} is revoked: refused from the next request on\n`;
  }
  if (known) throw invalid(`there is a key ${name}; revoke it first`);
  // The prefix lets scanners of published text know it for what it is.
  const key = `lanbi_${randomBytes(32).toString('base64url')}`;
  const record = { name, digest: digestOf(key), created: today, ...may } as KeyRecord;
  replace(file, [...others, record]);
  return `${shown(record)}the key, shown this once: ${key}\n`;
}
