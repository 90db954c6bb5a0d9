import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';

const PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The browser of this machine; without one the tests of pages are skipped by name. */
export const chromiumBinary: string | undefined = PATHS.find((path) => existsSync(path));

export const startBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumBinary ?? '', args: ['--no-sandbox', '--disable-gpu'] });

/** A page of the dashboard, and what it did. */
export interface Visit {
  readonly page: Page;
  /** Requests of the page, in their order. */
  readonly requests: readonly string[];
  /** Fails where the page asked another origin, threw, or broke its own policy. */
  check(): void;
  close(): Promise<void>;
}

interface VisitOptions extends BrowserContextOptions {
  /** What the clock of the browser shows; its timers run. */
  readonly at?: number;
}

/** Opens an address in a fresh profile. */
export async function visit(browser: Browser, url: string, options: VisitOptions = {}): Promise<Visit> {
  const { at, ...rest } = options;
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'America/New_York', ...rest });
  const page = await context.newPage();
  if (at !== undefined) await page.clock.setFixedTime(at);
  const requests: string[] = [];
  const faults: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text()))
      faults.push(message.text());
  });
  await page.goto(url);
  const { origin } = new URL(url);
  return {
    page,
    requests,
    check() {
      expect(requests.filter((each) => !each.startsWith(`${origin}/`) && !each.startsWith('data:'))).toEqual(
        [],
      );
      expect(faults).toEqual([]);
    },
    close: () => context.close(),
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
