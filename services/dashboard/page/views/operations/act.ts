import { LanbiProblem } from '@lanbi/client';
import { signal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { needsLogin } from '../../core/session.ts';
import { words } from '../../words/words.ts';
import { ops } from './words.ts';

/** Counts writes of this page: lists whose key holds it are loaded anew. */
export const written = signal(0);

export interface Acting {
  readonly busy: boolean;
  /** What came of it, for a person. */
  readonly says: string | undefined;
  run(write: () => Promise<unknown>, done?: string): Promise<boolean>;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof LanbiProblem)) return words.value.apiAway;
  if (error.status === 401) needsLogin.value = true;
  return ops.value.refused(error.message);
}

/** One write at a time, and what came of it. */
export function useActing(): Acting {
  const [state, setState] = useState<Pick<Acting, 'busy' | 'says'>>({ busy: false, says: undefined });
  return {
    ...state,
    async run(write, done) {
      setState({ busy: true, says: undefined });
      try {
        await write();
        written.value += 1;
        setState({ busy: false, says: done ?? ops.value.done });
        return true;
      } catch (error) {
        setState({ busy: false, says: reasonOf(error) });
        return false;
      }
    },
  };
}
