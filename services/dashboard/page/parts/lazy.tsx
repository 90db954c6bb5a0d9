import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { words } from '../words/words.ts';

type View<Props> = (props: Props) => JSX.Element;

/** A view whose script is loaded when it is first shown; it is kept from then on. */
export function lazy<Props extends object>(load: () => Promise<View<Props>>): View<Props> {
  let loaded: View<Props> | undefined;
  return function Lazy(props: Props) {
    const [state, setState] = useState<'loading' | 'failed' | 'there'>(loaded ? 'there' : 'loading');
    useEffect(() => {
      if (loaded) return;
      load().then(
        (view) => {
          loaded = view;
          setState('there');
        },
        () => setState('failed'),
      );
    }, []);
    const w = words.value;
    if (state === 'there' && loaded) {
      const Shown = loaded;
      return <Shown {...props} />;
    }
    if (state === 'failed')
      return (
        <p class="notice" role="alert">
          {w.viewFailed}
        </p>
      );
    return (
      <p class="quiet" role="status">
        {w.loading}
      </p>
    );
  };
}
