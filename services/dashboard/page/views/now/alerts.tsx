import { LanbiProblem } from '@lanbi/client';
import { api } from '../../core/api.ts';
import { alertCall } from '../../core/calls.ts';
import { useLoad } from '../../core/load.ts';
import { loadStations } from '../../core/places.ts';
import { hrefTo } from '../../core/route.ts';
import { clockOf } from '../../core/time.ts';
import { Figure } from '../../parts/figure.tsx';
import { While } from '../../parts/state.tsx';
import { type Name, nameOf, words } from '../../words/words.ts';

const SHOWN = 200;
const PATHS: Readonly<Record<string, string>> = {
  section: '/water/sections/',
  station: '/air/stations/',
  region: '/air/regions/',
};

/** Alerts that fire; `absent` where the API has no alerts. */
async function loadAlerts() {
  const params = { query: { state: 'firing' as const, limit: SHOWN } };
  try {
    return (await api.get('/v1/alerts', { params })).data;
  } catch (error) {
    if (error instanceof LanbiProblem && error.status === 404) return [];
    throw error;
  }
}

interface FiringProps {
  /** Names of places by kind and id, such as `section anxinqiao`. */
  readonly places: ReadonlyMap<string, Name>;
  /** Ids of stations that measure air. */
  readonly air: ReadonlySet<string>;
}

/** The page of what an alert is of; a station of water is seen at its section. */
function pageOf(
  { kind, id }: { readonly kind: string; readonly id: string },
  air: ReadonlySet<string>,
  sections: ReadonlyMap<string, string | undefined>,
): string | undefined {
  const base = PATHS[kind];
  if (kind !== 'station' || air.has(id)) return base && base + encodeURIComponent(id);
  const section = sections.get(id);
  return section && `/water/sections/${encodeURIComponent(section)}`;
}

const NO_STATIONS = async (): ReturnType<typeof loadStations> => [];

const RANKS: Readonly<Record<string, number>> = { critical: 0, warning: 1, info: 2 };

/** The alerts that fire, the most severe first. */
export function Firing({ places, air }: FiringProps) {
  const w = words.value;
  const loaded = useLoad('alerts', loadAlerts, ['alert']);
  // Stations of water are in none of the lists of this view: their names are loaded when one has an alert.
  const unnamed = (loaded.value ?? []).some(({ subject: { kind, id } }) => !places.has(`${kind} ${id}`));
  const stations = useLoad(unnamed ? 'registered' : 'no stations', unnamed ? loadStations : NO_STATIONS);
  const sectionOf = new Map((stations.value ?? []).map(({ id, section }) => [id, section]));
  const more = new Map((stations.value ?? []).map(({ id, name }) => [`station ${id}`, name]));
  const severity = (text: string): string =>
    ({ critical: w.severityCritical, warning: w.severityWarning, info: w.severityInfo })[text] ?? text;
  return (
    <While of={loaded} isEmpty={(alerts) => alerts.length === 0} empty={w.noAlerts}>
      {(alerts) => (
        <ul class="alerts">
          {alerts
            .toSorted(
              (a, b) => (RANKS[a.severity] ?? 3) - (RANKS[b.severity] ?? 3) || b.since.localeCompare(a.since),
            )
            .map(({ ruleId, subject, severity: level, text, since, acknowledged, silenced }) => {
              const key = `${subject.kind} ${subject.id}`;
              const name = places.get(key) ?? more.get(key);
              const shown = name ? nameOf(name) : subject.id;
              const page = pageOf(subject, air, sectionOf);
              return (
                <li key={`${ruleId} ${subject.kind} ${subject.id}`} class={level}>
                  <span class="severity">{severity(level)}</span>{' '}
                  {page ? <a href={hrefTo(page)}>{shown}</a> : <b>{shown}</b>}{' '}
                  <Figure path={alertCall(ruleId, subject.id)}>{text ? nameOf(text) : ruleId}</Figure>{' '}
                  <time dateTime={since} class="quiet">
                    {w.since} {clockOf(since)}
                  </time>
                  {acknowledged && <small class="quiet"> · {w.acknowledged}</small>}
                  {silenced && <small class="quiet"> · {w.silenced}</small>}
                </li>
              );
            })}
        </ul>
      )}
    </While>
  );
}
