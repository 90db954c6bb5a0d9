import { LanbiError, type ObservationMarks, stationId } from '@lanbi/model';
import { instant, seconds } from '@lanbi/standards';
import { expect, it, vi } from 'vitest';
import { marksUnlessAway } from '../src/marks.ts';

const STATION = stationId('A');
const AT = { to: instant(3_600_000), period: seconds(3600) };
const MARKED: ObservationMarks = { station: STATION, ...AT, marks: { pm2_5: ['spike'] } };

const asked = (marks: () => Promise<readonly ObservationMarks[]>) =>
  marksUnlessAway({ store: { marks } } as unknown as Parameters<typeof marksUnlessAway>[0], STATION, [AT]);

it('answers marks of last values', async () => {
  expect([...((await asked(async () => [MARKED])) ?? [])]).toEqual([['3600000 3600', MARKED.marks]]);
});

it('does not wait for a store that is away or hangs, and hides no other failure', async () => {
  const away = new LanbiError('store-unavailable', 'away');
  expect(await asked(() => Promise.reject(away))).toBeUndefined();
  await expect(asked(() => Promise.reject(new TypeError('broken')))).rejects.toThrow('broken');
  vi.useFakeTimers();
  const hangs = asked(() => new Promise(() => {}));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await hangs).toBeUndefined();
  vi.useRealTimers();
});
