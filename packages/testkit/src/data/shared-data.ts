import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const beside = fileURLToPath(new URL('../../../../../shared/data', import.meta.url));
const root = process.env['LANBI_SHARED_DATA'] ?? beside;

/**
 * The folder of published readings, `../shared/data` beside the checkout or what LANBI_SHARED_DATA names;
 * undefined when there is none: tests that need it are then skipped, never passed.
 */
export const sharedData: string | undefined = existsSync(root) ? root : undefined;

/** A published file as text, unpacked where its name ends in .gz and without a byte order mark. */
export function readShared(path: string): string {
  const bytes = readFileSync(join(root, path));
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text.replace(/^\uFEFF/, '');
}
