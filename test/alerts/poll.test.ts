import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startTestApp, type TestApp, until } from '../support/app.ts';

const STATIONS = ['A1', 'A2', 'A3', 'A4'];
const REGISTRY = {
  regions: [{ id: 'city', name: 'city', kind: 'city' }],
  stations: STATIONS.map((id) => ({ id, medium: 'air', name: id, region: 'city', parameters: ['pm2_5'] })),
};
const RULES = {
  rules: [
    {
      id: 'fine',
      subject: { kind: 'station', id: '*' },
      figure: 'pm2_5',
      op: '>',
      raise: 75,
      clear: 60,
      staleAfter: 'P366D',
    },
    {
      id: 'very-fine',
      subject: { kind: 'station', id: '*' },
      figure: 'pm2_5',
      op: '>',
      raise: 150,
      staleAfter: 'P366D',
    },
  ],
};
const POLLERS = 100;
const HOURS = 12;

interface Page {
  readonly data: readonly { readonly cursor: string; readonly ruleId: string; readonly state: string }[];
  readonly meta: { readonly since: string };
}

/** Polls at its own pace, in its own portions, over as many connections as it takes. */
class Poller {
  readonly seen: string[] = [];
  #since = '0';
  #busy = false;
  readonly #limit: number;

  constructor(n: number) {
    this.#limit = 5 + (n % 40);
  }

  async poll(app: () => TestApp | undefined): Promise<void> {
    const running = app();
    if (!running || this.#busy) return;
    this.#busy = true;
    try {
      const page = await running.json<Page>(`/v1/alerts?since=${this.#since}&limit=${this.#limit}`);
      this.seen.push(...page.data.map(({ cursor }) => cursor));
      this.#since = page.meta.since;
    } catch {
      // The server is away: whatever was not answered is asked again.
    } finally {
      this.#busy = false;
    }
  }
}

async function publish(app: TestApp, from: number, to: number): Promise<void> {
  const client = await app.connect();
  for (let hour = from; hour < to; hour++)
    await Promise.all(
      STATIONS.map((id, i) =>
        client.publishAsync(
          `env/v1/air/${id}/observations`,
          JSON.stringify({
            ts: `2026-04-01T${String(hour + 1).padStart(2, '0')}:00:00+08:00`,
            values: { pm2_5: (hour + i) % 3 === 0 ? 200 : (hour + i) % 3 === 1 ? 70 : 10 },
          }),
          { qos: 1 },
        ),
      ),
    );
}

const head = async (app: TestApp): Promise<number> =>
  Number((await app.json<Page>('/v1/alerts?limit=1')).meta.since);

/** Until the alerts rest on the last reading. */
const caughtUp = (app: TestApp, hour: number) =>
  until(async () => {
    const { data } = await app.json<{ data: { to?: string; ts?: string }[] }>('/v1/stations/A1/latest');
    const values = await app.json<Page>('/v1/alerts/history?limit=1000&subject=A1&ruleId=fine');
    return (
      data.some(({ ts }) => ts?.includes(`T${String(hour).padStart(2, '0')}:`)) && values.data.length > 0
    );
  }, `the alerts know hour ${hour}`);

it('a hundred pollers at any pace see every change exactly once, over a restart of the server', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lanbi-alerts-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const rules = join(folder, 'rules.json');
  await writeFile(rules, JSON.stringify(RULES));
  const env = { LANBI_DATA_DIR: join(folder, 'data'), LANBI_ALERT_RULES: rules };
  const start = () => startTestApp(REGISTRY, env);

  let app: TestApp | undefined = await start();
  onTestFinished(async () => app?.stop());
  const pollers = Array.from({ length: POLLERS }, (_, n) => new Poller(n));
  let polling = true;
  // Whose turn it is is left to chance, so that some poll often and some are away for long.
  const anyone = async () => {
    while (polling) {
      await pollers[Math.floor(Math.random() * POLLERS)]?.poll(() => app);
      await new Promise(setImmediate);
    }
  };
  const loops = [anyone(), anyone(), anyone(), anyone()];

  await publish(app, 0, HOURS / 2);
  await caughtUp(app, HOURS / 2);
  const old = app;
  app = undefined;
  await old.stop();
  app = await start();
  await publish(app, HOURS / 2, HOURS);
  await caughtUp(app, HOURS);
  const last = await app.json<Page>('/v1/alerts/history?limit=1000');
  const expected = Array.from({ length: await head(app) }, (_, i) => String(i + 1));
  polling = false;
  await Promise.all(loops);
  for (const poller of pollers) while (poller.seen.length < expected.length) await poller.poll(() => app);

  expect(
    last.data.filter(({ ruleId, state }) => ruleId === 'fine' && state === 'firing').length,
  ).toBeGreaterThan(STATIONS.length);
  for (const { seen } of pollers) expect(seen).toEqual(expected);
}, 300_000);
