import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';
import type { TestApp } from '../support/app.ts';
import { chromiumBinary, startBrowser } from '../support/browser.ts';
import { airSuite } from './air.ts';
import { airDetailSuite } from './air-detail.ts';
import { annotationsSuite } from './annotations.ts';
import { budgetSuite } from './budget.ts';
import { bulletinsSuite } from './bulletins.ts';
import { startCity } from './city.ts';
import { explainedSuite } from './explained.ts';
import { liveSuite } from './live.ts';
import { nowSuite } from './now.ts';
import { operationsSuite } from './operations.ts';
import { targetsSuite } from './targets.ts';
import { walkSuite } from './walk.ts';
import { waterSuite } from './water.ts';

/** One city and one browser serve all views, since each takes seconds to start. */
describe.skipIf(!chromiumBinary)('the pages, in Chromium', () => {
  let app: TestApp;
  let browser: Browser;
  beforeAll(async () => {
    [app, browser] = await Promise.all([startCity(), startBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });
  const city = () => ({ app, browser });
  describe('now', () => nowSuite(city));
  describe('air', () => airSuite(city));
  describe('air in detail', () => airDetailSuite(city));
  describe('targets of a year', () => targetsSuite(city));
  describe('water', () => waterSuite(city));
  describe('bulletins', () => bulletinsSuite(city));
  describe('every view', () => walkSuite(city));
  describe('the budget', () => budgetSuite(city));
  describe('every figure', () => explainedSuite(city));
  describe('live', () => liveSuite(city));
  // The last, since it changes what is stored.
  describe('operations', () => operationsSuite(city));
  describe('annotations', () => annotationsSuite(city));
});
