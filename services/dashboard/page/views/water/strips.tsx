import { type Annotation, duringDays } from '../../core/annotated.ts';
import { loadLakes, loadNames, loadRivers } from '../../core/data.ts';
import { useLoad } from '../../core/load.ts';
import { hrefTo } from '../../core/route.ts';
import { dayOf, today } from '../../core/time.ts';
import { NoteList } from '../../parts/annotated.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { Standing } from '../../parts/standing.tsx';
import { While } from '../../parts/state.tsx';
import { marks } from '../../words/marks.ts';
import { type Name, nameOf, words } from '../../words/words.ts';
import { ClassCell } from './cell.tsx';
import { askedSpan, endOfColumn, type Span } from './span.ts';
import { SpanTools } from './span-tools.tsx';
import { useStates } from './states.ts';
import { loadStrips, type Strip } from './water-data.ts';

const NO_NAMES: ReadonlyMap<string, Name> = new Map();

interface StripsTableProps {
  readonly strips: readonly Strip[];
  readonly span: Span;
  readonly names: ReadonlyMap<string, Name>;
  /** States of sections on the days of the span. */
  readonly states: readonly Annotation[];
  /** Names of rivers and lakes by id. */
  readonly waters: ReadonlyMap<string, Name>;
}

const waterOf = ({ section: { river, lake } }: Strip): string => river ?? lake ?? '';
const byWater = (a: Strip, b: Strip): number =>
  Number(a.section.lake !== undefined) - Number(b.section.lake !== undefined) ||
  waterOf(a).localeCompare(waterOf(b)) ||
  (a.section.km ?? 0) - (b.section.km ?? 0);

/** The head of the columns of a span: months of a year or days of a month. */
function SpanHeads({ span }: { readonly span: Span }) {
  const w = words.value;
  return (
    <>
      {span.columns.map((column) => (
        <th scope="col" key={column} aria-current={column === today() ? 'date' : undefined}>
          {span.interval === 'month' ? w.monthName(Number(column.slice(5, 7))) : Number(column.slice(8))}
        </th>
      ))}
    </>
  );
}

interface SpanCellsProps {
  readonly strip: Strip;
  readonly span: Span;
  readonly names: ReadonlyMap<string, Name>;
  readonly states: readonly Annotation[];
}

/** The classes of a section, a cell a column. */
function SpanCells({ strip: { section, rows }, span, names, states }: SpanCellsProps) {
  const own = states.filter((each) => each.section === section.id);
  const byBegin = new Map(rows.map((row) => [dayOf(row.from), row]));
  return (
    <>
      {span.columns.map((column) => (
        <ClassCell
          key={column}
          id={section.id}
          row={byBegin.get(column)}
          target={section.target}
          interval={span.interval}
          names={names}
          state={duringDays(own, column, endOfColumn(span, column))[0]}
        />
      ))}
    </>
  );
}

/** The classes of one section alone. */
export function OneStrip({ strip, span, names, states }: SpanCellsProps) {
  return (
    <Scroll label={words.value.strips}>
      <table class={`strips by-${span.interval}`}>
        <thead>
          <tr>
            <SpanHeads span={span} />
          </tr>
        </thead>
        <tbody>
          <tr>
            <SpanCells strip={strip} span={span} names={names} states={states} />
          </tr>
        </tbody>
      </table>
    </Scroll>
  );
}

function StripsTable({ strips, span, names, waters, states }: StripsTableProps) {
  const w = words.value;
  return (
    <Scroll label={w.strips}>
      <table class={`strips by-${span.interval}`}>
        <caption class="hidden">{`${w.strips} ${span.text}`}</caption>
        <thead>
          <tr>
            <th scope="col" class="section">
              {w.section}
            </th>
            <th scope="col" class="target">
              {w.target}
            </th>
            <SpanHeads span={span} />
          </tr>
        </thead>
        <tbody>
          {strips.toSorted(byWater).map((strip) => {
            const { section } = strip;
            const water = waters.get(waterOf(strip));
            return (
              <tr key={section.id} data-id={section.id}>
                <th scope="row">
                  <a href={hrefTo(`/water/sections/${encodeURIComponent(section.id)}`)}>
                    {nameOf(section.name)}
                  </a>
                  {water && <small>{nameOf(water)}</small>}
                </th>
                <td>{section.target ?? '—'}</td>
                <SpanCells strip={strip} span={span} names={names} states={states} />
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroll>
  );
}

/** Every section by month or day, with its target and the items that determine its class. */
export function Strips() {
  const w = words.value;
  const span = askedSpan();
  const names = useLoad('names', loadNames).value ?? NO_NAMES;
  const rivers = useLoad('rivers', loadRivers).value ?? [];
  const lakes = useLoad('lakes', loadLakes).value ?? [];
  const loaded = useLoad(`strips ${span.text}`, () => loadStrips(span.interval, span.text, span.text), [
    'class.day',
  ]);
  const states = useStates(span);
  const waters = new Map([...rivers, ...lakes].map(({ id, name }) => [id, name]));
  return (
    <Panel id="strips" title={w.strips} about={w.stripsAbout} tools={<SpanTools span={span} />}>
      <While of={loaded} isEmpty={(strips) => strips.length === 0}>
        {(strips) => (
          <>
            {strips.every(({ rows }) => rows.length === 0) && <p class="quiet">{w.nothing}</p>}
            <StripsTable {...{ strips, span, names, waters, states }} />
            <Standing rows={strips.flatMap(({ rows }) => rows)} />
            <NoteList title={marks.value.states} of={states} />
          </>
        )}
      </While>
    </Panel>
  );
}
