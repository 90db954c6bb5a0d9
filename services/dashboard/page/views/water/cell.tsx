import { type Annotation, annotationsCall } from '../../core/annotated.ts';
import { classCall } from '../../core/calls.ts';
import { meets } from '../../core/rank.ts';
import type { WaterRow } from '../../core/series.ts';
import { dayOf, daysText, lastDayOf } from '../../core/time.ts';
import { ClassBadge } from '../../parts/badge.tsx';
import { Figure } from '../../parts/figure.tsx';
import { standingText } from '../../words/standing.ts';
import { labelsOf, type Name, nameOf, symbolOf, words } from '../../words/words.ts';

interface CellProps {
  readonly id: string;
  readonly row: WaterRow | undefined;
  readonly target: string | undefined;
  readonly interval: 'day' | 'month';
  readonly names: ReadonlyMap<string, Name>;
  /** Why it has no class on days of the period. */
  readonly state: Annotation | undefined;
}

/** A state of a section in a period of which nothing was evaluated. */
function StateCell({ of }: { readonly of: Annotation }) {
  const text = of.stateName ? nameOf(of.stateName) : '';
  return (
    <Figure path={annotationsCall(of)} label={`${text} ${daysText(of)}`} title={`${text} ${daysText(of)}`}>
      <small>{text}</small>
    </Figure>
  );
}

/** A symbol that may break after its element, such as COD of CODMn: a day is narrower than five letters. */
const breakable = (symbol: string | undefined): string => symbol?.replace(/^COD/, '$&\u200b') ?? '';

/** The class of a section in a period; a click explains it. */
export function ClassCell({ id, row, target, interval, names, state }: CellProps) {
  const w = words.value;
  const stated = state?.stateName && nameOf(state.stateName);
  if (!row) return <td class="empty">{state && <StateCell of={state} />}</td>;
  const from = dayOf(row.from);
  const to = lastDayOf(row.to);
  const missed = meets(row.class, target) === false;
  const items = row.class === null || row.class === 'I' ? [] : row.determining;
  const symbols = items.map((each) => symbolOf(each, names));
  const determining = labelsOf(items, names);
  const begin = interval === 'day' ? from : from.slice(0, 7);
  const more = [
    missed ? w.missed : '',
    row.validity === 'insufficient' ? w.insufficient : '',
    standingText(row),
    state && `${stated} ${daysText(state)}`,
  ];
  const says = more.filter(Boolean).join(' · ');
  const path = classCall(id, interval, from, to);
  return (
    <td class={row.validity === 'insufficient' ? 'class-cell insufficient' : 'class-cell'}>
      <Figure path={path} begin={begin} title={`${begin} · ${determining} · ${says}`}>
        <span class="hidden">{begin} </span>
        <ClassBadge name={row.class} colour={row.level?.colour} missed={missed} />
        <small>
          {stated ?? (interval === 'day' ? breakable(symbols[0]) : symbols.slice(0, 2).join(' '))}
        </small>
        <span class="hidden">
          {' '}
          {determining} {says}
        </span>
      </Figure>
    </td>
  );
}
