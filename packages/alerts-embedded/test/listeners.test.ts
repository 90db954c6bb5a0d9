import { instant } from '@lanbi/standards';
import { alertRule } from '@lanbi/testkit/contract/alert-store';
import { expect, it } from 'vitest';
import { createEmbeddedAlerts } from '../src/index.ts';

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

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
  await alerts.putAlertRule(alertRule(), instant(0));
  await tick();
  process.off('warning', listen);
  await alerts.close();
  expect([warnings, called]).toEqual([['a listener failed'], ['second']]);
});
