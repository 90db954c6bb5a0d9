import { latestAirCall } from '../../core/calls.ts';
import { categoryOf, loadNames, type State } from '../../core/data.ts';
import { useLoad } from '../../core/load.ts';
import { hrefTo } from '../../core/route.ts';
import type { Of } from '../../core/series.ts';
import { clockOf } from '../../core/time.ts';
import { AqiBadge } from '../../parts/badge.tsx';
import { Figure } from '../../parts/figure.tsx';
import { Age, Marks, While } from '../../parts/state.tsx';
import { labelsOf, type Name, nameOf, words } from '../../words/words.ts';
import { Calendar } from './calendar.tsx';
import { EditionChoice } from './edition.tsx';
import { loadLatestOf, loadPlace } from './place-data.ts';
import { Profile } from './profile.tsx';
import { Readings } from './readings.tsx';
import { Rose } from './rose.tsx';
import { Series } from './series.tsx';
import { Targets } from './targets.tsx';

const NO_NAMES: ReadonlyMap<string, Name> = new Map();

interface PlaceProps {
  readonly of: Of;
  readonly id: string;
}

function Headline({ of, id, names }: PlaceProps & { readonly names: ReadonlyMap<string, Name> }) {
  const w = words.value;
  const kind = of === 'regions' ? 'region.aqi.hour' : 'aqi.hour';
  const loaded = useLoad(`latest ${of} ${id}`, () => loadLatestOf(of, id), [kind]);
  return (
    <While of={loaded}>
      {(figure) => {
        const category = categoryOf(figure.category);
        const state = (figure.staleness?.state ?? 'live') as State;
        return (
          <p class="headline">
            <Figure big path={latestAirCall(of, id)} label={`AQI ${figure.aqi ?? w.nothing}`}>
              <AqiBadge aqi={figure.aqi} category={category} />
            </Figure>
            <span>
              <b>{category ? nameOf(category) : w.nothing}</b>
              {figure.primary.length > 0 && ` · ${w.primary} ${labelsOf(figure.primary, names)}`}
              <br />
              {clockOf(figure.to)} · <Age time={figure.to} />{' '}
              <Marks
                of={{
                  provisional: figure.provisional,
                  dataState: figure.dataState,
                  validity: figure.validity.kind,
                  state,
                  edition: figure.edition,
                }}
              />
            </span>
          </p>
        );
      }}
    </While>
  );
}

/** A district, city or station: its latest index, its days and its diurnal and weekday profile. */
export function AirPlace({ of, id }: PlaceProps) {
  const w = words.value;
  const names = useLoad('names', loadNames).value ?? NO_NAMES;
  const place = useLoad(`place ${of} ${id}`, () => loadPlace(of, id));
  const station = place.value && 'parameters' in place.value ? place.value : undefined;
  const hasTargets = place.value !== undefined && 'targets' in place.value;
  return (
    <>
      <div class="panel title">
        <p>
          <a href={hrefTo('/air')}>{w.backTo(w.ranking)}</a>
        </p>
        <h1>{place.value ? nameOf(place.value.name) : id}</h1>
        <div class="beside">
          <EditionChoice />
          <a href={hrefTo('/air/compare', { a: `${of}/${id}` })}>{w.compare}</a>
        </div>
        <While of={place}>{() => <Headline of={of} id={id} names={names} />}</While>
      </div>
      {place.value && (
        <>
          {hasTargets && <Targets id={id} />}
          <Calendar of={of} id={id} names={names} />
          <Series of={of} id={id} names={names} />
          {station && <Readings id={id} parameters={station.parameters} names={names} />}
          <Profile of={of} id={id} names={names} />
          {station?.parameters.includes('wind_direction') && (
            <Rose id={id} parameters={station.parameters} names={names} />
          )}
        </>
      )}
    </>
  );
}
