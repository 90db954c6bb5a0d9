import { useState } from 'preact/hooks';
import { callOf, classCall, completenessCall } from '../../core/calls.ts';
import { useLoad } from '../../core/load.ts';
import { hrefWith, param } from '../../core/route.ts';
import { narrow } from '../../core/settings.ts';
import { today } from '../../core/time.ts';
import { Figure } from '../../parts/figure.tsx';
import { Choice, Panel } from '../../parts/panel.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { While } from '../../parts/state.tsx';
import { nameOf, words } from '../../words/words.ts';
import { loadMatrix, type MatrixPart, type Subject } from './data.ts';
import { ops } from './words.ts';

/** Rows that are shown at first, and that one click adds. */
const STEP = 40;
const NARROW_DAYS = 6;
/** Steps of the shades, per cent: below the first of them nothing came. */
const SHADES = [1, 50, 75, 90, 100] as const;

interface CellProps {
  readonly share: number | undefined;
  /** What the share is of. */
  readonly label: string;
  /** The call that it is counted from. */
  readonly path: string;
}

function Cell({ share, label, path }: CellProps) {
  if (share === undefined) return <td class="share none">—</td>;
  const percent = Math.floor(share * 100 + 1e-9);
  const shade = SHADES.filter((step) => percent >= step).length;
  return (
    <td class={`share shade-${shade}`}>
      <Figure path={path} label={`${label} ${percent} %`}>
        {percent}
      </Figure>
    </td>
  );
}

const meanOf = (rows: readonly Subject[], day: string): number | undefined => {
  const shares = rows.flatMap(({ shares: of }) => of.get(day) ?? []);
  return shares.length === 0 ? undefined : shares.reduce((sum, each) => sum + each, 0) / rows.length;
};

/** The call that the share of a station and day is from; a station of water is seen at its section. */
const pathOf = (id: string, section: string | undefined, day: string): string =>
  section === undefined
    ? completenessCall({ stations: id, from: day, to: day, interval: 'day' })
    : classCall(section, 'day', day, day);

const pathOfAll = (medium: 'air' | 'water', day: string): string =>
  medium === 'air'
    ? completenessCall({ from: day, to: day, interval: 'day' })
    : callOf('water/days', { from: day, to: day });

function Table({ days, rows, medium }: MatrixPart & { readonly medium: 'air' | 'water' }) {
  const w = words.value;
  const o = ops.value;
  // On a phone the last days: the columns of two weeks end out of view.
  const shown = narrow.value ? days.slice(-NARROW_DAYS) : days;
  return (
    <Scroll label={o.matrix}>
      <table class="matrix">
        <caption class="hidden">{o.matrix}</caption>
        <thead>
          <tr>
            <th scope="col">{w.place}</th>
            {shown.map((day) => (
              <th scope="col" key={day}>
                {day.slice(5)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name, section, shares }) => (
            <tr key={id} data-id={id}>
              <th scope="row">{nameOf(name)}</th>
              {shown.map((day) => (
                <Cell
                  key={day}
                  share={shares.get(day)}
                  label={`${nameOf(name)} ${day}`}
                  path={pathOf(id, section, day)}
                />
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{o.total}</th>
            {shown.map((day) => (
              <Cell
                key={day}
                share={meanOf(rows, day)}
                label={`${o.total} ${day}`}
                path={pathOfAll(medium, day)}
              />
            ))}
          </tr>
        </tfoot>
      </table>
    </Scroll>
  );
}

/** What came of what was expected, by station and day. */
export function Matrix() {
  const o = ops.value;
  const [shown, setShown] = useState(STEP);
  const medium = param('medium') === 'water' ? 'water' : 'air';
  const loaded = useLoad(`matrix ${medium} ${shown} ${today()}`, () => loadMatrix(medium, shown), [
    medium === 'air' ? 'aqi.day' : 'class.day',
  ]);
  const options = (['air', 'water'] as const).map((each) => ({
    text: o.medium[each],
    href: hrefWith({ medium: each }),
    current: each === medium,
  }));
  return (
    <Panel
      id="matrix"
      title={o.matrix}
      about={o.matrixAbout}
      tools={<Choice label={o.matrix} options={options} />}
    >
      <While of={loaded}>
        {(part) => (
          <>
            <Table {...part} medium={medium} />
            {part.all > part.rows.length && (
              <button type="button" onClick={() => setShown(shown + STEP)}>
                {o.more(Math.min(STEP, part.all - part.rows.length))}
              </button>
            )}
          </>
        )}
      </While>
    </Panel>
  );
}
