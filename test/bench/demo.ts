import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '@lanbi/testkit/servers/free-port';
import { createProgram } from '@lanbi/testkit/servers/program';
import { cpuOf } from './support/cpu.ts';

const HOUR_MS = 3_600_000;
/** How often the program is asked: it has the processor to itself but for this. */
const POLL_MS = 250;
const LONGEST_MS = 600_000;

interface Latest {
  readonly data: readonly { readonly kind: string; readonly to: string | null }[];
  readonly meta: { readonly evaluation: { readonly complete: boolean } };
}

/** Whether the page answers, and the figures that it shows first. */
async function isUsable(url: string): Promise<boolean> {
  const page = await fetch(url);
  const figures = await fetch(`${url}/page/v1/air/regions/latest`);
  const text = await page.text();
  await figures.body?.cancel();
  return page.ok && figures.ok && text.includes('<script');
}

/** Whether all made data are evaluated, up to an hour of today in each district. */
async function isFull(url: string): Promise<boolean> {
  const { data, meta } = (await (await fetch(`${url}/v1/air/regions/latest`)).json()) as Latest;
  const districts = data.filter(({ kind }) => kind === 'district');
  const current = districts.filter(({ to }) => Date.now() - Date.parse(to ?? '2000') < 2 * HOUR_MS);
  return meta.evaluation.complete && districts.length > 0 && current.length === districts.length;
}

/** Waits for something; answers the milliseconds since a time. */
async function until(holds: () => Promise<boolean>, began: number): Promise<number> {
  while (!(await holds().catch(() => false))) {
    if (performance.now() - began > LONGEST_MS) throw new Error('it does not come');
    await sleep(POLL_MS);
  }
  return performance.now() - began;
}

const shown = (what: string, ms: number, cpu: number): void =>
  console.log(
    `  ${what}: ${(ms / 1000).toFixed(1)} s by the clock, ${(cpu / 1e6).toFixed(1)} s of processor time of the program`,
  );

/** What `npm start` does with an empty folder: a year of made data, in a process of its own. */
export const bench = {
  name: 'demo: the first start, from nothing to a full year',
  async run(): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'lanbi-demo-'));
    const [http, broker] = [await freePort(), await freePort()];
    const program = createProgram({
      NODE_OPTIONS: '--max-semi-space-size=64',
      LANBI_HTTP_PORT: String(http),
      LANBI_MQTT_PORT: String(broker),
      LANBI_DATA_DIR: folder,
      LANBI_LOG_LEVEL: 'error',
    });
    try {
      const began = performance.now();
      const url = `http://127.0.0.1:${http}`;
      const started = program.start();
      const usable = await until(() => isUsable(url), began);
      shown('the page is usable', usable, cpuOf(program.pid));
      if ((await started) !== 'running') throw new Error(`the program ended: ${program.said()}`);
      const full = await until(() => isFull(url), began);
      shown('all is evaluated', full, cpuOf(program.pid));
    } finally {
      program.signal('SIGTERM');
      await program.ended();
      await program.dispose();
      await rm(folder, { recursive: true, force: true });
    }
  },
};
