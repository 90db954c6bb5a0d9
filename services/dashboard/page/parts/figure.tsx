import type { ComponentChildren } from 'preact';
import { hrefWith } from '../core/route.ts';
import { words } from '../words/words.ts';

interface FigureProps {
  /** The call of the API that the figure is from; see `core/calls.ts`. */
  readonly path: string;
  /** What the figure is, for screen readers, which read the link without its surroundings, such as `Baoding AQI 108`. */
  readonly label?: string;
  readonly title?: string;
  readonly big?: boolean;
  readonly begin?: string;
  readonly children: ComponentChildren;
}

/** A figure that a click explains: the drawer shows how it was computed. */
export function Figure({ path, label, title, big = false, begin, children }: FigureProps) {
  return (
    <a
      class={big ? 'figure big' : 'figure'}
      href={hrefWith({ explain: path })}
      aria-label={label === undefined ? undefined : words.value.explainOf(label)}
      title={title}
      data-begin={begin}
    >
      {children}
    </a>
  );
}
