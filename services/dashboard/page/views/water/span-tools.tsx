import { hrefWith } from '../../core/route.ts';
import { today } from '../../core/time.ts';
import { Choice } from '../../parts/panel.tsx';
import { words } from '../../words/words.ts';
import type { Span } from './span.ts';

/** Chooses months or days, and which ones. */
export function SpanTools({ span }: { readonly span: Span }) {
  const w = words.value;
  const year = span.text.slice(0, 4);
  const month =
    span.interval === 'day' ? span.text : year === today().slice(0, 4) ? today().slice(0, 7) : `${year}-01`;
  const shown = span.interval === 'month' ? year : w.yearMonth(Number(year), Number(span.text.slice(5, 7)));
  return (
    <div class="tools">
      <Choice
        label={w.period}
        options={[
          { text: w.byMonth, href: hrefWith({ span: year }), current: span.interval === 'month' },
          { text: w.byDay, href: hrefWith({ span: month }), current: span.interval === 'day' },
        ]}
      />
      <nav class="steps-to" aria-label={w.browse}>
        <a href={hrefWith({ span: span.before })} aria-label={w.previous}>
          ‹
        </a>
        <b>{shown}</b>
        <a href={hrefWith({ span: span.after })} aria-label={w.next}>
          ›
        </a>
      </nav>
    </div>
  );
}
