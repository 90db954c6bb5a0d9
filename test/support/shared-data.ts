import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const root = new URL('../../../shared/data/', import.meta.url);

/** Whether the folder of published readings stands beside the checkout; tests that need it are skipped without. */
export const sharedData: boolean = existsSync(root);

/** A published file as text, unpacked where its name ends in .gz and without a byte order mark. */
export function readShared(path: string): string {
  const bytes = readFileSync(new URL(path, root));
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text.replace(/^\uFEFF/, '');
}
