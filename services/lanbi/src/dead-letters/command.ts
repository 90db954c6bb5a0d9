import { parseArgs } from 'node:util';
import { LanbiError } from '@lanbi/model';

/** What the API is to be asked. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: object;
}

export interface Command {
  readonly kind: 'list' | 'show' | 'replay' | 'replay-all';
  readonly question: ApiRequest;
}

export const DEAD_LETTERS_USAGE = `
  npm run dead-letters -- list [--station ID] [--reason REASON] [--settled true|false] [--limit N] [--cursor C]
  npm run dead-letters -- show ID
  npm run dead-letters -- replay ID
  npm run dead-letters -- replay --all [--station ID] [--reason REASON] [--limit N]

  Asks the API at LANBI_HTTP_HOST and LANBI_HTTP_PORT, with the key of LANBI_API_KEY or LANBI_API_KEY_FILE, else the
  first of LANBI_API_KEYS; when nothing answers there, the store of LANBI_DATA_DIR itself. Listing needs a key of the
  scope read, replaying one of admin.
`;

const text = { type: 'string' } as const;
const OPTIONS = {
  station: text,
  reason: text,
  settled: text,
  limit: text,
  cursor: text,
  all: { type: 'boolean' },
} as const;

type Given = ReturnType<typeof parse>;

const invalid = (message: string, cause?: unknown): LanbiError =>
  new LanbiError('configuration-invalid', `${message}\n${DEAD_LETTERS_USAGE}`, { cause });

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (cause) {
    throw invalid(cause instanceof Error ? cause.message : String(cause), cause);
  }
}

function idOf({ positionals: [, id, ...more] }: Given): string {
  if (id !== undefined && /^[1-9]\d*$/.test(id) && more.length === 0) return id;
  throw invalid(`one id is needed, a number; found ${[id, ...more].join(' ')}`);
}

function list({ values: { all: _, ...filter } }: Given): Command {
  const query = new URLSearchParams(filter as Record<string, string>).toString();
  return { kind: 'list', question: { method: 'GET', path: `/v1/dead-letters${query && `?${query}`}` } };
}

function replay(given: Given): Command {
  const { all, station, reason, limit } = given.values;
  if (!all)
    return {
      kind: 'replay',
      question: { method: 'POST', path: `/v1/dead-letters/${idOf(given)}/replay`, body: {} },
    };
  const body = {
    ...(station && { station }),
    ...(reason && { reason }),
    ...(limit && { limit: Number(limit) }),
  };
  return { kind: 'replay-all', question: { method: 'POST', path: '/v1/dead-letters/replay', body } };
}

/** @throws LanbiError configuration-invalid with the usage */
export function readDeadLetterCommand(args: readonly string[]): Command {
  const given = parse(args);
  const [verb] = given.positionals;
  if (verb === 'list') return list(given);
  if (verb === 'show')
    return { kind: 'show', question: { method: 'GET', path: `/v1/dead-letters/${idOf(given)}` } };
  if (verb === 'replay') return replay(given);
  throw invalid(verb === undefined ? 'what is to be done?' : `there is no ${verb}`);
}
