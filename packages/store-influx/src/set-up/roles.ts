import type { Buckets } from '../schema/buckets.ts';

/** The clients of InfluxDB: one token for each, and one for all of lanbi in one process. */
export const TOKEN_ROLES = ['all', 'ingest', 'evaluate', 'alert', 'api'] as const;

export type TokenRole = (typeof TOKEN_ROLES)[number];

type Action = 'read' | 'write';

export interface Permission {
  readonly action: Action;
  readonly resource: { readonly type: 'buckets'; readonly id: string; readonly orgID: string };
}

/** The permissions of each, by bucket. None may create, change or remove a bucket. */
const RIGHTS: Readonly<Record<TokenRole, Readonly<Partial<Record<keyof Buckets, readonly Action[]>>>>> = {
  all: {
    raw: ['read', 'write'],
    hour: ['read', 'write'],
    day: ['read', 'write'],
    results: ['read', 'write'],
    deadLetters: ['read', 'write'],
  },
  ingest: { raw: ['read', 'write'], deadLetters: ['write'] },
  evaluate: {
    raw: ['read'],
    hour: ['read', 'write'],
    day: ['read', 'write'],
    results: ['read', 'write'],
  },
  alert: { raw: ['read'], hour: ['read'], day: ['read'], results: ['read'] },
  api: { raw: ['read'], hour: ['read'], day: ['read'], results: ['read'], deadLetters: ['read'] },
};

export function permissionsOf(
  role: TokenRole,
  orgID: string,
  ids: Readonly<Record<keyof Buckets, string>>,
): Permission[] {
  const rights = Object.entries(RIGHTS[role]) as [keyof Buckets, readonly Action[]][];
  return rights.flatMap(([bucket, actions]) =>
    actions.map((action) => ({ action, resource: { type: 'buckets' as const, id: ids[bucket], orgID } })),
  );
}
