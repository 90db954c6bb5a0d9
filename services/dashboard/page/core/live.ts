import { signal } from '@preact/signals';

/** Whether changes arrive: `waiting` before the first answer, `away` where the API or this process is not reached. */
export const connection = signal<'waiting' | 'live' | 'away'>('waiting');

type Listener = (kinds: ReadonlySet<string> | 'all') => void;
const listeners = new Set<Listener>();
let source: EventSource | undefined;

/** Calls back with the kinds of figures that changed; `all` after changes may have been missed. */
export function onChanges(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

const tell = (kinds: ReadonlySet<string> | 'all'): void => {
  for (const listener of listeners) listener(kinds);
};

/** Has everything that is shown loaded again. */
export const reloadAll = (): void => tell('all');

function kindsOf(data: string): ReadonlySet<string> {
  const { kinds } = JSON.parse(data) as { readonly kinds?: readonly string[] };
  return new Set(kinds);
}

/** Opens the one stream of this page; it opens again by itself. */
export function startLive(): void {
  source?.close();
  source = new EventSource('/page/stream');
  source.addEventListener('live', () => {
    const missed = connection.value === 'away';
    connection.value = 'live';
    if (missed) tell('all');
  });
  source.addEventListener('away', () => {
    connection.value = 'away';
  });
  source.addEventListener('changed', (event) => tell(kindsOf((event as MessageEvent<string>).data)));
  source.addEventListener('error', () => {
    connection.value = 'away';
    // Refused outright, such as without a session: the browser does not come again by itself.
    if (source?.readyState === EventSource.CLOSED) setTimeout(startLive, 10_000);
  });
}
