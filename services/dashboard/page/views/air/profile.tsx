import { loadUnits } from '../../core/data.ts';
import { useLoad } from '../../core/load.ts';
import { loadProfiles, meanAt, profilesCall } from '../../core/profiles.ts';
import type { Of } from '../../core/series.ts';
import { plusDays, today } from '../../core/time.ts';
import { type Bar, Bars, BarsTable } from '../../parts/bars.tsx';
import { Panel } from '../../parts/panel.tsx';
import { askedPollutant, POLLUTANTS, PollutantChoice } from '../../parts/pollutant.tsx';
import { StandingOfDays } from '../../parts/standing.tsx';
import { While } from '../../parts/state.tsx';
import { labelOf, type Name, unitOf, words } from '../../words/words.ts';

const DAYS = 30;
const HOURS = Array.from({ length: 24 }, (_, at) => at + 1);

/** Carbon monoxide is in mg/m³, all others in µg/m³. */
const decimalsOf = (code: string): number => (code === 'co' ? 1 : 0);

interface ShownProps {
  readonly kind: 'hours' | 'weekdays';
  readonly title: string;
  readonly bars: readonly Bar[];
  readonly code: string;
  readonly quantity: string;
  readonly head: string;
  readonly path: string;
}

/** Means as bars and as a table. */
function Means({ kind, title, bars, code, quantity, head, path }: ShownProps) {
  const decimals = decimalsOf(code);
  const label = `${title}${words.value.colon}${quantity}`;
  return (
    <figure class={`profile-${kind}`}>
      <figcaption>{label}</figcaption>
      <Bars label={label} bars={bars} decimals={decimals} axis={head} />
      <BarsTable label={label} bars={bars} decimals={decimals} head={[head, quantity]} path={path} />
    </figure>
  );
}

interface ProfileProps {
  readonly of: Of;
  readonly id: string;
  readonly names: ReadonlyMap<string, Name>;
}

/** How a pollutant runs over the hours of the day and the days of the week: means of the hours of thirty days. */
export function Profile({ of, id, names }: ProfileProps) {
  const w = words.value;
  const code = askedPollutant();
  const to = plusDays(today(), -1);
  const from = plusDays(to, 1 - DAYS);
  const units = useLoad('units', loadUnits).value;
  const loaded = useLoad(`profiles ${of} ${id} ${from} ${to}`, () => loadProfiles({ of, id, from, to }));
  const path = profilesCall({ of, id, from, to });
  const quantity = `${labelOf(code, names)} ${unitOf(units?.get(code) ?? '')}`;
  return (
    <Panel
      id="course"
      title={w.profile}
      about={w.profileAbout(from, to)}
      tools={<PollutantChoice label={w.profile} of={POLLUTANTS} names={names} />}
    >
      <While of={loaded} isEmpty={({ hours }) => hours.length === 0}>
        {({ hours, weekdays }) => (
          <>
            <div class="profiles">
              <Means
                {...{ kind: 'hours', title: w.byHour, head: w.hourEnding, code, quantity, path }}
                bars={HOURS.map((hour) => ({
                  label: String(hour),
                  value: meanAt(hours, String(hour - 1).padStart(2, '0'), code),
                }))}
              />
              <Means
                {...{ kind: 'weekdays', title: w.byWeekday, head: w.weekday, code, quantity, path }}
                bars={w.weekdays.map((label, at) => ({
                  label,
                  value: meanAt(weekdays, String(at + 1), code),
                }))}
              />
            </div>
            <StandingOfDays {...{ of, id, from, to }} />
          </>
        )}
      </While>
    </Panel>
  );
}
