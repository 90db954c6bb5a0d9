import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { type Clock, encodeOffset, type PublishedBulletinSummary } from '@lanbi/model';
import type { EvaluationState } from '@lanbi/query';
import { SECOND } from '@lanbi/standards';
import { evaluationOf } from '../answers/evaluation.ts';
import { collapse, entryAt } from './collapse.ts';
import { moveTo, type StreamEntry, type Topic } from './entries.ts';
import type { StreamFilter } from './filter.ts';
import type { SharedLog } from './shared-log.ts';
import { offsetText, type StreamOffset } from './stream-offset.ts';

/** A client that lets a full buffer stand for so long, with more to come, is slow. */
const SLOW_MS = 5 * SECOND;

/** How long what was read is kept for a client that does not take it. */
const KEPT_MS = SECOND;

interface Following {
  readonly logs: ReadonlyMap<Topic, SharedLog>;
  readonly offset: StreamOffset;
  readonly filter: StreamFilter;
  readonly clock: Clock;
  /** The largest version of the annotations. */
  readonly annotationVersion: () => Promise<number>;
  /** The bulletin that was published last. */
  readonly lastBulletin: () => Promise<PublishedBulletinSummary | undefined>;
  readonly onSlow: () => void;
}

/**
 * One client: receives the entries behind its offset as fast as it reads; nothing is queued for it. One that is slow
 * gets the latest entry of each key only, and an event that says how to get the rest.
 */
export class StreamClient {
  readonly #response: ServerResponse;
  readonly #following: Following;
  readonly #offset: StreamOffset;
  /** What was read of a log and is not sent yet. */
  readonly #unsent = new Map<SharedLog, readonly StreamEntry[]>();
  #waitsForEvaluation = false;
  /** Whether annotations changed since the client heard of them. */
  #annotated = false;
  /** Whether a bulletin was published since the client heard of one. */
  #published = false;

  constructor(response: ServerResponse, following: Following) {
    this.#response = response;
    this.#following = following;
    this.#offset = following.offset;
  }

  /** Whether nothing can be sent any more. */
  get isOver(): boolean {
    return this.#response.destroyed || this.#response.writableEnded;
  }

  /** Whether it was sent a result that did not contain all that was stored, and nothing since that all is evaluated. */
  get waitsForEvaluation(): boolean {
    return this.#waitsForEvaluation;
  }

  /** Sends that the stream is open; where entries are left out, with the offset behind them, so that they are not read again. */
  beat(): void {
    const { filter } = this.#following;
    const id = filter.isWhole ? '' : `id: ${offsetText(this.#offset)}\n`;
    this.#response.write(`: still here\n${id}\n`);
  }

  /** Sends that everything stored is evaluated: the results sent before contain it. */
  sayEvaluated(state: EvaluationState): void {
    this.#waitsForEvaluation = false;
    this.#send('evaluation', JSON.stringify(evaluationOf(state)));
  }

  /** Has the next call of `pump` say that annotations changed, where the client wants to know. */
  annotated(): void {
    this.#annotated = this.#following.filter.annotations;
  }

  /** Has the next call of `pump` say which bulletin was published last, where the client wants to know. */
  published(): void {
    this.#published = this.#following.filter.bulletins;
  }

  async #sayPublished(): Promise<void> {
    this.#published = false;
    const last = await this.#following.lastBulletin();
    if (last === undefined || this.isOver) return;
    const { number, period, region, edition } = last;
    this.#send('bulletin', JSON.stringify({ number, period, region: region ?? null, edition }));
  }

  async #sayAnnotated(): Promise<void> {
    this.#annotated = false;
    const version = await this.#following.annotationVersion();
    if (!this.isOver) this.#send('annotation', JSON.stringify({ version }));
  }

  /** Sends what is next of each log; false when there was nothing. */
  async pump(): Promise<boolean> {
    if (this.#annotated) await this.#sayAnnotated();
    if (this.#published) await this.#sayPublished();
    let count = 0;
    for (const log of this.#following.logs.values()) {
      count += await this.#sendNext(log);
      if (!this.#response.writableNeedDrain) continue;
      if (await this.#waitsLong()) await this.#catchUp();
      return true;
    }
    return count > 0;
  }

  async #sendNext(log: SharedLog): Promise<number> {
    const entries = this.#unsent.get(log) ?? (await log.behind(this.#offset));
    this.#unsent.delete(log);
    const sent = 1 + entries.findIndex((entry) => !this.#sendEntry(entry));
    if (sent > 0 && sent < entries.length) this.#unsent.set(log, entries.slice(sent));
    return entries.length;
  }

  /** Sends how much is left out, then the latest entry of each key, in order, so that a client may stop at any of them. */
  async #catchUp(): Promise<void> {
    this.#unsent.clear();
    const lastEventId = offsetText(this.#offset);
    const found = [];
    for (const [topic, log] of this.#following.logs)
      found.push({ topic, log, ...(await collapse(log, this.#offset, this.#following.filter)) });
    const skipped = Object.fromEntries(found.map(({ topic, skipped: count }) => [topic, count]));
    if (found.every((each) => each.skipped === 0)) return;
    this.#following.onSlow();
    this.#send(
      'slow',
      JSON.stringify({ skipped, lastEventId, alertsSince: encodeOffset(this.#offset.alert) }),
    );
    for (const { log, latest } of found)
      for (const offset of latest) {
        if (this.#response.writableNeedDrain) await this.#waitsLong();
        if (this.isOver) return;
        const entry = await entryAt(log, offset);
        if (entry) this.#sendEntry(entry);
      }
  }

  /** Sends an entry if it is wanted; false when the client has to read before more is sent. */
  #sendEntry(entry: StreamEntry): boolean {
    if (this.isOver) return false;
    moveTo(this.#offset, entry);
    if (!this.#following.filter.wants(entry)) return true;
    if (!entry.complete) this.#waitsForEvaluation = true;
    return this.#send(entry.name, entry.text());
  }

  #send(name: string, data: string): boolean {
    return this.#response.write(`event: ${name}\nid: ${offsetText(this.#offset)}\ndata: ${data}\n\n`);
  }

  /** Waits until the client has read, or is gone; whether that took long. */
  async #waitsLong(): Promise<boolean> {
    if (this.isOver) return false;
    const { clock } = this.#following;
    const before = clock.now();
    const over = new AbortController();
    const { signal } = over;
    const events = ['drain', 'close'].map((each) => once(this.#response, each, { signal }));
    for (const each of events) each.catch(() => {});
    // Nothing is kept for a client that does not read: it is read again.
    const forget = setTimeout(() => this.#unsent.clear(), KEPT_MS);
    await Promise.race(events);
    clearTimeout(forget);
    over.abort();
    return clock.now() - before >= SLOW_MS;
  }
}
