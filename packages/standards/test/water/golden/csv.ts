import { readFileSync } from 'node:fs';

/** The rows of a golden file below its header, cells as text. */
export function goldenRows(name: string): string[][] {
  const text = readFileSync(new URL(`./${name}`, import.meta.url), 'utf8');
  const [, ...lines] = text.trim().split('\n');
  return lines.map((line) => line.split(','));
}
