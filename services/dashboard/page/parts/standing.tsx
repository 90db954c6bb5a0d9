import type { DataState } from '../core/data.ts';
import { useLoad } from '../core/load.ts';
import { loadIndices, type Of } from '../core/series.ts';
import { dayOf } from '../core/time.ts';
import { editionsText } from '../words/editions.ts';
import { marks } from '../words/marks.ts';
import { words } from '../words/words.ts';

interface StandingProps {
  readonly rows: readonly {
    readonly from: string;
    readonly provisional: boolean;
    readonly dataState?: DataState | undefined;
    readonly edition: string | undefined;
  }[];
}

/**
 * In words beside a series: from which day on its figures may still change, how many are audited, and under which
 * editions they are.
 */
export function Standing({ rows }: StandingProps) {
  const w = words.value;
  if (rows.length === 0) return null;
  const open = rows.flatMap(({ from, provisional }) => (provisional ? [dayOf(from)] : [])).sort();
  const editions = [...new Set(rows.flatMap(({ edition }) => edition ?? []))];
  const audited = rows.filter(({ dataState }) => dataState === 'audited').length;
  const ended = audited === rows.length ? marks.value.data.audited : w.final;
  return (
    <p class="quiet standing">
      {open[0] === undefined ? ended : marks.value.provisionalFrom(open[0])}
      {audited > 0 && audited < rows.length && ` · ${marks.value.auditedOf(audited, rows.length)}`}
      {editions.length > 0 && (
        <>
          {' · '}
          <span class="edition">{editionsText(editions)}</span>
        </>
      )}
    </p>
  );
}

interface DaysProps {
  readonly of: Of;
  readonly id: string;
  /** The first and the last day. */
  readonly from: string;
  readonly to: string;
}

/** The same of values that say no state of their own, such as readings and means of hours: as their days stand. */
export function StandingOfDays({ of, id, from, to }: DaysProps) {
  const kind = of === 'regions' ? 'region.aqi.day' : 'aqi.day';
  const days = useLoad(
    `standing ${of} ${id} ${from} ${to}`,
    () => loadIndices({ of, id, interval: 'day', from, to }),
    [kind],
  ).value;
  // The edition of the index is not one of theirs.
  return <Standing rows={(days ?? []).map((day) => ({ ...day, edition: undefined }))} />;
}
