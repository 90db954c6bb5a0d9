import type { Bound } from '../../core/data.ts';
import { loadCategories } from '../../core/latest.ts';
import { useLoad } from '../../core/load.ts';
import { hrefTo, param } from '../../core/route.ts';
import type { AirRow } from '../../core/series.ts';
import { plusDays, today } from '../../core/time.ts';
import { Chart } from '../../parts/chart.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Standing } from '../../parts/standing.tsx';
import { While } from '../../parts/state.tsx';
import { nameOf, words } from '../../words/words.ts';
import { categoryLimits } from './category-limits.ts';
import { Fields } from './compare-fields.tsx';
import { ComparedDays, type ComparedProps } from './compare-table.tsx';
import {
  askedDays,
  type Both,
  byNumber,
  dateIn,
  loadPlaces,
  loadSide,
  type Side,
  sideOf,
  yearBefore,
} from './compared.ts';

/** Both sides as lines and as rows. */
function Result({ categories, ...compared }: ComparedProps & { readonly categories: readonly Bound[] }) {
  const w = words.value;
  const { a, b, sides, days, names } = compared;
  const points = (of: ReadonlyMap<number, AirRow>) =>
    Array.from(
      { length: days },
      (_, at) =>
        [Date.parse(`${plusDays(sides[0].from, at)}T00:00:00+08:00`), of.get(at)?.aqi ?? null] as const,
    );
  const lines = sides.map((side, at) => w.fromDay(names[at] ?? '', side.from)) as [string, string];
  return (
    <>
      <Chart
        label={`${w.compare}: ${names.join(' / ')}`}
        data={{
          unit: 'AQI',
          name: `A ${names[0]}`,
          points: points(a),
          other: { name: `B ${names[1]}`, points: points(b) },
          limits: categoryLimits(categories),
        }}
      />
      <p class="quiet">{w.compareLines(...lines)}</p>
      <Standing rows={[...a.values(), ...b.values()]} />
      <ComparedDays {...compared} />
    </>
  );
}

/** Two places over the same days, or one place over the days of two periods, day beside day. */
export function Compare() {
  const w = words.value;
  const places = useLoad('places', loadPlaces);
  const categories = useLoad('categories', loadCategories).value ?? [];
  const days = askedDays();
  const from = dateIn('from', plusDays(today(), -days));
  // One place against itself a year earlier, until somebody chooses.
  const other = dateIn('other', param('b') === undefined ? yearBefore(from) : from);
  const first = places.value?.[0]?.key ?? '';
  const [a, b] = [sideOf('a', first, from), sideOf('b', param('a') ?? first, other)];
  const loaded = useLoad(
    `compare ${a?.of} ${a?.id} ${from} ${b?.of} ${b?.id} ${other} ${days}`,
    async (): Promise<Both> => ({
      a: byNumber(a ? await loadSide(a, days) : [], from),
      b: byNumber(b ? await loadSide(b, days) : [], other),
    }),
    ['aqi.day', 'region.aqi.day'],
  );
  const nameAt = (side: Side | undefined): string => {
    const found = places.value?.find(({ key }) => key === `${side?.of}/${side?.id}`);
    return found ? nameOf(found.name) : (side?.id ?? '');
  };
  return (
    <>
      <h1 class="hidden">{w.compare}</h1>
      <Panel id="compare" title={w.compare} about={w.compareAbout}>
        <p class="back">
          <a href={hrefTo('/air')}>{w.backTo(w.ranking)}</a>
        </p>
        <While of={places}>
          {(all) => (
            <>
              <Fields places={all} days={days} from={from} other={other} />
              <While of={loaded}>
                {(both) =>
                  a &&
                  b && (
                    <Result
                      {...both}
                      {...{ days, categories }}
                      sides={[a, b]}
                      names={[nameAt(a), nameAt(b)]}
                    />
                  )
                }
              </While>
            </>
          )}
        </While>
      </Panel>
    </>
  );
}
