import { LanbiProblem } from '@lanbi/client';
import { useEffect, useRef, useState } from 'preact/hooks';
import { onChanges } from './live.ts';
import { needsLogin } from './session.ts';
import { unfinishedAnswers } from './unfinished.ts';

/** What was asked for, as it stands. */
export interface Loaded<Value> {
  readonly value?: Value;
  /** Why the newest try failed; the value before is still there. */
  readonly error?: unknown;
  readonly loading: boolean;
}

/** Changes within so long are answered by one load. */
const GATHER_MS = 3_000;
const AGAIN_MS = 15_000;
/** Within so long what was just received is evaluated. */
const EVALUATED_MS = 5_000;
const MOST_KEPT = 60;

const kept = new Map<string, unknown>();
function keep(key: string, value: unknown): void {
  kept.delete(key);
  kept.set(key, value);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
}

/** Whether an annotation was entered or withdrawn: any figure may read it. */
const isAnnotated = (changed: ReadonlySet<string> | 'all'): boolean =>
  changed === 'all' || changed.has('annotation');

/** Whether somebody entered something, which is shown at once. */
const isEntered = (changed: ReadonlySet<string> | 'all'): boolean =>
  isAnnotated(changed) || (changed !== 'all' && changed.has('bulletin'));

const concerns = (changed: ReadonlySet<string> | 'all', kinds: readonly string[]): boolean =>
  changed === 'all' || kinds.some((kind) => changed.has(kind)) || (kinds.length > 0 && isAnnotated(changed));

const keptValue = <Value>(key: string): { readonly value?: Value } => {
  const value = kept.get(key) as Value | undefined;
  return value === undefined ? {} : { value };
};

/** Whether a fault may end by itself, so that loading is tried again. */
const mayEnd = (error: unknown): boolean => !(error instanceof LanbiProblem && error.status < 500);

/** Loads one value: one load at a time, and one more after it for all changes that came meanwhile. */
class Loader<Value> {
  readonly #key: string;
  readonly #load: () => Promise<Value>;
  readonly #update: (next: Loaded<Value>) => void;
  #phase: 'idle' | 'loading' | 'loading, changed' | 'ended' = 'idle';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(key: string, load: () => Promise<Value>, update: (next: Loaded<Value>) => void) {
    this.#key = key;
    this.#load = load;
    this.#update = update;
  }

  get isIdle(): boolean {
    return this.#phase === 'idle';
  }

  start(): void {
    this.#update({ ...keptValue<Value>(this.#key), loading: true });
    this.#run();
  }

  /** Loads after so many milliseconds, or when an earlier call of this wants it; with 0 at once. */
  later(ms: number): void {
    if (ms === 0) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
    }
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#run();
    }, ms);
  }

  end(): void {
    this.#phase = 'ended';
    clearTimeout(this.#timer);
  }

  #run(): void {
    if (this.#phase === 'ended') return;
    if (this.#phase !== 'idle') {
      this.#phase = 'loading, changed';
      return;
    }
    this.#phase = 'loading';
    const before = unfinishedAnswers();
    this.#load()
      .then((value) => {
        this.#succeeded(value);
        // Answers of other loads at the same time are counted too: at worst it is loaded once more.
        if (unfinishedAnswers() !== before && this.#phase !== 'ended') this.later(EVALUATED_MS);
      })
      .catch((error: unknown) => this.#failed(error))
      .finally(() => this.#finished());
  }

  #succeeded(value: Value): void {
    keep(this.#key, value);
    if (this.#phase !== 'ended') this.#update({ value, loading: false });
  }

  #failed(error: unknown): void {
    if (error instanceof LanbiProblem && error.status === 401) needsLogin.value = true;
    if (this.#phase === 'ended') return;
    this.#update({ ...keptValue<Value>(this.#key), error, loading: false });
    if (mayEnd(error)) this.later(AGAIN_MS);
  }

  #finished(): void {
    if (this.#phase === 'ended') return;
    const changed = this.#phase === 'loading, changed';
    this.#phase = 'idle';
    if (changed) this.later(GATHER_MS);
  }
}

/**
 * Loads a value by its key, and again when a figure of one of the kinds changes, at once when an annotation does or a
 * bulletin is published. Without kinds it stays as it was loaded.
 */
export function useLoad<Value>(
  key: string,
  load: () => Promise<Value>,
  kinds: readonly string[] = [],
): Loaded<Value> {
  const [state, setState] = useState<{ readonly key: string } & Loaded<Value>>({ key: '', loading: true });
  const latest = useRef(load);
  latest.current = load;
  useEffect(() => {
    const loader = new Loader<Value>(
      key,
      () => latest.current(),
      (next) => setState({ key, ...next }),
    );
    loader.start();
    const stop = onChanges((changed) => {
      if (concerns(changed, kinds)) loader.later(isEntered(changed) ? 0 : GATHER_MS);
    });
    const stopSession = needsLogin.subscribe((needed) => {
      if (!needed && loader.isIdle) loader.later(0);
    });
    return () => {
      loader.end();
      stop();
      stopSession();
    };
  }, [key]);
  return state.key === key ? state : { loading: true };
}
