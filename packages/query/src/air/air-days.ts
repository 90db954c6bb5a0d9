import { dayKind, type Subject } from '@lanbi/evaluation';
import type { StatementsInForce, StoredResult } from '@lanbi/model';
import { FollowedLog, type FollowingCache } from '../followed-log.ts';
import { Statements } from '../statements.ts';
import type { AirDeps } from './air-deps.ts';
import { readDays, type WantedDays } from './read-days.ts';
import { SubjectDays } from './subject-days.ts';

/** Maximum number of years of subjects in memory, some 20 KB each. */
const SUBJECT_YEARS = 2_000;
/** Number of subjects whose days are read at once. */
const SUBJECTS_AT_ONCE = 25;
/** If more entries than this are to be read, days are read again on request instead of the log. */
const FAR = 2_000;

type Deps = Pick<AirDeps, 'store' | 'registry' | 'yieldNow' | 'statements'>;

/** The days of a subject that an answer needs, by their numbers. */
export interface NeededDays {
  readonly subject: Subject;
  readonly first: number;
  readonly last: number;
}

/** Finds the days of a subject that the answer said it needs. */
export type DaysOf = (subject: Subject) => SubjectDays;

const keyOf = ({ region, id }: Subject): string => `${dayKind({ id, region })} ${id}`;

/**
 * The stored days of subjects, read on request and updated by the log of results. The number of years of subjects is
 * limited; beyond it the least recently used subjects are removed.
 */
export class AirDays implements FollowingCache {
  readonly #deps: Deps;
  readonly #most: number;
  readonly #statements: Statements;
  readonly #subjects = new Map<string, SubjectDays>();
  /** Number of answers in progress by subject; a subject with one is not removed. */
  readonly #users = new Map<string, number>();
  readonly #log: FollowedLog;

  constructor(deps: Deps, most: number = SUBJECT_YEARS) {
    this.#deps = deps;
    this.#most = most;
    this.#statements = deps.statements ?? new Statements(deps);
    this.#log = new FollowedLog(deps.store, this, FAR);
  }

  get isEmpty(): boolean {
    return this.#subjects.size === 0;
  }

  get isInUse(): boolean {
    return this.#users.size > 0;
  }

  take(result: StoredResult): void {
    if (result.kind === 'aqi.day' || result.kind === 'region.aqi.day')
      this.#subjects.get(`${result.kind} ${result.subject}`)?.change(result);
  }

  forget(): void {
    this.#subjects.clear();
  }

  /**
   * Computes an answer from days at one offset of the log, which is not before the call, with all annotations entered
   * before it.
   * @param compute runs synchronously, so that no day can change meanwhile
   */
  async answer<Answer>(needed: readonly NeededDays[], compute: (daysOf: DaysOf) => Answer): Promise<Answer> {
    const keys = needed.map(({ subject }) => keyOf(subject));
    const statements = await this.#statements.inForce();
    // Before anything is used: what is far behind may be forgotten.
    await this.#log.current();
    for (const key of keys) this.#users.set(key, (this.#users.get(key) ?? 0) + 1);
    try {
      for (;;) {
        await this.#log.current();
        const missing = this.#missing(needed);
        if (missing.length === 0 && this.#log.isAtOnePlace)
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

  /** Returns the needed days that are not in memory, by subject. */
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

  /** Reads the missing days of some subjects. */
  async #read(wanted: readonly WantedDays[]): Promise<void> {
    await this.#deps.yieldNow?.();
    await this.#log.load(
      () => readDays(this.#deps.store, wanted),
      (read) => {
        for (const { days, last, years } of read) {
          if (!days.isOpened) days.open(last);
          days.adopt(years);
        }
      },
    );
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
