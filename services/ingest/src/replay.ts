import {
  type Clock,
  type DeadLetterFilter,
  type DeadLetterReader,
  LanbiError,
  type Observation,
  type ObservationReader,
  type ObservationWriter,
  RefusalList,
  type Refused,
  type Registry,
  type Replay,
  type Replayer,
  type ReplayMarks,
  type StoredDeadLetter,
} from '@lanbi/model';
import { instant } from '@lanbi/standards';
import { decode } from '@lanbi/wire';
import { maskedReplay } from './password-masking.ts';

export interface ReplayDeps {
  readonly store: ObservationWriter & Pick<ObservationReader, 'range'> & DeadLetterReader & ReplayMarks;
  readonly registry: Registry;
  readonly clock: Clock;
  /** Runs work on the store while no telemetry is committed. */
  exclusive<Answer>(work: () => Promise<Answer>): Promise<Answer>;
}

/** Letters read at a time. */
const PAGE = 100;

/** The part of a replayed observation that is to be written: without values that were received after the letter. */
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

/** Writes the observations of a letter. Answers what the store rejected. */
async function writeAll(
  store: ReplayDeps['store'],
  observations: readonly Observation[],
): Promise<Refused & { readonly rejected: number }> {
  const write: Observation[] = [];
  for (const observation of observations) {
    const rest = await notLater(store, observation);
    if (rest) write.push(rest);
  }
  const outcomes = await store.write({ observations: write, deadLetters: [] });
  const list = new RefusalList();
  for (const [index, outcome] of outcomes.entries()) {
    if (outcome.kind === 'kept') throw new LanbiError('store-unavailable', outcome.message);
    if (outcome.kind === 'rejected') list.add('store-rejected', () => ({ message: outcome.message, index }));
  }
  return { ...list.refused(), rejected: list.total };
}

const refusedOf = ({ refusals, counts }: Refused): Refused => ({ refusals, ...(counts && { counts }) });

export function createReplayer({ store, registry, clock, exclusive }: ReplayDeps): Replayer {
  /** Decodes a letter by the present registry, and stores it with its own time of receipt. */
  async function ingest(letter: StoredDeadLetter): Promise<Omit<Replay, 'at'>> {
    const decoded = decode(letter, registry, clock.now());
    if (decoded.kind === 'ignored') return { outcome: 'stored', refusals: [] };
    if (decoded.kind === 'refused') return { outcome: 'refused', ...refusedOf(decoded) };
    const own = decoded.observations.map((one) => ({
      ...one,
      receivedAt: letter.at,
      ...(letter.retained && { retained: true }),
    }));
    const written = await writeAll(store, own);
    const list = new RefusalList();
    list.addAll(decoded);
    list.addAll(written);
    if (list.total === 0) return { outcome: 'stored', refusals: [] };
    return { outcome: own.length > written.rejected ? 'partly' : 'refused', ...list.refused() };
  }

  const replay = (id: number): Promise<StoredDeadLetter | undefined> =>
    exclusive(async () => {
      const letter = await store.deadLetter(id);
      if (!letter) return undefined;
      return store.markReplayed(id, maskedReplay({ at: clock.now(), ...(await ingest(letter)) }));
    });

  /** Ids of letters, oldest first. Without payloads, which may have 256 KiB each. */
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
      const counts = { stored: 0, partly: 0, refused: 0 };
      for (const id of (await idsOf(filter)).slice(0, limit)) {
        const letter = await replay(id);
        if (letter?.replay) counts[letter.replay.outcome] += 1;
        // Requests and packets are served between letters.
        await new Promise(setImmediate);
      }
      return counts;
    },
  };
}
