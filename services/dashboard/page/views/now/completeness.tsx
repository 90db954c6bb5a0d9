import { api } from '../../core/api.ts';
import { airCall, callOf } from '../../core/calls.ts';
import type { LatestAir, LatestSection, State } from '../../core/data.ts';
import { useLoad } from '../../core/load.ts';
import { dayOf, hoursOfToday, now, today } from '../../core/time.ts';
import { Figure } from '../../parts/figure.tsx';
import { stateText, While } from '../../parts/state.tsx';
import { words } from '../../words/words.ts';

interface Counted {
  readonly observed: number;
  readonly expected: number;
}

type Coverage = Readonly<Record<string, Counted>>;

/** The values of one hour, of all pollutants and places. */
function countsOf(coverage: Coverage): Counted {
  const all = Object.values(coverage);
  return {
    observed: all.reduce((total, { observed }) => total + observed, 0),
    expected: all.reduce((total, { expected }) => total + expected, 0),
  };
}

/** Values of all pollutants in the hours of today of a city, that came and that were to come. */
async function loadHours(id: string, day: string, hours: number): Promise<Counted> {
  const query = { interval: 'hour' as const, from: day, to: day, limit: 100, fields: 'to,coverage' };
  const params = { path: { id }, query };
  const { data } = await api.get('/v1/air/regions/{id}/aqi', { params });
  // The hour that runs has a row too, of what came so far.
  const ended = data.filter(({ to }) => Date.parse(to ?? '') <= now.peek());
  const each = ended.map(({ coverage }) => countsOf(coverage ?? {}));
  const observed = each.reduce((total, hour) => total + hour.observed, 0);
  // An hour of which nothing came has no row, and was expected all the same.
  return { observed, expected: hours * Math.max(0, ...each.map(({ expected }) => expected)) };
}

interface MeterProps {
  readonly label: string;
  readonly of: Counted;
  /** The call that it is counted from. */
  readonly path: string;
}

function Meter({ label, of: { observed, expected }, path }: MeterProps) {
  const w = words.value;
  if (expected === 0)
    return (
      <div class="meter-row">
        <span>{label}</span>
        <span>
          <Figure path={path} label={`${label} ${w.noHoursYet}`}>
            {w.noHoursYet}
          </Figure>
        </span>
      </div>
    );
  const share = observed / expected;
  const text = `${(Math.floor(share * 1000) / 10).toFixed(1)} %`;
  return (
    <div class="meter-row">
      <span>{label}</span>
      <meter min={0} max={1} low={0.75} optimum={1} value={share} aria-label={label} />
      <span>
        <Figure path={path} label={`${label} ${text}`}>
          <b>{text}</b>
        </Figure>{' '}
        <span class="quiet">{w.ofExpected(observed, expected)}</span>
      </span>
    </div>
  );
}

function Hours({ city, day }: { readonly city: string; readonly day: string }) {
  const hours = hoursOfToday();
  const loaded = useLoad(`hours ${city} ${day} ${hours}`, () => loadHours(city, day, hours), [
    'region.aqi.hour',
  ]);
  return (
    <While of={loaded}>
      {(counted) => (
        <Meter
          label={words.value.completenessAir}
          of={counted}
          path={airCall({ of: 'regions', id: city, interval: 'hour', from: day, to: day })}
        />
      )}
    </While>
  );
}

const STATES: readonly State[] = ['live', 'late', 'silent', 'never-seen', 'out-of-service'];

function States({
  label,
  of,
  path,
}: {
  readonly label: string;
  readonly path: string;
  readonly of: readonly { readonly state: State }[];
}) {
  if (of.length === 0) return null;
  return (
    <p class="states">
      <span>{label}</span>
      {STATES.map((state) => {
        const count = of.filter((each) => each.state === state).length;
        return count === 0 ? null : (
          <span key={state} class={`state ${state}`}>
            {stateText(state)}{' '}
            <Figure path={path} label={`${label} ${stateText(state)} ${count}`}>
              <b>{count}</b>
            </Figure>
          </span>
        );
      })}
    </p>
  );
}

interface CompletenessProps {
  readonly regions: readonly LatestAir[];
  readonly stations: readonly LatestAir[];
  readonly sections: readonly LatestSection[];
}

/** How much of today's data is there, and how the stations stand. */
export function Completeness({ regions, stations, sections }: CompletenessProps) {
  const w = words.value;
  const day = today();
  const city = regions.find(({ kind }) => kind === 'city')?.id;
  const sampled = sections.filter(({ ts }) => ts !== null && dayOf(ts) === day).length;
  return (
    <div class="completeness">
      {city !== undefined && <Hours city={city} day={day} />}
      {sections.length > 0 && (
        <Meter
          label={w.completenessWater}
          of={{ observed: sampled, expected: sections.length }}
          path={callOf('water/sections/latest', { fields: 'id,name,ts' })}
        />
      )}
      <States
        label={w.airStations}
        of={stations}
        path={callOf('air/stations/latest', { fields: 'id,name,staleness' })}
      />
      <States
        label={w.sections}
        of={sections}
        path={callOf('water/sections/latest', { fields: 'id,name,staleness' })}
      />
    </div>
  );
}
