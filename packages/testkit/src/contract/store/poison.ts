import { LOG_START } from '@lanbi/model';
import { instant, seconds } from '@lanbi/standards';
import { describe, expect, it } from 'vitest';
import { deadLetter, observation, reading } from '../../samples/observations.ts';
import type { StoreAdapter } from './adapter.ts';
import { changes, fresh, write } from './fresh.ts';

const START = LOG_START;

/** Observations that cannot be stored: each is rejected alone. */
export function poisonContract(adapter: StoreAdapter): void {
  describe('poison', () => {
    it.each([
      ['NaN', observation({ at: 2, readings: [reading('co', 1), reading('so2', Number.NaN)] })],
      ['infinity', observation({ at: 2, readings: [reading('co', Number.POSITIVE_INFINITY)] })],
      ['a parameter twice', observation({ at: 2, readings: [reading('co', 1), reading('co', 2)] })],
      ['no end', { ...observation({ at: 2 }), to: instant(Number.NaN) }],
      ['an end that is no date', { ...observation({ at: 2 }), to: instant(2 ** 53) }],
      ['no time of receipt', { ...observation({ at: 2 }), receivedAt: instant(Number.NaN) }],
      ['a negative period', { ...observation({ at: 2 }), period: seconds(-60) }],
      ['a broken period', { ...observation({ at: 2 }), period: seconds(0.5) }],
    ])('%s is rejected alone', async (_what, poison) => {
      const { store } = await fresh(adapter);
      const outcomes = await write(store, observation({ at: 1 }), poison, observation({ at: 3 }));
      expect(changes(outcomes)).toEqual(['new', 'rejected', 'new']);
      expect(await store.read(START, 10)).toHaveLength(2);
    });

    it('is kept as the dead letter that the batch names for it, in the same call', async () => {
      const { store } = await fresh(adapter);
      const poison = observation({ at: 2, readings: [reading('co', Number.NaN)] });
      const asked: [number, string][] = [];
      const outcomes = await store.write({
        observations: [observation(), poison, observation({ at: 3 }), poison],
        deadLetters: [deadLetter(1)],
        letterOf: (index, message) => {
          asked.push([index, message]);
          return index === 1 ? deadLetter(2) : undefined;
        },
      });
      expect(changes(outcomes)).toEqual(['new', 'rejected', 'new', 'rejected']);
      const messages = outcomes.flatMap((one) => (one.kind === 'rejected' ? [one.message] : []));
      expect(asked).toEqual([1, 3].map((index, i) => [index, messages[i]]));
      const letters = await store.deadLetters({ limit: 10 });
      expect(letters.map(({ topic }) => topic).sort()).toEqual([deadLetter(1).topic, deadLetter(2).topic]);
    });

    it('a poison correction leaves the stored observation as it was', async () => {
      const { store } = await fresh(adapter);
      await write(store, observation());
      const before = await store.read(START, 10);
      const poison = observation({ readings: [reading('co', 1), reading('pm2_5', Number.NaN)] });
      expect(changes(await write(store, poison))).toEqual(['rejected']);
      expect(await store.read(START, 10)).toEqual(before);
    });
  });
}
