import { influxEnvironment } from './influx-buckets.ts';
import { influxSource, startInfluxd } from './influxd.ts';
import { mosquittoBinary, startMosquitto } from './mosquitto.ts';

/** The parts that the pipeline of a test runs on. */
export interface Parts {
  readonly name: string;
  /** Why they can't run here; undefined when they can. */
  readonly absent: string | undefined;
  /** Starts what is outside of the process; answers what the configuration must say of it. */
  start(): Promise<{ readonly env: Record<string, string>; stop(): Promise<void> }>;
}

const embedded: Parts = {
  name: 'the embedded broker and store',
  absent: undefined,
  start: async () => ({ env: {}, stop: async () => {} }),
};

const mosquitto: Parts = {
  name: 'mosquitto',
  absent: mosquittoBinary ? undefined : 'no mosquitto here',
  async start() {
    const broker = await startMosquitto();
    return { env: { LANBI_MQTT_URL: broker.url }, stop: () => broker.stop() };
  },
};

const influx: Parts = {
  name: 'mosquitto and InfluxDB',
  absent: mosquitto.absent ?? (influxSource === undefined ? 'no InfluxDB here' : undefined),
  async start() {
    const [broker, influxd] = await Promise.all([startMosquitto(), startInfluxd()]);
    return {
      env: { LANBI_MQTT_URL: broker.url, ...(await influxEnvironment(influxd)) },
      async stop() {
        await broker.stop();
        await influxd.stop();
      },
    };
  },
};

export const ALL_PARTS: readonly Parts[] = [embedded, mosquitto, influx];
