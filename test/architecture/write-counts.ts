import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { countsOf, PAGES, pageText } from './counts.ts';
import { root } from './imports.ts';

const markdownOf = (path: string): string[] => {
  if (!existsSync(join(root, path))) return [];
  if (!statSync(join(root, path)).isDirectory()) return [path];
  return readdirSync(join(root, path), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(path, name));
};

/** `npm run counts`: prints the counts of the checkout. */
const counts = countsOf(PAGES.flatMap(markdownOf).map(pageText));
for (const [name, value] of Object.entries(counts)) {
  const text = Array.isArray(value) ? `${value.length} (${value.slice(0, 12).join(', ')} …)` : String(value);
  process.stdout.write(`${name.padEnd(26)} ${text}\n`);
}
