import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A path for a file of alerts of one test, and how to remove it. */
export function temporaryFile(): { readonly path: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'lanbi-alerts-'));
  return {
    path: join(folder, 'alerts.db'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
