import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createEmbeddedAlerts } from '../src/index.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lanbi-alerts-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const path = (): string => join(folder, 'alerts.db');

it('names a file that is no database after the alerts, not after the store', async () => {
  writeFileSync(path(), 'this is text and no database '.repeat(200));
  await expect(createEmbeddedAlerts({ path: path() }).open()).rejects.toMatchObject({
    code: 'alerts-corrupt',
    retryable: false,
  });
});

it('names a file that cannot be opened after the alerts, and may be tried again', async () => {
  writeFileSync(join(folder, 'file'), '');
  const below = createEmbeddedAlerts({ path: join(folder, 'file', 'alerts.db') });
  await expect(below.open()).rejects.toMatchObject({ code: 'alerts-unavailable', retryable: true });
});
