import type { Span } from './nouns/dated.ts';

/** A value and the instants at which it is valid. */
export interface Held<Value> {
  readonly value: Value;
  readonly span: Span;
}

/**
 * Returns which of some values are valid at a time. Answers keep the order in which the values were given, each value
 * once.
 */
export class Timeline<Value> {
  readonly #held: readonly Held<Value>[];
  /** Ascending; values change at these instants only. */
  readonly #cuts: readonly number[];
  /** The values before the first cut, and behind each cut. */
  readonly #segments: readonly (readonly Value[])[];
  /** Every value that is valid at any time. */
  readonly ever: readonly Value[];

  constructor(held: readonly Held<Value>[]) {
    this.#held = held;
    const ends = held.flatMap(({ span: { from, to } }) => [from, to]).filter(Number.isFinite);
    this.#cuts = [...new Set(ends)].sort((a, b) => a - b);
    this.#segments = [-Infinity, ...this.#cuts].map((begin) => this.#valuesIn(begin, begin));
    this.ever = this.#valuesIn(-Infinity, Infinity);
  }

  at(instant: number): readonly Value[] {
    let segment = this.#cuts.length;
    while (segment > 0 && (this.#cuts[segment - 1] ?? 0) > instant) segment -= 1;
    return this.#segments[segment] ?? [];
  }

  /** Returns the values that are valid at some time in [from, to). */
  during({ from, to }: Span): readonly Value[] {
    return this.#cuts.length === 0 ? this.ever : this.#valuesIn(from, to - 1);
  }

  get spans(): readonly Held<Value>[] {
    return this.#held;
  }

  #valuesIn(first: number, last: number): Value[] {
    const own = this.#held.filter(({ span }) => span.from <= last && span.to > first);
    return [...new Set(own.map(({ value }) => value))];
  }
}
