import { dayOf } from '../core/time.ts';
import { marks } from '../words/marks.ts';
import { words } from '../words/words.ts';

interface StandingProps {
  readonly rows: readonly {
    readonly from: string;
    readonly provisional: boolean;
    readonly edition: string | undefined;
  }[];
}

/** In words beside a series: from which day on its figures may still change, and under which editions they are. */
export function Standing({ rows }: StandingProps) {
  const w = words.value;
  if (rows.length === 0) return null;
  const open = rows.flatMap(({ from, provisional }) => (provisional ? [dayOf(from)] : [])).sort();
  const editions = [...new Set(rows.flatMap(({ edition }) => edition ?? []))];
  return (
    <p class="quiet standing">
      {open[0] === undefined ? w.final : marks.value.provisionalFrom(open[0])}
      {editions.length > 0 && ` · ${editions.join(w.semicolon)}`}
    </p>
  );
}
