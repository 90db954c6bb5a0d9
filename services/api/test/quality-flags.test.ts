import { LanbiError, type ObservationFlags, stationId } from '@lanbi/model';
import { instant, seconds } from '@lanbi/standards';
import { expect, it, vi } from 'vitest';
import { flagsUnlessAway } from '../src/quality-flags.ts';

const STATION = stationId('A');
const AT = { to: instant(3_600_000), period: seconds(3600) };
const FLAGGED: ObservationFlags = { station: STATION, ...AT, flags: { pm2_5: ['spike'] } };

const asked = (flags: () => Promise<readonly ObservationFlags[]>) =>
  flagsUnlessAway(
    { store: { qualityFlags: flags } } as unknown as Parameters<typeof flagsUnlessAway>[0],
    STATION,
    [AT],
  );

it('answers marks of last values', async () => {
  expect([...((await asked(async () => [FLAGGED])) ?? [])]).toEqual([['3600000 3600', FLAGGED.flags]]);
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
