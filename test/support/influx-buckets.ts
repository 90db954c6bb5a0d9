import type { PIPELINE } from '@lanbi/runtime';
import { setUp } from '@lanbi/store-influx';
import type { Influxd } from './influxd.ts';

type Role = (typeof PIPELINE)[number];

let made = 0;

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
