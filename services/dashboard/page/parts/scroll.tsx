import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { words } from '../words/words.ts';

interface ScrollProps {
  readonly label: string;
  /** Bounded in height too. */
  readonly tall?: boolean;
  readonly children: ComponentChildren;
}

/** A part that may be wider than the page, scrolled to the column of today; it takes the focus, so that keys can scroll it (WCAG 2.2, 2.1.1). */
export function Scroll({ label, tall = false, children }: ScrollProps) {
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    const column = box.current?.querySelector<HTMLElement>('[aria-current="date"]');
    if (column && box.current)
      box.current.scrollLeft = column.offsetLeft + column.offsetWidth - box.current.clientWidth;
  }, []);
  const name = tall ? 'scroll tall' : 'scroll';
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it keys cannot scroll in all browsers
    <section ref={box} class={name} tabIndex={0} aria-label={words.value.tableOf(label)}>
      {children}
    </section>
  );
}
