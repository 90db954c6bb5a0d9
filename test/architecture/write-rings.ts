import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { MADE, withPart } from './rings.ts';

/** `npm run rings`: writes the drawing and the table that are made from `rings.json`. */
for (const { page, mark, make } of MADE) {
  const path = fileURLToPath(new URL(`../../${page}`, import.meta.url));
  writeFileSync(path, withPart(readFileSync(path, 'utf8'), mark, make()));
}
