import { setUp } from '@lanbi/store-influx';
import type { Influxd } from './influxd.ts';

let made = 0;

/** Fresh buckets on a server, and what the configuration must say of them. */
export async function influxEnvironment(influxd: Influxd): Promise<Record<string, string>> {
  made += 1;
  const bucket = `e${process.pid}-${made}`;
  const { url, token, org } = influxd;
  const { tokens } = await setUp({ url, token, org, bucket });
  return {
    LANBI_STORE: 'influx',
    INFLUX_URL: url,
    INFLUX_TOKEN: tokens.all ?? '',
    INFLUX_ORG: org,
    INFLUX_BUCKET: bucket,
  };
}
