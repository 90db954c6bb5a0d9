import { dayKind, type Subject } from '@lanbi/evaluation';
import {
  earlierOffset,
  entriesBehind,
  hasReached,
  isSameOffset,
  LOG_START,
  type Offset,
  type StatementsInForce,
} from '@lanbi/model';
import { Statements } from '../statements.ts';
import type { AirDeps } from './air-deps.ts';
import { readDays, type WantedDays } from './read-days.ts';
import { SubjectDays } from './subject-days.ts';

/** Years of subjects that are held at once, some 20 KB each. */
const SUBJECT_YEARS = 2_000;
/** Subjects whose days are read at once. */
const SUBJECTS_AT_ONCE = 25;
/** Changes of results that are read at once. */
const PAGE = 1_000;
/** Behind by more places than this, days are read again when asked for instead of the log. */
const FAR = 2_000;

type Deps = Pick<AirDeps, 'store' | 'registry' | 'yieldNow'>;

/** The days of a subject that an answer is made of, by their numbers. */
export interface NeededDays {
  readonly subject: Subject;
  readonly first: number;
  readonly last: number;
}

/** Finds the days of a subject that the answer said it needs. */
export type DaysOf = (subject: Subject) => SubjectDays;

const keyOf = ({ region, id }: Subject): string => `${dayKind({ id, region })} ${id}`;

/**
 * Days of subjects as they are stored, read when they are asked for and kept current by the log of results. At most a
 * number of years of subjects is held; beyond it the subjects that were not asked for longest are removed.
 */
export class AirDays {
  readonly #deps: Deps;
  readonly #most: number;
  readonly #statements: Statements;
  readonly #subjects = new Map<string, SubjectDays>();
  /** How many answers are being made of a subject: while there is one it is not removed. */
  readonly #users = new Map<string, number>();
  /** Changes up to here are in all that is held. */
  #place: Offset | undefined;
  /** Readings of the store that ended, and how many of them had when the log was last read to its end. */
  #reads = 0;
  #readsAtEnd = 0;
  #turn: Promise<void> = Promise.resolve();
  #unlisten: (() => void) | undefined;

  constructor(deps: Deps, most: number = SUBJECT_YEARS) {
    this.#deps = deps;
    this.#most = most;
    this.#statements = new Statements(deps);
  }

  /**
   * Answers from days that are all as they were at one place of the log, which is not before the call, with all
   * annotations that were entered before it.
   * @param compute runs at once, without a pause in which a day could change
   */
  async answer<Answer>(needed: readonly NeededDays[], compute: (daysOf: DaysOf) => Answer): Promise<Answer> {
    const keys = needed.map(({ subject }) => keyOf(subject));
    const statements = await this.#statements.inForce();
    // Before anything is used: what is far behind may be forgotten.
    await this.#readLog();
    for (const key of keys) this.#users.set(key, (this.#users.get(key) ?? 0) + 1);
    try {
      for (;;) {
        await this.#readLog();
        const missing = this.#missing(needed);
        if (missing.length === 0 && this.#reads === this.#readsAtEnd)
          return compute((subject) => this.#annotated(subject, statements));
        for (let at = 0; at < missing.length; at += SUBJECTS_AT_ONCE)
          await this.#read(missing.slice(at, at + SUBJECTS_AT_ONCE));
      }
    } finally {
      for (const key of keys) this.#release(key);
      this.#shrink();
    }
  }

  #release(key: string): void {
    const users = (this.#users.get(key) ?? 0) - 1;
    if (users > 0) this.#users.set(key, users);
    else this.#users.delete(key);
  }

  #of(subject: Subject): SubjectDays {
    const key = keyOf(subject);
    const days = this.#subjects.get(key) ?? new SubjectDays(subject);
    this.#subjects.delete(key);
    this.#subjects.set(key, days);
    return days;
  }

  #annotated(subject: Subject, statements: StatementsInForce): SubjectDays {
    const days = this.#of(subject);
    days.annotate(statements);
    return days;
  }

  /** What an answer needs and is not held, by subject. */
  #missing(needed: readonly NeededDays[]): readonly WantedDays[] {
    const wanted = new Map<SubjectDays, NeededDays[]>();
    for (const each of needed) {
      const days = this.#of(each.subject);
      if (days.isOpened && days.missing(each.first, each.last).length === 0) continue;
      const spans = wanted.get(days);
      if (spans) spans.push(each);
      else wanted.set(days, [each]);
    }
    return [...wanted].map(([days, spans]) => ({ days, spans }));
  }

  /** Reads what is missing of some subjects. Changes that came meanwhile are taken from the log once more. */
  async #read(wanted: readonly WantedDays[]): Promise<void> {
    const place = this.#place ?? LOG_START;
    await this.#deps.yieldNow?.();
    const read = await readDays(this.#deps.store, wanted);
    // Without a pause between, so that no answer takes a part of it for the whole.
    for (const { days, last, years } of read) {
      if (!days.isOpened) days.open(last);
      days.adopt(years);
    }
    this.#reads += 1;
    this.#place = this.#place === undefined ? place : earlierOffset(this.#place, place);
  }

  /** One after another, so that no older state of a day comes after a newer one. */
  #readLog(): Promise<void> {
    const done = this.#turn.then(() => this.#toEnd());
    this.#turn = done.catch(() => undefined);
    return done;
  }

  async #toEnd(): Promise<void> {
    const { store } = this.#deps;
    for (;;) {
      const reads = this.#reads;
      const head = await store.resultHead();
      const place = this.#place;
      this.#follow();
      if (place === undefined || (entriesBehind(place, head) > FAR && this.#users.size === 0))
        this.#forget(head);
      else if (!hasReached(place, head)) await this.#take(place);
      else {
        this.#readsAtEnd = reads;
        return;
      }
    }
  }

  async #take(place: Offset): Promise<void> {
    const changed = await this.#deps.store.changedResults(place, PAGE);
    for (const row of changed)
      if (row.kind === 'aqi.day' || row.kind === 'region.aqi.day')
        this.#subjects.get(`${row.kind} ${row.subject}`)?.change(row);
    const last = changed.at(-1)?.position;
    // A reading that ended meanwhile has set the place back.
    if (last !== undefined && this.#place !== undefined && isSameOffset(this.#place, place))
      this.#place = last;
  }

  #forget(head: Offset): void {
    this.#subjects.clear();
    this.#place = head;
  }

  /** A log that forgets what its consumers have read is followed at once: nothing is missed that goes before the next answer. */
  #follow(): void {
    const { store } = this.#deps;
    if (store.capabilities.wholeLog || this.#unlisten) return;
    this.#unlisten = store.onResults(() => {
      if (this.#subjects.size > 0) this.#readLog().catch(() => undefined);
    });
  }

  #shrink(): void {
    let size = 0;
    for (const days of this.#subjects.values()) size += Math.max(1, days.size);
    for (const [key, days] of this.#subjects) {
      if (size <= this.#most) return;
      if (this.#users.has(key)) continue;
      size -= Math.max(1, days.size);
      this.#subjects.delete(key);
    }
  }
}
