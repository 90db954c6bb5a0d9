import type { Log } from '@lanbi/flow';

const MINUTE_MS = 60_000;
/** Minutes of one observation window. */
const LOOKED_AT = 5;
/** Minutes of the window with more repeats than new messages that count as a loop. */
const IN_A_LOOP = 3;
/** Fewer repeats in a minute than this are ignored. */
const LEAST = 60;

interface Minute {
  readonly again: number;
  readonly anew: number;
}

export interface RedeliveryWatch {
  /** Records a message and whether it is a repeat (DUP). */
  count(duplicate: boolean): void;
  /** Closes minutes that are over. Call it regularly, also while no message arrives. */
  look(): void;
  /** Describes the redelivery loop; undefined if there is none. */
  warning(): string | undefined;
}

interface Deps {
  /** A monotonic clock in milliseconds. */
  readonly now: () => number;
  readonly clientId: string;
  readonly log?: Log | undefined;
}

const isLooping = ({ again, anew }: Minute): boolean => again >= LEAST && again > anew;

/**
 * Detects a broker that redelivers messages for minutes, faster than new messages arrive: acknowledgements do not reach it
 * or are not kept. Logs one line at the begin, each minute, and at the end. A backlog that was in flight when a connection
 * closed is redelivered once, which takes fewer minutes.
 */
export function createRedeliveryWatch({ now, clientId, log }: Deps): RedeliveryWatch {
  let begin = now();
  let again = 0;
  let anew = 0;
  let minutes: readonly Minute[] = [];
  let found: string | undefined;

  function check(): void {
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
    // After a long suspension of the machine, minutes without a message are skipped together.
    if (now() - begin > LOOKED_AT * MINUTE_MS * 2) begin = now() - LOOKED_AT * MINUTE_MS;
    for (; now() - begin >= MINUTE_MS; begin += MINUTE_MS) {
      minutes = [...minutes, { again, anew }].slice(-LOOKED_AT);
      again = 0;
      anew = 0;
      check();
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
