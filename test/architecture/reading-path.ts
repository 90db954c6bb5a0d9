import { Session } from 'node:inspector/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HOUR, instant } from '@lanbi/standards';
import { startTestApp, until } from '../support/app.ts';
import { root } from './imports.ts';

/** The functions of each file of `packages/*` and `services/*` that ran. */
export type Path = ReadonlyMap<string, ReadonlySet<string>>;

/** The begin of the day whose last hour is recorded. */
const START = Date.parse('2026-04-01T00:00:00+08:00');
const TOPIC = 'env/v1/air/A1/observations';
const REGISTRY = {
  regions: [{ id: 'city', name: 'City', kind: 'city' }],
  stations: [{ id: 'A1', medium: 'air', name: 'A1', region: 'city' }],
};
const VALUES = { so2: 10, no2: 30, pm10: 60, pm2_5: 40, co: 0.8, o3: 90 };
const RULE = {
  id: 'pm',
  subject: { kind: 'station', id: '*' },
  figure: 'pm2_5',
  op: '>',
  raise: 75,
  text: { zh: '细颗粒物', en: 'fine particles' },
};

/** Records which functions run between two points of time. */
class Recorder {
  readonly #session = new Session();

  async start(): Promise<void> {
    this.#session.connect();
    await this.#session.post('Profiler.enable');
    await this.#session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  }

  /** What ran since the last call. */
  async take(): Promise<Path> {
    const { result } = await this.#session.post('Profiler.takePreciseCoverage');
    const path = new Map<string, ReadonlySet<string>>();
    for (const { url, functions } of result) {
      const file = url.startsWith('file:') ? relative(root, fileURLToPath(url)) : '';
      if (!/^(packages|services)\/[\w-]+\/src\//.test(file)) continue;
      const ran = functions.filter(({ ranges, functionName }) => functionName && (ranges[0]?.count ?? 0) > 0);
      if (ran.length > 0) path.set(file, new Set(ran.map(({ functionName }) => functionName)));
    }
    return path;
  }

  stop(): void {
    this.#session.disconnect();
  }
}

export interface ReadingPaths {
  /** From the packet to the PUBACK. */
  readonly acknowledged: Path;
  /** From there to the records, the latest answer, the index of a period and the alert. */
  readonly answered: Path;
}

/**
 * Sends one hourly reading through the whole program on embedded parts, and records what runs for it. Readings before it warm
 * the program up, so that what runs once is left out.
 */
export async function recordReading(): Promise<ReadingPaths> {
  const app = await startTestApp(REGISTRY, {}, { now: () => instant(START + 25 * HOUR) });
  const recorder = new Recorder();
  try {
    await app.post('/v1/alert-rules', RULE);
    const station = await app.connect();
    const publish = (hour: number, values: object = VALUES): Promise<unknown> =>
      station.publishAsync(TOPIC, JSON.stringify({ ts: START + hour * HOUR, period: 3600, values }), {
        qos: 1,
      });
    // The answer also says until when readings were stored, so it is read by its fields.
    const evaluated = async (hour: number): Promise<boolean> => {
      const { to, evaluation } = await app.json<{ to: string; evaluation: { complete: boolean } }>(
        '/v1/air/stations/A1/aqi/latest',
      );
      return evaluation.complete && to.startsWith(endOf(hour));
    };
    const index = async (): Promise<string> => {
      const found = await app.json<{ concentrations: unknown }>(
        '/v1/air/regions/city/composite-index?period=month',
      );
      return JSON.stringify(found.concentrations);
    };
    const fires = async (): Promise<boolean> => {
      const { data } = await app.json<{ data: { ruleId: string; state: string }[] }>('/v1/alerts');
      return data.some(({ ruleId, state }) => ruleId === RULE.id && state === 'firing');
    };
    const endOf = (hour: number): string =>
      new Date(START + hour * HOUR + 8 * HOUR).toISOString().slice(0, 13);
    for (let hour = 1; hour < 24; hour += 1) await publish(hour);
    await until(() => evaluated(23), 'the readings before are evaluated');
    const [indexBefore] = await Promise.all([index(), fires()]);
    await recorder.start();
    await recorder.take();
    await publish(24, { ...VALUES, pm2_5: 99, co: 3.2 });
    const acknowledged = await recorder.take();
    await until(() => evaluated(24), 'the reading is evaluated');
    await until(fires, 'the alert fires');
    await until(async () => (await index()) !== indexBefore, 'the index of the month follows');
    return { acknowledged, answered: await recorder.take() };
  } finally {
    recorder.stop();
    await app.stop();
  }
}
