import type { Fault } from './fault.ts';
import type { Placed } from './lists.ts';

/** Adds a fault at a path within an entry. */
export type Complain = (at: Placed, path: readonly PropertyKey[], message: string) => void;

export function complaints(): { readonly complain: Complain; readonly faults: readonly Fault[] } {
  const faults: Fault[] = [];
  const complain: Complain = (at, path, message) => {
    faults.push({ file: at.file, ...at.positionOf(path), place: at.placeOf(path), message });
  };
  return { complain, faults };
}

/** The text at a key of an entry; `undefined` where there is no text. */
export const textAt = ({ raw }: Placed, key: string): string | undefined =>
  typeof raw[key] === 'string' ? raw[key] : undefined;

/** A text of an entry and its path. */
export interface Written {
  readonly path: readonly PropertyKey[];
  readonly text: string;
}

/** Returns the texts, with their paths, of a value that may be a list with dates. */
export function textsOf({ raw }: Placed, key: string): Written[] {
  const value = raw[key];
  if (typeof value === 'string') return [{ path: [key], text: value }];
  if (!Array.isArray(value)) return [];
  return value.flatMap((each: unknown, index) => {
    const is = (each as { readonly is?: unknown } | null)?.is;
    return typeof is === 'string' ? [{ path: [key, index, 'is'], text: is }] : [];
  });
}
