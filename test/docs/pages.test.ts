import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const decisions = readdirSync(join(root, 'docs/decisions')).sort();
const pages = [
  ...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'],
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
  ...decisions.map((name) => `docs/decisions/${name}`),
];

it('decisions are numbered without gaps, in the file name and in the title', () => {
  const numbers = decisions.map((name) => Number(/^(\d{4})-[a-z0-9-]+\.md$/.exec(name)?.[1]));
  expect(numbers).toEqual(decisions.map((_, at) => at + 1));
  const titles = decisions.map((name) =>
    Number(/^# (\d+)\. /.exec(readFileSync(join(root, 'docs/decisions', name), 'utf8'))?.[1]),
  );
  expect(titles).toEqual(numbers);
});

it.each(pages.filter((page) => page.startsWith('docs/') && !page.startsWith('docs/decisions/')))(
  '%s begins with whom it is for',
  (page) => {
    const [title, first] = readFileSync(join(root, page), 'utf8').split('\n\n');
    expect(title).toMatch(/^# /);
    expect(first).toMatch(/^For /);
  },
);

it.each(pages)('%s links only to files and headings that are there', (page) => {
  const text = readFileSync(join(root, page), 'utf8').replace(/```[\s\S]*?```/g, '');
  const wrong = [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^(https?:|mailto:)/.test(target))
    .filter((target) => !isThere(page, target));
  expect(wrong).toEqual([]);
});

function isThere(page: string, target: string): boolean {
  const [path = '', heading] = target.split('#');
  const file = path === '' ? join(root, page) : join(root, dirname(page), path);
  if (!existsSync(file)) return false;
  return heading === undefined || headingsOf(readFileSync(file, 'utf8')).includes(heading);
}

/** The anchors of a page, as GitHub makes them of its headings. */
const headingsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/ /g, '-'),
  );
