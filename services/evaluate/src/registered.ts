import {
  type NotedFacts,
  type Restatements,
  restatements,
  type StationFacts,
  sameFacts,
  stationFacts,
  type WaterMinimum,
} from '@lanbi/evaluation';
import type { ConsumerName, Registry, Result, StationId, Store, StoredResult } from '@lanbi/model';
import type { Instant } from '@lanbi/standards';

/** Results of one commit. */
const SLICE = 1_000;

/** All that figures of the station may stand under: one, and more while some are taken again. */
interface RegisteredBody {
  readonly under?: readonly StationFacts[];
}

/** What the registry says of the stations, and what it said when figures in the store were evaluated. */
export interface Registered {
  /** Stations whose readings are to be taken again; empty when all figures stand under what it says now. */
  readonly restated: Restatements;
  /** To be stored when all that was taken again is settled. */
  readonly done: readonly Result[];
}

interface Note {
  readonly last: StoredResult | undefined;
  readonly facts: StationFacts;
  /** Other facts that figures may stand under; those of a station that is new, or was noted without, are not known. */
  readonly before: readonly StationFacts[];
  /** Whether all of these are noted, and those of now. */
  readonly current: boolean;
}

async function noteOf(store: Store, id: StationId, facts: StationFacts): Promise<Note> {
  const last = await store.latestResult('registered', id);
  const { under = [] } = (last?.body ?? {}) as RegisteredBody;
  const before = under.filter((each) => !sameFacts(each, facts));
  return { last, facts, before, current: before.length < under.length };
}

/** A station keeps the time at which it was first noted: one that never reports is silent since then. */
const noted = (id: StationId, { last }: Note, under: readonly StationFacts[], now: Instant): Result => ({
  kind: 'registered',
  subject: id,
  from: last?.from ?? now,
  to: last?.to ?? now,
  body: { under } satisfies RegisteredBody,
});

/** Notes under what facts each station's figures are evaluated from now on, and finds those that stand under others. */
export async function noteRegistered(
  store: Store,
  { registry, minimum }: { readonly registry: Registry; readonly minimum: WaterMinimum | undefined },
  { consumer, now }: { readonly consumer: ConsumerName; readonly now: Instant },
): Promise<Registered> {
  const facts = stationFacts(registry, minimum);
  const notes = new Map<StationId, Note>();
  for (const [id, each] of facts) notes.set(id, await noteOf(store, id, each));
  const begun = [...notes]
    .filter(([, { current }]) => !current)
    .map(([id, note]) => noted(id, note, [...note.before, note.facts], now));
  const place = await store.position(consumer);
  for (let at = 0; at < begun.length; at += SLICE)
    await store.commit(consumer, place, begun.slice(at, at + SLICE), now);
  const earlier: NotedFacts = new Map([...notes].map(([id, { before }]) => [id, before]));
  const changed = [...notes].filter(([, { before }]) => before.length > 0);
  const done = changed.map(([id, note]) => noted(id, note, [note.facts], now));
  return { restated: restatements(facts, earlier), done };
}
