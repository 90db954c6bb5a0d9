import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContextOptions, chromium, type Page, type Request } from 'playwright-core';
import { expect } from 'vitest';

/** The headless shell is Chromium without windows of its own: a page costs a third of the processor time. */
const PATHS = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** The browser of this machine; without one the tests of pages are skipped by name. */
export const chromiumBinary: string | undefined = PATHS.find((path) => existsSync(path));

export const startBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumBinary ?? '', args: ['--no-sandbox', '--disable-gpu'] });

/** An answer that a page got, in bytes as they were sent. */
export interface Loaded {
  readonly url: string;
  readonly bytes: number;
}

/** A page of the dashboard, and what it did. */
export interface Visit {
  readonly page: Page;
  /** Requests of the page, in their order. */
  readonly requests: readonly string[];
  /** What has come so far. */
  loaded(): Promise<readonly Loaded[]>;
  /** Fails where the page asked another origin, threw, or broke its own policy. */
  check(): void;
  /** Fails where the page asked another origin. */
  close(): Promise<void>;
}

interface VisitOptions extends BrowserContextOptions {
  /** What the clock of the browser shows; its timers run. */
  readonly at?: number;
}

/** How long a page is waited for: twice the default, since tests share the cores of a slow machine. */
const WAIT_MS = 60_000;

/** What each page has asked for and not got yet, but for its stream. */
const pending = new WeakMap<Page, Set<Request>>();

function follow(page: Page): void {
  const open = new Set<Request>();
  pending.set(page, open);
  page.on('request', (request) => {
    if (request.resourceType() !== 'eventsource') open.add(request);
  });
  page.on('requestfinished', (request) => open.delete(request));
  page.on('requestfailed', (request) => open.delete(request));
  // A page need not read what a refusal or a write answers: such a request never finishes.
  page.on('response', (response) => {
    if (!response.ok() || response.request().method() !== 'GET') open.delete(response.request());
  });
}

/** Two frames of the page, with the effects that follow each. */
const DRAWN = `new Promise((resolve) => {
  const frame = (then) => requestAnimationFrame(() => setTimeout(then));
  frame(() => frame(resolve));
})`;

/** Waits until a page has got all that it asked for, and has drawn it. */
export async function settled(page: Page): Promise<void> {
  await expect
    .poll(async () => {
      const before = [...(pending.get(page) ?? [])].map((request) => request.url());
      await page.evaluate(DRAWN);
      return [...before, ...[...(pending.get(page) ?? [])].map((request) => request.url())];
    })
    .toEqual([]);
}

/** Opens an address in a fresh profile. */
export async function visit(browser: Browser, url: string, options: VisitOptions = {}): Promise<Visit> {
  const { at, ...rest } = options;
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'America/New_York', ...rest });
  context.setDefaultTimeout(WAIT_MS);
  const page = await context.newPage();
  if (at !== undefined) await page.clock.setFixedTime(at);
  const requests: string[] = [];
  const finished: Request[] = [];
  const faults: string[] = [];
  follow(page);
  page.on('request', (request) => requests.push(request.url()));
  page.on('requestfinished', (request) => finished.push(request));
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text()))
      faults.push(message.text());
  });
  await page.goto(url);
  const checkOrigin = (): void => {
    const asked = requests.filter((each) => !each.startsWith('data:'));
    // A visit may begin at an empty page.
    const { origin } = new URL(url.startsWith('http') ? url : (asked[0] ?? url));
    expect(asked.filter((each) => !each.startsWith(`${origin}/`)).join(' ')).toBe('');
  };
  return {
    page,
    requests,
    loaded: () =>
      Promise.all(
        finished.map(async (request) => ({
          url: request.url(),
          bytes: (await request.sizes()).responseBodySize,
        })),
      ),
    check() {
      checkOrigin();
      expect(faults).toEqual([]);
    },
    async close() {
      await context.close();
      checkOrigin();
    },
  };
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** What axe finds wrong with a page, for a person. */
export async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  const found = (await page.evaluate('axe.run({ resultTypes: ["violations"] })')) as {
    readonly violations: readonly Violation[];
  };
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary ?? ''}`),
  );
}
