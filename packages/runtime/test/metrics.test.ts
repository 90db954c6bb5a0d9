import { collectGarbage } from '@lanbi/testkit/heap';
import { describe, expect, it } from 'vitest';
import { createMetrics } from '../src/index.ts';

/** Metrics whose gauge reads something, as those of a program do; answers a weak reference to what is read. */
function abandoned(): WeakRef<object> {
  const read = { lag: 3 };
  createMetrics().gauge('lanbi_test_lag', 'A lag.', () => read.lag);
  return new WeakRef(read);
}

describe('the metrics of a program', () => {
  it('are freed with the program, with all that they read', async () => {
    const read = abandoned();
    await new Promise(setImmediate);
    collectGarbage();
    expect(read.deref()).toBeUndefined();
  });

  it('hold their own and those of the process, each once and in one document', async () => {
    const [metrics, others] = [createMetrics(), createMetrics()];
    metrics.gauge('lanbi_test_lag', 'A lag.', () => 3);
    others.gauge('lanbi_test_other', 'Another.', () => 4);
    const lines = (await metrics.text()).split('\n').filter((line) => line !== '');
    expect(lines).toContain('lanbi_test_lag 3');
    expect(lines.filter((line) => /lanbi_test_other/.test(line))).toEqual([]);
    for (const name of ['nodejs_gc_duration_seconds', 'nodejs_eventloop_lag_seconds', 'process_cpu_seconds'])
      expect(lines.filter((line) => line.startsWith(`# TYPE ${name} `))).toHaveLength(1);
    expect(lines.filter((line) => line === '# EOF')).toHaveLength(1);
    expect(lines.at(-1)).toBe('# EOF');
  });
});
