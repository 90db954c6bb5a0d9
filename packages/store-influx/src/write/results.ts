import { KeyedQueue } from '@lanbi/flow';
import { type ConsumerName, type Offset, offsetAt, type Result, type StoredResult } from '@lanbi/model';
import type { Instant } from '@lanbi/standards';
import { type PlannedResult, type RecentStore, resultIdentityOf } from '@lanbi/store-embedded';
import type { InfluxClient } from '../client/influx-client.ts';
import type { InfluxOptions } from '../options.ts';
import { readResults } from '../read/read-back.ts';
import { layoutQuery } from '../read/result-queries.ts';
import { type Buckets, bucketOf } from '../schema/buckets.ts';
import { BESIDE, changeLine, layoutLine, numbersGone, resultLine, spanTag } from '../schema/lines.ts';
import type { ClassRank } from '../schema/numbers.ts';
import { LAYOUT } from '../schema/packed.ts';
import { writeBisecting } from './write-points.ts';

const LAST_DATE = 8.64e15;
/** Name of the note that says which layout is stored in InfluxDB. */
const LAYOUT_NOTE = 'layout-told';
/** Results of one request when they are written again. */
const PAGE = 2_000;

/** Checks a result. @throws TypeError if it can never be stored */
function checkSound({ kind, subject, from, to }: Result): void {
  for (const at of [from, to])
    if (!Number.isInteger(at) || Math.abs(at) > LAST_DATE)
      throw new TypeError(`${kind} of ${subject}: ${at} is no instant`);
}

/** Writes results to InfluxDB, then to the file together with the checkpoint. A kill in between repeats the work. */
export class ResultWriting {
  readonly #recent: RecentStore;
  readonly #client: InfluxClient;
  readonly #buckets: Buckets;
  /** One commit at a time: the next one builds on its revisions. */
  readonly #queue = new KeyedQueue(1);

  readonly #now: () => Instant;
  readonly #classRank: ClassRank | undefined;
  /** Whether the note of the layout must be written. */
  #writesLayout = false;

  constructor(
    recent: RecentStore,
    client: InfluxClient,
    buckets: Buckets,
    { now, classRank }: Pick<InfluxOptions, 'now' | 'classRank'>,
  ) {
    this.#classRank = classRank;
    this.#recent = recent;
    this.#client = client;
    this.#buckets = buckets;
    this.#now = now;
  }

  async commit(
    consumer: ConsumerName,
    position: Offset,
    results: readonly Result[],
    computedAt: Instant,
  ): Promise<readonly StoredResult[]> {
    for (const result of results) checkSound(result);
    const { slot, answer: planned } = await this.#queue.start(new Set(), () => this.#plan(results));
    try {
      await this.#send(planned, computedAt);
      if (this.#writesLayout && planned.length > 0) await this.#putLayout();
      return await this.#recent.commitPlanned(consumer, position, planned, computedAt);
    } finally {
      slot.release();
    }
  }

  /** Says whether InfluxDB has the note that the buckets are filled with results of this layout. */
  async holdsLayout(): Promise<boolean> {
    const series = await this.#client.select(this.#buckets.results, layoutQuery);
    return series.some(({ values }) => values.some(([, layout]) => layout === LAYOUT));
  }

  /** Writes the note of the layout with the next results, if it is not stored yet. */
  requireLayout(): void {
    this.#writesLayout = this.#recent.noted(LAYOUT_NOTE) !== LAYOUT;
  }

  /** @throws LanbiError store-unavailable */
  async #putLayout(): Promise<void> {
    const failure = await this.#client.write(this.#buckets.results, [layoutLine(this.#now())]);
    if (failure?.kind === 'later') throw failure.error;
    if (failure) throw new TypeError(`the layout of results cannot be stored: ${failure.message}`);
    this.#recent.note(LAYOUT_NOTE, LAYOUT);
    this.#writesLayout = false;
  }

  /** Writes the results of the file that belong to some buckets again, the newest first, between commits. */
  async writeAgain(buckets: ReadonlySet<string>): Promise<void> {
    let before = offsetAt(Number.MAX_SAFE_INTEGER);
    for (let more = true; more; ) {
      // In one task: a commit between the read and the write would be overwritten.
      const page = async () => {
        const results = this.#recent.resultsBefore(before, PAGE);
        await this.#writePage(buckets, results);
        return results.at(-1);
      };
      const { slot, answer: last } = await this.#queue.start(new Set(), page);
      slot.release();
      more = last !== undefined;
      if (last) before = last.position;
    }
  }

  async #writePage(buckets: ReadonlySet<string>, results: readonly StoredResult[]): Promise<void> {
    for (const [bucket, some] of Map.groupBy(results, ({ kind }) => bucketOf(kind, this.#buckets))) {
      if (!buckets.has(bucket)) continue;
      const items = some.map((result) => [resultLine(result, this.#classRank)]);
      await writeBisecting(items, (lines) => this.#client.write(bucket, lines));
    }
  }

  /** As for observations: states that are pruned while InfluxDB answers are read back too. */
  async #plan(results: readonly Result[]): Promise<PlannedResult[]> {
    const known = new Map<string, StoredResult>();
    const asked = new Set<string>();
    for (;;) {
      const missing = results.filter(
        (result) => this.#mayBeElsewhere(result) && !asked.has(resultIdentityOf(result)),
      );
      if (missing.length === 0) return this.#recent.planResults(results, known);
      for (const result of missing) asked.add(resultIdentityOf(result));
      for (const [identity, one] of await readResults(this.#client, this.#buckets, missing))
        known.set(identity, one);
    }
  }

  #mayBeElsewhere(result: Result): boolean {
    return !this.#recent.mustHold(result) && !this.#recent.holdsResult(result);
  }

  async #send(planned: readonly PlannedResult[], computedAt: Instant): Promise<void> {
    const byBucket = Map.groupBy(planned, ({ result }) => bucketOf(result.kind, this.#buckets));
    for (const [bucket, all] of byBucket) {
      const replaced = all.filter(
        (one) => one.before !== undefined && numbersGone(one.result, one.before, this.#classRank),
      );
      await this.#standBeside(bucket, replaced, computedAt);
      await this.#write(bucket, all, (one) => linesOf(one, computedAt, this.#classRank));
      for (const { result } of replaced) await this.#clear(bucket, result, BESIDE);
    }
  }

  async #write(
    bucket: string,
    planned: readonly PlannedResult[],
    lines: (one: PlannedResult) => string[],
  ): Promise<void> {
    const refused = await writeBisecting(planned.map(lines), (some) => this.#client.write(bucket, some));
    for (const [index, message] of refused)
      throw new TypeError(
        `${resultIdentityOf(planned[index]?.result ?? never())} cannot be stored: ${message}`,
      );
  }

  /**
   * Removes earlier states whose numbers would otherwise stay as fields beside the new ones. The new state is written one
   * nanosecond later meanwhile, so that a reader always finds one.
   */
  async #standBeside(bucket: string, replaced: readonly PlannedResult[], computedAt: Instant): Promise<void> {
    await this.#write(bucket, replaced, ({ result: { causes: _, ...result }, revision }) => [
      resultLine({ ...result, revision, computedAt }, this.#classRank, BESIDE),
    ]);
    for (const { result } of replaced) await this.#clear(bucket, result, 0);
  }

  async #clear(bucket: string, result: Result, nth: number): Promise<void> {
    const { kind, subject, to } = result;
    const predicate = `_measurement="${kind}" AND subject="${subject}" AND span="${spanTag(result)}"`;
    const failure = await this.#client.remove(bucket, to, nth, predicate);
    if (failure?.kind === 'later') throw failure.error;
    if (failure)
      throw new TypeError(`an earlier ${kind} of ${subject} cannot be removed: ${failure.message}`);
  }
}

/** The lines of a result, and the line of the audit trail if a late or corrected observation changed it. */
function linesOf(
  { result, revision, before }: PlannedResult,
  computedAt: Instant,
  classRank: ClassRank | undefined,
): string[] {
  const { causes, ...rest } = result;
  const state = { ...rest, revision, computedAt };
  if (!causes || causes.length === 0) return [resultLine(state, classRank)];
  return [
    resultLine(state, classRank),
    changeLine({ ...state, causes, ...(before !== undefined && { before }) }),
  ];
}

const never = (): never => {
  throw new Error('a refusal names an item that was not sent');
};
