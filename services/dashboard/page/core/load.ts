import { LanbiProblem } from '@lanbi/client';
import { useEffect, useRef, useState } from 'preact/hooks';
import { onChanges } from './live.ts';
import { needsLogin } from './session.ts';

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

const concerns = (changed: ReadonlySet<string> | 'all', kinds: readonly string[]): boolean =>
  changed === 'all' || kinds.some((kind) => changed.has(kind)) || (kinds.length > 0 && isAnnotated(changed));

/**
 * Loads a value by its key, and again when a figure of one of the kinds changes, at once when an annotation does. Without
 * kinds it stays as it was loaded.
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
    let [ended, running, again] = [false, false, false];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = (ms: number): void => {
      if (ms === 0) {
        clearTimeout(timer);
        timer = undefined;
      }
      timer ??= setTimeout(() => {
        timer = undefined;
        run();
      }, ms);
    };
    const update = (next: Loaded<Value>): void => {
      if (!ended) setState({ key, ...next });
    };
    const run = (): void => {
      if (running) {
        again = true;
        return;
      }
      running = true;
      latest
        .current()
        .then((value) => {
          keep(key, value);
          update({ value, loading: false });
        })
        .catch((error: unknown) => {
          if (error instanceof LanbiProblem && error.status === 401) needsLogin.value = true;
          const value = kept.get(key) as Value | undefined;
          update({ ...(value !== undefined && { value }), error, loading: false });
          if (!ended && !(error instanceof LanbiProblem && error.status < 500)) later(AGAIN_MS);
        })
        .finally(() => {
          running = false;
          if (again && !ended) later(GATHER_MS);
          again = false;
        });
    };
    const value = kept.get(key) as Value | undefined;
    update({ ...(value !== undefined && { value }), loading: true });
    run();
    const stop = onChanges((changed) => {
      if (concerns(changed, kinds)) later(isAnnotated(changed) ? 0 : GATHER_MS);
    });
    const stopSession = needsLogin.subscribe((needed) => {
      if (!needed && !running) later(0);
    });
    return () => {
      ended = true;
      clearTimeout(timer);
      stop();
      stopSession();
    };
  }, [key]);
  return state.key === key ? state : { loading: true };
}
