import { readFileSync } from 'node:fs';
import { sharedData } from '@lanbi/testkit/data/shared-data';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AskedApi } from '../support/api.ts';
import { type Answer, rowsOf } from './support/answers.ts';
import { AIR, openBeijing } from './support/answers-of-air.ts';
import { openHebei, WATER } from './support/answers-of-water.ts';
import { questionsOf } from './support/recipes.ts';

const page = readFileSync(new URL('../../docs/cookbook.md', import.meta.url), 'utf8');
const questions = questionsOf(page.split('\n# Thirty-six')[1] ?? '');

const ask = async (opened: { readonly api: AskedApi } | undefined, question: string): Promise<Answer> => {
  const found = questions.find((each) => each.question === question);
  if (!opened || !found) throw new Error(`not on the page, or without an API: ${question}`);
  const type = found.call.headers['accept'] ?? 'application/json';
  return rowsOf(type, await opened.api.text(found.call.url, type));
};

describe('the questions of published readings', () => {
  it('stand on the page, and each is answered here', () => {
    expect(questions.map(({ question }) => question).sort()).toEqual(
      [...Object.keys(AIR), ...Object.keys(WATER)].sort(),
    );
    expect(questions.length).toBe(36);
  });
});

describe.skipIf(sharedData === undefined)('Beijing 2016', () => {
  let opened: Awaited<ReturnType<typeof openBeijing>> | undefined;
  beforeAll(async () => {
    opened = await openBeijing();
  }, 900_000);
  afterAll(() => opened?.close());

  it.each(Object.entries(AIR))('%s', async (question, check) => check(await ask(opened, question)));
});

describe.skipIf(sharedData === undefined)('Hebei, six weeks of 2026', () => {
  let opened: Awaited<ReturnType<typeof openHebei>> | undefined;
  beforeAll(async () => {
    opened = await openHebei();
  }, 300_000);
  afterAll(() => opened?.close());

  it.each(Object.entries(WATER))('%s', async (question, check) => check(await ask(opened, question)));
});
