import { LanbiError, type Replica, type Store } from '@lanbi/model';
import { createRecentStore } from '@lanbi/store-embedded';
import { InfluxClient } from './client/influx-client.ts';
import { InfluxStore } from './influx-store.ts';
import { INFLUX_DEFAULTS, type InfluxOptions } from './options.ts';
import { bucketsOf } from './schema/buckets.ts';

/** Creates a store in the buckets of an InfluxDB 2, with the log and the recent past in the file `path`. Open it before use. */
export function createInfluxStore(options: InfluxOptions): Store & Replica {
  const all = { ...INFLUX_DEFAULTS, ...options };
  if (!/^https?:$/.test(new URL(options.url).protocol))
    throw new LanbiError('configuration-invalid', 'INFLUX_URL: must be a URL such as http://host:8086');
  return new InfluxStore(
    all,
    createRecentStore({ path: options.path }),
    new InfluxClient(options, all.timeoutMs),
    bucketsOf(options.bucket),
  );
}
