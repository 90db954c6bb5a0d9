import type { Step } from '../../core/explained.ts';
import type { Sample } from './water-data.ts';

/** The limits of an item as the arithmetic of a sample names them: one a class, or a range for all. */
export interface Limits {
  /** Of class I to V; empty where a range holds for all. */
  readonly each: readonly number[];
  readonly text: string;
}

const STEP = 'class.';

/** The limits by item, out of a sample that was explained. */
export function limitsOf(sample: Sample): ReadonlyMap<string, Limits> {
  const steps = (sample.derivation ?? []) as unknown as readonly Step[];
  return new Map(
    steps.flatMap(({ quantity, inputs }) => {
      const text = inputs?.['limits'];
      if (!quantity.startsWith(STEP) || typeof text !== 'string') return [];
      const each = /^[\d., ]+$/.test(text) ? text.split(', ').map(Number) : [];
      return [[quantity.slice(STEP.length), { each, text }] as const];
    }),
  );
}
