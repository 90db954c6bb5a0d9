import { LanbiError } from '@lanbi/model';
import { createLogger, createOutage, follow } from '@lanbi/runtime';
import { expect, it, onTestFinished, vi } from 'vitest';

function logged() {
  const lines: { level: number; msg: string; failures?: number }[] = [];
  const log = createLogger('info', { write: (line: string) => void lines.push(JSON.parse(line)) });
  return { lines, log };
}

it('an outage is a line at its beginning, one a minute, and one at its end', () => {
  const { lines, log } = logged();
  let now = 0;
  const outage = createOutage(log, () => now);
  outage.worked('works again');
  for (; now < 150_000; now += 500) outage.failed(new Error('away'), 'failed');
  outage.worked('works again');
  outage.worked('works again');
  expect(lines.map(({ level, failures }) => [level, failures])).toEqual([
    [50, undefined],
    [50, 121],
    [50, 241],
    [30, 300],
  ]);
});

it.each([
  ['a store that is away leaves the log to its watch', new LanbiError('store-unavailable', 'away'), []],
  ['any other fault of a follower is logged once', new Error('of its own'), [50, 30]],
])('%s', async (_what, error, levels) => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const { lines, log } = logged();
  let rounds = 0;
  const round = async () => {
    rounds += 1;
    if (rounds <= 5) throw error;
    return false;
  };
  const follower = follow({ name: 'evaluate', round, listen: () => () => {}, gate: async () => {}, log });
  await follower.start();
  await vi.advanceTimersByTimeAsync(30_000);
  await follower.stop();
  expect(rounds).toBe(6);
  expect(lines.map(({ level }) => level)).toEqual(levels);
});
