import { meets } from '../../core/rank.ts';
import { hrefWith } from '../../core/route.ts';
import type { WaterRow } from '../../core/series.ts';
import { dayOf, lastDayOf } from '../../core/time.ts';
import { ClassBadge } from '../../parts/badge.tsx';
import { labelOf, type Name, symbolOf, words } from '../../words/words.ts';

interface CellProps {
  readonly id: string;
  readonly row: WaterRow | undefined;
  readonly target: string | undefined;
  readonly interval: 'day' | 'month';
  readonly names: ReadonlyMap<string, Name>;
}

/** The class of a section in a period; a click explains it. */
export function ClassCell({ id, row, target, interval, names }: CellProps) {
  const w = words.value;
  if (!row) return <td class="empty" />;
  const from = dayOf(row.from);
  const to = lastDayOf(row.to);
  const missed = meets(row.class, target) === false;
  const items = row.class === null || row.class === 'I' ? [] : row.determining;
  const symbols = items.map((each) => symbolOf(each, names));
  const determining = items.map((each) => labelOf(each, names));
  const begin = interval === 'day' ? from : from.slice(0, 7);
  const more = [
    missed ? w.missed : '',
    row.validity === 'insufficient' ? w.insufficient : '',
    row.provisional ? w.provisional : w.final,
  ];
  const says = more.filter(Boolean).join(' · ');
  const path = `/v1/water/sections/${id}/class?interval=${interval}&from=${from}&to=${to}`;
  return (
    <td class={row.validity === 'insufficient' ? 'class-cell insufficient' : 'class-cell'}>
      <a
        class="figure"
        href={hrefWith({ explain: path })}
        data-begin={begin}
        title={`${begin} · ${determining.join(' ')} · ${says}`}
      >
        <span class="hidden">{begin} </span>
        <ClassBadge name={row.class} colour={row.level?.colour} missed={missed} />
        <small>{symbols.slice(0, interval === 'day' ? 1 : 2).join(' ')}</small>
        <span class="hidden">
          {' '}
          {determining.join(' ')} {says}
        </span>
      </a>
    </td>
  );
}
