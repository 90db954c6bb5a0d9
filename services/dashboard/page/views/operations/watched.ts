import { unitOf, words } from '../../words/words.ts';
import type { Watched } from './data.ts';
import { ops } from './words.ts';

const HOUR_S = 3_600;

/** A value that a rule watches, with the unit of what is watched. */
export function watchedText(
  value: number | null | undefined,
  figure: string | undefined,
  units: ReadonlyMap<string, string> | undefined,
): string {
  if (value === null || value === undefined) return '—';
  if (figure === 'class.target') return ops.value.classesBeyond(value);
  if (figure === 'no-data') return words.value.hoursOf(Math.round((10 * value) / HOUR_S) / 10);
  if (figure === 'completeness') return `${value} %`;
  const unit = units?.get(figure ?? '');
  return unit === undefined ? String(value) : `${value} ${unitOf(unit)}`.trim();
}

const SIGNS: Readonly<Record<string, string>> = { '>=': '≥', '<=': '≤' };

/** The threshold of a rule, with how a value is beyond it, such as `> 1 mg/L`. */
export function thresholdText(
  threshold: number | null | undefined,
  watched: Watched | undefined,
  units: ReadonlyMap<string, string> | undefined,
): string {
  const sign =
    watched && threshold !== null && threshold !== undefined ? `${SIGNS[watched.op] ?? watched.op} ` : '';
  const text =
    watched?.figure === 'class.target' && typeof threshold === 'number'
      ? ops.value.classes(threshold)
      : watchedText(threshold, watched?.figure, units);
  return sign + text;
}
