import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { settled } from '../support/browser.ts';

interface View {
  readonly path: string;
  /** A part that stands when the figures are there. */
  readonly ready: string;
  /** Whether no table is wider than a phone. */
  readonly isStacked?: boolean;
  /** Whether nothing was measured in its span, so that it has no figure to explain. */
  readonly isEmpty?: boolean;
  /** Whether the name with markup is wider than its table has room for. */
  readonly isCut?: boolean;
}

/** Every view of the city of the tests. */
export const VIEWS: readonly View[] = [
  { path: '/', ready: '.panel-rivers .section-box .badge', isCut: true },
  { path: '/air', ready: '.panel-ranking table.ranking', isStacked: true },
  { path: '/air/regions/north', ready: '.profile-weekdays' },
  { path: '/air/stations/N1', ready: '.panel-readings .chart svg' },
  { path: '/air/compare', ready: '.panel-compare .chart svg' },
  { path: '/water', ready: '.panel-lakes .trophic' },
  { path: '/water?span=2026-03', ready: '.panel-strips .strips tbody tr', isEmpty: true },
  { path: '/water/sections/mouth', ready: '.panel-item .chart svg' },
  { path: '/bulletins?period=2026-04', ready: '.bulletin h1' },
  { path: '/operations', ready: '.matrix tbody tr', isStacked: true },
];

/** An address with more parameters. */
export const withQuery = (path: string, query: string): string =>
  `${path}${path.includes('?') ? '&' : '?'}${query}`;

/** Waits until a view has its figures and nothing loads. */
export async function whenReady(page: Page, ready: string): Promise<void> {
  await page.locator(ready).first().waitFor();
  await expect.poll(() => page.locator('p[role="status"]', { hasText: '…' }).count()).toBe(0);
  await settled(page);
}
