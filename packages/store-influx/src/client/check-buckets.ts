import { HttpError } from '@influxdata/influxdb-client';
import { LanbiError } from '@lanbi/model';
import type { InfluxConnection } from '../options.ts';
import { bucketsQuery } from '../read/queries.ts';
import type { InfluxClient } from './influx-client.ts';

/** Ids of buckets by their names. */
export type BucketIds = ReadonlyMap<string, string>;

const REMEDY = 'npm run influx:setup makes what is missing';

const statusOf = (error: unknown): number | undefined => {
  const cause = error instanceof LanbiError ? error.cause : undefined;
  return cause instanceof HttpError ? cause.statusCode : undefined;
};

const notSetUp = (message: string, cause?: unknown): LanbiError =>
  new LanbiError('configuration-invalid', `${message}; ${REMEDY}`, { cause });

/** Whether a server was never set up; it then has no token. */
async function isBare(url: string, timeoutMs: number): Promise<boolean> {
  const at = new URL('api/v2/setup', url.endsWith('/') ? url : `${url}/`);
  const answer = await fetch(at, { signal: AbortSignal.timeout(timeoutMs) });
  const { allowed } = (await answer.json()) as { readonly allowed?: boolean };
  return allowed === true;
}

/**
 * Adds buckets that `buckets()` of InfluxDB omits: it reads pages of 20, removes from each what the token may not read, and
 * stops at the first page that is then not full.
 */
async function lookUp(
  client: InfluxClient,
  needed: readonly string[],
  ids: Map<string, string>,
): Promise<void> {
  for (const name of needed) {
    const id = ids.has(name) ? undefined : await client.bucketId(name);
    if (id !== undefined) ids.set(name, id);
  }
}

/** The answer of InfluxDB when the first page of its list has no bucket that the token may read. */
const isNoneListed = (error: unknown): boolean =>
  error instanceof LanbiError && statusOf(error) === 404 && /no buckets found/.test(error.message);

async function listed(client: InfluxClient): Promise<Map<string, string> | undefined> {
  try {
    const rows = await client.query(bucketsQuery);
    return rows.length > 0 ? new Map(rows.map((row) => [String(row['name']), String(row['id'])])) : undefined;
  } catch (error) {
    if (isNoneListed(error)) return new Map();
    throw error;
  }
}

/**
 * The ids of the buckets that the token may read; empty if it may not list them.
 * @param needed names of buckets that must exist
 * @throws LanbiError configuration-invalid if something is missing that the set-up creates; store-unavailable
 */
export async function checkBuckets(
  client: InfluxClient,
  { url, org }: InfluxConnection,
  needed: readonly string[],
  timeoutMs: number,
): Promise<BucketIds> {
  const where = `InfluxDB at ${url}`;
  const ids = await listed(client).catch(async (error: unknown) => {
    const status = statusOf(error);
    // The query is constant and valid: a refusal concerns the organization.
    if (status === 400 || status === 404) throw notSetUp(`${where} has no organization ${org}`, error);
    const bare = status === 401 && (await isBare(url, timeoutMs).catch(() => false));
    throw bare ? notSetUp(`${where} was never set up`, error) : error;
  });
  if (!ids) return new Map();
  await lookUp(client, needed, ids);
  const missing = needed.filter((name) => !ids.has(name));
  if (missing.length === 0) return ids;
  const some = missing.length === 1 ? 'bucket' : 'buckets';
  throw notSetUp(
    `${where} has no ${some} ${missing.join(', ')} in the organization ${org}, or the token may not read them`,
  );
}
