import type { AlertRule } from '@lanbi/model';
import { instant } from '@lanbi/standards';
import { expect, it } from 'vitest';
import { createEmbeddedAlerts } from '../src/index.ts';

const RULE: AlertRule = {
  id: 'pm',
  subject: { kind: 'station', medium: 'air', ids: '*' },
  figure: 'pm2_5',
  op: '>',
  raise: 75,
  clear: 75,
  for: { kind: 'time', ms: 0 },
  severity: 'warning',
  labels: {},
  text: { zh: '', en: '' },
  enabled: true,
};

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('warns of a listener that throws, and calls the others', async () => {
  const warnings: string[] = [];
  const listen = ({ message }: Error) => void warnings.push(message);
  process.on('warning', listen);
  const alerts = createEmbeddedAlerts({ path: ':memory:' });
  await alerts.open();
  const called: string[] = [];
  alerts.onAlertRules(() => {
    throw new Error('a listener failed');
  });
  alerts.onAlertRules(() => void called.push('second'));
  await alerts.putAlertRule(RULE, instant(0));
  await turn();
  process.off('warning', listen);
  await alerts.close();
  expect([warnings, called]).toEqual([['a listener failed'], ['second']]);
});
