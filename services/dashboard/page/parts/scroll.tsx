import type { ComponentChildren } from 'preact';
import { words } from '../words/words.ts';

interface ScrollProps {
  readonly label: string;
  /** Bounded in height too. */
  readonly tall?: boolean;
  readonly children: ComponentChildren;
}

/** A part that may be wider than the page; it takes the focus, so that keys can scroll it (WCAG 2.2, 2.1.1). */
export function Scroll({ label, tall = false, children }: ScrollProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it keys cannot scroll in all browsers
    <section class={tall ? 'scroll tall' : 'scroll'} tabIndex={0} aria-label={words.value.tableOf(label)}>
      {children}
    </section>
  );
}
