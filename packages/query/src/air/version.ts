import { DAY } from '@lanbi/standards';
import type { DaysOf } from './air-days.ts';
import { windowsOf } from './change.ts';
import { daysIn, type ValidityContext } from './figure.ts';
import type { AskedFigure } from './period.ts';

/** What a window of one subject is made of: the days that there are, their changes, and whether the last of them is over. */
function windowVersion(daysOf: DaysOf, { subject, window }: AskedFigure): string {
  const days = daysOf(subject);
  const { first, last } = daysIn(subject, window);
  return days.version(first, last, window.from);
}

/**
 * The version of figures and their changes: a text that is another one whenever a day of their windows is new or changed,
 * another day of a window is over, or the windows are others, and otherwise stays. It leaves out what is fixed while a
 * process runs: registry, settings, and the editions that were asked for. The days must be there.
 */
export function figuresVersion(
  daysOf: DaysOf,
  asked: readonly AskedFigure[],
  { state: { now } }: ValidityContext,
): string {
  const [one] = asked;
  const windows = one ? windowsOf(one) : [];
  const spans = windows.map(({ from, to }) => {
    const over = Math.max(0, Math.floor((Math.min(now, to) - from) / DAY));
    return `${from} ${to} ${over}`;
  });
  const each = asked.flatMap((figure) =>
    windowsOf(figure).map((window) => windowVersion(daysOf, { ...figure, window })),
  );
  return [...spans, ...each].join(' ');
}
