import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '@lanbi/testkit/servers/free-port';
import { createProgram } from '@lanbi/testkit/servers/program';
import { until } from '../support/app.ts';
import { startBrowser } from '../support/browser.ts';

const FOLDER = fileURLToPath(new URL('../../docs/images/', import.meta.url));
const HOUR_MS = 3_600_000;

/** What `docs/images` shows: the file, the address, and how it is looked at. */
const PICTURES = [
  { file: 'now.png', path: '/?lang=zh', colorScheme: 'light', ready: '.section-box' },
  { file: 'explain.png', path: '/air/regions/baoding?lang=en', colorScheme: 'light', ready: '.chart svg' },
  {
    file: 'section.png',
    path: '/water/sections/shaochedian?lang=en',
    colorScheme: 'dark',
    ready: '.chart svg',
  },
] as const;

interface Latest {
  readonly data: readonly { readonly kind: string; readonly to: string | null }[];
  readonly meta: { readonly evaluation: { readonly complete: boolean } };
}

/** Whether the simulated stations have reached the present. */
async function isCurrent(url: string): Promise<boolean> {
  const { data, meta } = (await (await fetch(`${url}/v1/air/regions/latest`)).json()) as Latest;
  const late = data.filter(
    ({ kind, to }) => kind === 'district' && Date.now() - Date.parse(to ?? '2000') > 2 * HOUR_MS,
  );
  return meta.evaluation.complete && data.length > 0 && late.length < data.length / 5;
}

/** `npm run screenshots`: takes the pictures of `docs/images` from the demo. */
async function take(url: string): Promise<void> {
  const browser = await startBrowser();
  try {
    for (const { file, path, colorScheme, ready } of PICTURES) {
      const page = await browser.newPage({ viewport: { width: 1440, height: 980 }, colorScheme });
      await page.goto(url + path);
      await page.locator(ready).first().waitFor();
      if (file === 'explain.png') {
        await page.locator('.title a.figure').click();
        await page.locator('.explain .steps').waitFor();
      }
      await page.locator('.connection.live').waitFor();
      // Nothing loads any more, and nothing has failed.
      for (const unsettled of ['main p.quiet[role="status"]', 'main .notice'])
        await page.locator(unsettled).first().waitFor({ state: 'detached' });
      await page.screenshot({ path: join(FOLDER, file) });
      await page.close();
    }
  } finally {
    await browser.close();
  }
}

/** From a demo that runs already, such as `npm run screenshots -- http://127.0.0.1:8080`. */
async function takeFrom(url: string): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  await until(() => isCurrent(url), 'the stations have reached the present', 900_000);
  await take(url);
}

/** From a demo of its own. */
async function takeFromOwn(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lanbi-screenshots-'));
  const port = String(await freePort());
  const program = createProgram({
    LANBI_HTTP_PORT: port,
    LANBI_MQTT_PORT: String(await freePort()),
    LANBI_DATA_DIR: folder,
    LANBI_LOG_LEVEL: 'warn',
  });
  try {
    const began = await program.start();
    if (began !== 'running') throw new Error(`the program did not start: ${program.said()}`);
    await takeFrom(`http://127.0.0.1:${port}`);
  } finally {
    await program.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}

const running = process.argv[2];
await (running === undefined ? takeFromOwn() : takeFrom(running));
