import type { Log } from '@lanbi/flow';

const MINUTE_MS = 60_000;
/** Minutes that are looked at together. */
const LOOKED_AT = 5;
/** Of them, those in which more came again than anew, for it to be a loop. */
const IN_A_LOOP = 3;
/** A minute with fewer repeats than this is of no concern. */
const LEAST = 60;

interface Minute {
  readonly again: number;
  readonly anew: number;
}

export interface RedeliveryWatch {
  /** A message came, marked as repeated (DUP) or not. */
  count(duplicate: boolean): void;
  /** Looks at the clock; to be called now and then also while nothing comes. */
  look(): void;
  /** What is amiss, for a person; undefined while nothing is. */
  warning(): string | undefined;
}

interface Deps {
  /** Milliseconds of a clock that is never set. */
  readonly now: () => number;
  readonly clientId: string;
  readonly log?: Log | undefined;
}

const isLooping = ({ again, anew }: Minute): boolean => again >= LEAST && again > anew;

/**
 * Notices a broker that delivers the same messages again and again, faster than new ones come, for minutes: our
 * acknowledgements do not reach it or do not last. One line in the log at the begin, once a minute, and at the end.
 * A backlog that was under way when a connection broke comes again once, which is over within a few minutes.
 */
export function createRedeliveryWatch({ now, clientId, log }: Deps): RedeliveryWatch {
  let begin = now();
  let again = 0;
  let anew = 0;
  let minutes: readonly Minute[] = [];
  let found: string | undefined;

  function judge(): void {
    const loops = minutes.filter(isLooping).length >= IN_A_LOOP;
    const sum = (of: (minute: Minute) => number): number => minutes.reduce((all, one) => all + of(one), 0);
    const counts = { redelivered: sum((one) => one.again), new: sum((one) => one.anew) };
    if (loops) {
      found =
        `the broker delivers the same messages again and again: ${counts.redelivered} redelivered and ${counts.new} new ` +
        `within ${minutes.length} minutes; see "A redelivery loop" in infra/mosquitto/README.md`;
      log?.warn({ clientId, ...counts }, 'more messages are redelivered than new ones come');
    } else if (found !== undefined) {
      found = undefined;
      log?.info({ clientId, ...counts }, 'no more messages are redelivered than new ones come');
    }
  }

  function look(): void {
    // After a long sleep of the machine the minutes without a message need not be looked at one by one.
    if (now() - begin > LOOKED_AT * MINUTE_MS * 2) begin = now() - LOOKED_AT * MINUTE_MS;
    for (; now() - begin >= MINUTE_MS; begin += MINUTE_MS) {
      minutes = [...minutes, { again, anew }].slice(-LOOKED_AT);
      again = 0;
      anew = 0;
      judge();
    }
  }

  return {
    count(duplicate) {
      look();
      if (duplicate) again++;
      else anew++;
    },
    look,
    warning: () => found,
  };
}
