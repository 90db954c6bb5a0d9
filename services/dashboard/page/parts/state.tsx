import { LanbiProblem } from '@lanbi/client';
import type { ComponentChildren } from 'preact';
import type { Latest, State } from '../core/data.ts';
import type { Loaded } from '../core/load.ts';
import { now } from '../core/time.ts';
import { editionText } from '../words/editions.ts';
import { standingText } from '../words/standing.ts';
import { ageOf, words } from '../words/words.ts';

/** A time ago, with the time itself for whoever wants it. */
export function Age({ time }: { readonly time: string | null }) {
  if (time === null) return <span class="quiet">—</span>;
  return (
    <time dateTime={time} title={time} class="quiet">
      {ageOf(time, now.value)}
    </time>
  );
}

export const stateText = (state: State): string => {
  const w = words.value;
  const texts: Readonly<Record<State, string>> = {
    live: w.reporting,
    late: w.stale,
    silent: w.silent,
    'never-seen': w.neverSeen,
    'out-of-service': w.outOfService,
  };
  return texts[state];
};

/** In words: whether a figure may still change, is of too few data, or of a place that is late. */
export function Marks({
  of,
}: {
  readonly of: Pick<Latest, 'provisional' | 'dataState' | 'validity' | 'state' | 'edition'>;
}) {
  const w = words.value;
  return (
    <span class="marks">
      {of.provisional !== null && (
        <span {...(of.provisional && { title: w.provisionalWhy })}>
          {standingText({ provisional: of.provisional, dataState: of.dataState })}
        </span>
      )}
      {of.validity === 'insufficient' && <span class="warn">{w.insufficient}</span>}
      {of.state !== 'live' && <span class="warn">{stateText(of.state)}</span>}
      {of.edition !== undefined && <span class="quiet">{editionText(of.edition)}</span>}
    </span>
  );
}

/** Why something could not be loaded, for a person. */
function failureText(error: unknown): string {
  const w = words.value;
  if (!(error instanceof LanbiProblem) || error.status >= 500) return `${w.failed}${w.colon}${w.apiAway}`;
  return error.type === 'not-found' ? w.noPlace : `${w.failed}${w.colon}${error.message}`;
}

interface WhileProps<Value> {
  readonly of: Loaded<Value | undefined>;
  /** Whether there is nothing to show. */
  readonly isEmpty?: (value: Value) => boolean;
  /** What is said then, else that there are no data. */
  readonly empty?: string;
  /** Whether a part beside it says already why nothing can be loaded. */
  readonly saidBeside?: boolean;
  readonly children: (value: Value) => ComponentChildren;
}

/**
 * A value that is loaded: while it comes, when it does not come, when it is there, and when there is nothing: then the
 * value is undefined or empty.
 */
export function While<Value>({ of, isEmpty, empty, saidBeside = false, children }: WhileProps<Value>) {
  const w = words.value;
  const { value, error, loading } = of;
  const nothing = <p class="quiet">{empty ?? w.nothing}</p>;
  return (
    <>
      {error !== undefined && !saidBeside && (
        <p class="notice" role="alert">
          {failureText(error)}
        </p>
      )}
      {value === undefined && loading && (
        <p class="quiet" role="status">
          {w.loading}
        </p>
      )}
      {value === undefined && !loading && error === undefined && nothing}
      {value !== undefined && (isEmpty?.(value) ? nothing : children(value))}
    </>
  );
}
