import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PIPELINE } from '@lanbi/runtime';
import { type InfluxOptions, setUp } from '@lanbi/store-influx';
import { hour } from '../samples/observations.ts';
import type { Influxd } from './influxd.ts';

type Role = (typeof PIPELINE)[number];

let made = 0;

/** Makes buckets on a server that no other test uses; answers their name. */
export async function freshBuckets(influxd: Influxd): Promise<string> {
  made += 1;
  const bucket = `t${process.pid}-${made}`;
  await setUp({ url: influxd.url, token: influxd.token, org: influxd.org, bucket, tokens: false });
  return bucket;
}

/** Options of a store in fresh buckets and a fresh folder, which `remove` deletes. */
export async function freshOptions(
  influxd: Influxd,
): Promise<{ readonly options: InfluxOptions; remove(): void }> {
  const folder = await mkdtemp(join(tmpdir(), 'lanbi-influx-'));
  const { url, token, org } = influxd;
  const bucket = await freshBuckets(influxd);
  const options = { url, token, org, bucket, path: join(folder, 'recent.db'), now: () => hour(24) };
  return { options, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Fresh buckets on a server, and what the configuration must say of them. */
export async function influxEnvironment(influxd: Influxd): Promise<Record<string, string>> {
  return (await influxEnvironments(influxd))('all');
}

/** The same for each role, with the token that may do its work and no more. */
export async function influxEnvironments(
  influxd: Influxd,
): Promise<(role: Role | 'all') => Record<string, string>> {
  made += 1;
  const bucket = `e${process.pid}-${made}`;
  const { url, token, org } = influxd;
  const { tokens } = await setUp({ url, token, org, bucket });
  return (role) => ({
    LANBI_STORE: 'influx',
    INFLUX_URL: url,
    INFLUX_TOKEN: tokens[role] ?? '',
    INFLUX_ORG: org,
    INFLUX_BUCKET: bucket,
  });
}
