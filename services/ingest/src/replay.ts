import {
  type Clock,
  type DeadLetterFilter,
  LanbiError,
  type Observation,
  type Refusal,
  type Registry,
  type Replay,
  type Replayer,
  type Store,
  type StoredDeadLetter,
} from '@lanbi/model';
import { instant } from '@lanbi/standards';
import { decode } from '@lanbi/wire';

export interface ReplayDeps {
  readonly store: Pick<Store, 'write' | 'range' | 'deadLetter' | 'deadLetters' | 'markReplayed'>;
  readonly registry: Registry;
  readonly clock: Clock;
  /** Runs work on the store that no commit of telemetry comes between. */
  exclusive<Answer>(work: () => Promise<Answer>): Promise<Answer>;
}

/** Letters read at a time when many are replayed. */
const PAGE = 100;

/** What of a replayed observation is to be written: all but values that were received later than the letter. */
async function notLater(
  store: ReplayDeps['store'],
  observation: Observation,
): Promise<Observation | undefined> {
  const { station, to, period, receivedAt } = observation;
  const after = instant(to - 1);
  const [stored] = await store.range({ station, after, to, period, limit: 1 });
  if (!stored || stored.receivedAt <= receivedAt) return observation;
  const known = new Set(stored.readings.map(({ parameter }) => parameter));
  const readings = observation.readings.filter(({ parameter }) => !known.has(parameter));
  return readings.length > 0 ? { ...observation, readings, receivedAt: stored.receivedAt } : undefined;
}

/** Writes what a letter holds. Answers what the store refused for good. */
async function writeAll(
  store: ReplayDeps['store'],
  observations: readonly Observation[],
): Promise<readonly Refusal[]> {
  const write: Observation[] = [];
  for (const observation of observations) {
    const rest = await notLater(store, observation);
    if (rest) write.push(rest);
  }
  const outcomes = await store.write({ observations: write, deadLetters: [] });
  return outcomes.flatMap((outcome, index) => {
    if (outcome.kind === 'kept') throw new LanbiError('store-unavailable', outcome.message);
    return outcome.kind === 'rejected' ? [{ reason: 'store-rejected', message: outcome.message, index }] : [];
  });
}

export function createReplayer({ store, registry, clock, exclusive }: ReplayDeps): Replayer {
  /** Takes a letter in with the registry of today and with its own time of receipt. */
  async function takeIn(letter: StoredDeadLetter): Promise<Omit<Replay, 'at'>> {
    const decoded = decode(letter, registry, clock.now());
    if (decoded.kind === 'ignored') return { outcome: 'stored', refusals: [] };
    if (decoded.kind === 'refused') return { outcome: 'refused', refusals: decoded.refusals };
    const own = decoded.observations.map((one) => ({
      ...one,
      receivedAt: letter.at,
      ...(letter.retained && { retained: true }),
    }));
    const rejected = await writeAll(store, own);
    const refusals = [...decoded.refusals, ...rejected];
    if (refusals.length === 0) return { outcome: 'stored', refusals };
    return { outcome: own.length > rejected.length ? 'partly' : 'refused', refusals };
  }

  const replay = (id: number): Promise<StoredDeadLetter | undefined> =>
    exclusive(async () => {
      const letter = await store.deadLetter(id);
      if (!letter) return undefined;
      return store.markReplayed(id, { at: clock.now(), ...(await takeIn(letter)) });
    });

  /** Oldest first. Ids only: a payload may have 256 KiB. */
  async function idsOf(filter: DeadLetterFilter): Promise<readonly number[]> {
    const ids: number[] = [];
    for (let before = Number.MAX_SAFE_INTEGER; ; ) {
      const page = await store.deadLetters({ ...filter, settled: false, limit: PAGE, before });
      ids.push(...page.map(({ id }) => id));
      const last = page.at(-1);
      if (!last) return ids.reverse();
      before = last.id;
    }
  }

  return {
    replay,
    async replayAll(filter, limit) {
      const tally = { stored: 0, partly: 0, refused: 0 };
      for (const id of (await idsOf(filter)).slice(0, limit)) {
        const letter = await replay(id);
        if (letter?.replay) tally[letter.replay.outcome] += 1;
        // Let requests and packets have their turn between letters.
        await new Promise(setImmediate);
      }
      return tally;
    },
  };
}
