import {
  type DataState,
  type DataSubject,
  isInForce,
  type Registry,
  type SectionId,
  type Span,
  type StatementsInForce,
  type StateStatement,
} from '@lanbi/model';
import { type Instant, instant } from '@lanbi/standards';
import type { QueryDeps } from '../deps.ts';
import { Statements } from '../statements.ts';

const NEVER = instant(Infinity);
const NONE: readonly StateStatement[] = [];

interface Deps {
  readonly store: Pick<QueryDeps['store'], 'annotations' | 'annotationVersion' | 'onAnnotations'>;
  readonly registry: Registry;
  readonly statements?: Statements | undefined;
}

/** States of sections and of data as annotations say them, kept in memory until one is entered or withdrawn. */
export class LatestStates {
  readonly #deps: Deps;
  readonly #statements: Statements;
  #inForce: StatementsInForce | undefined;
  #changed = true;
  #version = 0;
  #stop: (() => void) | undefined;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#statements = deps.statements ?? new Statements(deps);
  }

  /** Whether all that was entered and withdrawn is known here. */
  get isCurrent(): boolean {
    return !this.#changed;
  }

  /** Rises whenever something that was entered or withdrawn is known here. */
  get version(): number {
    return this.#version;
  }

  /** Learns what was entered and withdrawn since the last call. */
  async load(): Promise<void> {
    this.#stop ??= this.#deps.store.onAnnotations(() => {
      this.#changed = true;
    });
    if (this.isCurrent) return;
    this.#changed = false;
    try {
      this.#inForce = await this.#statements.inForce();
      this.#version += 1;
    } catch (error) {
      this.#changed = true;
      throw error;
    }
  }

  #statesOf(section: SectionId): readonly StateStatement[] {
    return this.#inForce?.statesOf(section) ?? NONE;
  }

  /** How far the data of a span were checked; undefined where they are live. */
  dataOf(subject: DataSubject, span: Span): DataState | undefined {
    return this.#inForce?.dataOf(subject).of(span);
  }

  /** The state that holds at a time; undefined where none does. */
  of(section: SectionId, at: Instant): StateStatement | undefined {
    return this.#statesOf(section).find(
      (each) => isInForce(each) && each.span.from <= at && at < each.span.to,
    );
  }

  /** When another state, or none, holds, if nothing is entered or withdrawn. */
  until(section: SectionId, at: Instant): Instant {
    const ends = this.#statesOf(section).flatMap(({ span }) => [span.from, span.to]);
    return instant(Math.min(...ends.filter((end) => end > at), NEVER));
  }

  /** Ends to follow the store. */
  stop(): void {
    this.#stop?.();
  }
}
