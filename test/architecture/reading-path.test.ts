import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from './imports.ts';
import { type ReadingPaths, recordReading } from './reading-path.ts';

const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8');

/** The functions that a section of the page names, with the files that they link to. */
function linksOf(heading: string): readonly { readonly name: string; readonly file: string }[] {
  const [section = ''] = page.split(`### ${heading}\n`)[1]?.split(/^##/m) ?? [];
  return [...section.matchAll(/\[`([^`]+)`\]\(\.\.\/([^)]+)\)/g)].map(([, name = '', file = '']) => ({
    name: name.split('.').at(-1) ?? '',
    file,
  }));
}

const filesOf = (links: readonly { readonly file: string }[]): number =>
  new Set(links.map(({ file }) => file)).size;

describe('one reading, read in one sitting', () => {
  const toPuback = linksOf('To the PUBACK');
  const toAnswers = linksOf('To the answers');
  let paths: ReadingPaths;
  beforeAll(async () => {
    paths = await recordReading();
  });

  it('names functions that run until the PUBACK', () => {
    const ran = (file: string, name: string) => paths.acknowledged.get(file)?.has(name);
    // Functions that make the reader of a connection ran when the station connected.
    const perConnection = ['createStream', 'createInbound'];
    const idle = toPuback.filter(({ file, name }) => !ran(file, name) && !perConnection.includes(name));
    expect(idle).toEqual([]);
    for (const name of perConnection)
      expect(paths.acknowledged.has(toPuback.find((link) => link.name === name)?.file ?? '')).toBe(true);
  });

  it('names functions that run until the answers', () => {
    const ran = (file: string, name: string) =>
      paths.answered.get(file)?.has(name) || paths.acknowledged.get(file)?.has(name);
    expect(toAnswers.filter(({ file, name }) => !ran(file, name))).toEqual([]);
  });

  it('is read in 25 files to the PUBACK and in 45 to the answers', () => {
    expect(filesOf(toPuback)).toBeGreaterThan(15);
    expect(filesOf(toPuback)).toBeLessThanOrEqual(25);
    expect(filesOf([...toPuback, ...toAnswers])).toBeLessThanOrEqual(45);
  });
});
