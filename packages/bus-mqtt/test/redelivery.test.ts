import { describe, expect, it } from 'vitest';
import { createRedeliveryWatch } from '../src/redelivery.ts';

const SECOND = 1_000;

/** A watch with a clock of its own, and what it says in the log. */
function watched() {
  let now = 5_000_000;
  const lines: [level: string, minute: number][] = [];
  const begin = now;
  const say = (level: string) => () => void lines.push([level, Math.floor((now - begin) / 60_000)]);
  const log = { info: say('info'), warn: say('warn'), error: say('error') };
  const watch = createRedeliveryWatch({ now: () => now, clientId: 'lanbi-ingest', log });
  return {
    watch,
    lines,
    /** So many seconds, in each of which so many messages come. */
    pass(seconds: number, { again = 0, anew = 0 }: { again?: number; anew?: number } = {}): void {
      for (let second = 0; second < seconds; second++) {
        for (let i = 0; i < again; i++) watch.count(true);
        for (let i = 0; i < anew; i++) watch.count(false);
        now += SECOND;
        watch.look();
      }
    },
  };
}

describe('a redelivery loop', () => {
  it('is noticed in its third minute, said once a minute, and its end is said', () => {
    const { watch, lines, pass } = watched();
    pass(60, { anew: 17 });
    pass(119, { again: 100, anew: 17 });
    expect(watch.warning()).toBeUndefined();
    pass(61, { again: 100, anew: 17 });
    expect(watch.warning()).toMatch(/18000 redelivered and 4080 new within 4 minutes/);
    pass(120, { again: 100, anew: 17 });
    pass(300, { anew: 17 });
    expect(watch.warning()).toBeUndefined();
    const warned = lines.filter(([level]) => level === 'warn').map(([, minute]) => minute);
    expect(warned).toEqual([4, 5, 6, 7, 8]);
    expect(lines.filter(([level]) => level === 'info')).toEqual([['info', 9]]);
  });

  it('is noticed where all comes again in a burst every 50 seconds, as with 60,000 messages', () => {
    const { watch, pass } = watched();
    for (let round = 0; round < 5; round++) {
      pass(1, { again: 59_956 });
      pass(49, { anew: 17 });
    }
    expect(watch.warning()).toBeDefined();
  });

  it('is not a backlog that comes again once after a broken connection', () => {
    const { watch, lines, pass } = watched();
    pass(60, { again: 1_000, anew: 17 });
    pass(50, { again: 1_000, anew: 17 });
    pass(600, { anew: 17 });
    expect([watch.warning(), lines]).toEqual([undefined, []]);
  });

  it('is not a few repeats at a quiet station, nor many beside more new ones', () => {
    const { watch, pass } = watched();
    for (let minute = 0; minute < 10; minute++) {
      pass(1, { again: 59 });
      pass(59);
    }
    pass(600, { again: 16, anew: 17 });
    expect(watch.warning()).toBeUndefined();
  });

  it('is forgotten when nothing at all comes any more, also after a long sleep of the machine', () => {
    const { watch, pass } = watched();
    pass(240, { again: 100 });
    expect(watch.warning()).toBeDefined();
    pass(300);
    expect(watch.warning()).toBeUndefined();
  });
});
