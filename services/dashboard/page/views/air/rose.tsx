import { observedCall } from '../../core/calls.ts';
import { loadUnits } from '../../core/data.ts';
import { useLoad } from '../../core/load.ts';
import { meanOf } from '../../core/mean.ts';
import { loadObserved, type Observed } from '../../core/observed.ts';
import { plusDays, today } from '../../core/time.ts';
import { ChartTable } from '../../parts/chart-table.tsx';
import { Figure } from '../../parts/figure.tsx';
import { Panel } from '../../parts/panel.tsx';
import { askedPollutant, POLLUTANTS, PollutantChoice } from '../../parts/pollutant.tsx';
import { StandingOfDays } from '../../parts/standing.tsx';
import { While } from '../../parts/state.tsx';
import { labelOf, type Name, unitOf, words } from '../../words/words.ts';

const DAYS = 30;
const SECTORS = 16;
const SECTOR_DEGREES = 360 / SECTORS;
const [SIZE, OUTER] = [300, 118];

/** A direction that the wind came from: how often, and what was in it. */
interface Sector {
  readonly at: number;
  readonly share: number;
  readonly speed: number | undefined;
  readonly value: number | undefined;
}

/** The sector of a direction in degrees from north, 0 to 15. */
const sectorOf = (degrees: number): number =>
  Math.round((((degrees % 360) + 360) % 360) / SECTOR_DEGREES) % SECTORS;

type Series = readonly Observed[];

function sectorsOf(directions: Series, speeds: Series, values: Series): Sector[] {
  const by = (rows: Series) => new Map(rows.map(({ to, value }) => [to, value]));
  const [speedAt, valueAt] = [by(speeds), by(values)];
  const known = directions.flatMap(({ to, value }) => (value === null ? [] : [{ to, at: sectorOf(value) }]));
  return Array.from({ length: SECTORS }, (_, at) => {
    const own = known.filter((each) => each.at === at);
    return {
      at,
      share: known.length === 0 ? 0 : own.length / known.length,
      speed: meanOf(own.map(({ to }) => speedAt.get(to))),
      value: meanOf(own.map(({ to }) => valueAt.get(to))),
    };
  });
}

const loadRose = async (id: string, code: string, from: string, to: string): Promise<readonly Sector[]> => {
  const load = (parameter: string) => loadObserved(id, parameter, 'hour', from, to);
  const [directions, speeds, values] = await Promise.all([
    load('wind_direction'),
    load('wind_speed'),
    load(code),
  ]);
  return sectorsOf(directions, speeds, values);
};

function wedge(at: number, radius: number): string {
  const edge = (side: number): string => {
    const angle = (((at + side) * SECTOR_DEGREES - 90) * Math.PI) / 180;
    return `${(radius * Math.cos(angle)).toFixed(1)} ${(radius * Math.sin(angle)).toFixed(1)}`;
  };
  return `M0 0L${edge(-0.42)}A${radius.toFixed(1)} ${radius.toFixed(1)} 0 0 1 ${edge(0.42)}Z`;
}

/** Where the number of a ring stands: between two of the directions that are named. */
function ringPlace(radius: number): { readonly x: number; readonly y: number } {
  const angle = (1.5 * SECTOR_DEGREES * Math.PI) / 180;
  return { x: radius * Math.sin(angle) + 2, y: -radius * Math.cos(angle) - 2 };
}

interface DrawingProps {
  readonly label: string;
  readonly sectors: readonly Sector[];
  readonly of: (sector: Sector) => number | undefined;
  readonly ring: (value: number) => string;
}

function Drawing({ label, sectors, of, ring }: DrawingProps) {
  const w = words.value;
  const top = Math.max(...sectors.map((each) => of(each) ?? 0), 1e-9);
  return (
    <figure>
      <figcaption>{label}</figcaption>
      <svg class="rose" viewBox={`${-SIZE / 2} ${-SIZE / 2} ${SIZE} ${SIZE}`} role="img" aria-label={label}>
        {[0.5, 1].map((share) => (
          <g key={share}>
            <circle r={OUTER * share} />
            <text {...ringPlace(OUTER * share)} class="ring">
              {ring(top * share)}
            </text>
          </g>
        ))}
        {sectors.map((sector) => (
          <path key={sector.at} d={wedge(sector.at, ((of(sector) ?? 0) / top) * OUTER)} />
        ))}
        {[0, 4, 8, 12].map((at) => {
          const angle = ((at * SECTOR_DEGREES - 90) * Math.PI) / 180;
          const far = OUTER + 17;
          return (
            <text key={at} x={far * Math.cos(angle)} y={far * Math.sin(angle)} dy="0.35em" class="wind">
              {w.winds[at]}
            </text>
          );
        })}
      </svg>
    </figure>
  );
}

interface TableProps {
  readonly sectors: readonly Sector[];
  readonly quantity: string;
  readonly decimals: number;
  /** The call that the values of a parameter are from. */
  readonly pathOf: (parameter: string) => string;
  readonly code: string;
}

function Table({ sectors, quantity, decimals, pathOf, code }: TableProps) {
  const w = words.value;
  const cell = (wind: string, parameter: string, text: string) => (
    <td>
      <Figure path={pathOf(parameter)} label={`${w.rose} ${wind} ${text}`}>
        {text}
      </Figure>
    </td>
  );
  return (
    <ChartTable label={w.rose} head={[w.windFrom, w.frequency, `${w.windSpeed} m/s`, quantity]}>
      {sectors.map(({ at, share, speed, value }) => {
        const wind = w.winds[at] ?? '';
        return (
          <tr key={at}>
            <th scope="row">{wind}</th>
            {cell(wind, 'wind_direction', `${(share * 100).toFixed(1)} %`)}
            {cell(wind, 'wind_speed', speed?.toFixed(1) ?? '—')}
            {cell(wind, code, value?.toFixed(decimals) ?? '—')}
          </tr>
        );
      })}
    </ChartTable>
  );
}

interface RoseProps {
  readonly id: string;
  readonly parameters: readonly string[];
  readonly names: ReadonlyMap<string, Name>;
}

/** From where the wind came, and how much of a pollutant was in it. */
export function Rose({ id, parameters, names }: RoseProps) {
  const w = words.value;
  const measured = POLLUTANTS.filter((each) => parameters.includes(each));
  const code = askedPollutant(measured);
  const to = plusDays(today(), -1);
  const from = plusDays(to, 1 - DAYS);
  const units = useLoad('units', loadUnits).value;
  const loaded = useLoad(`rose ${id} ${code} ${from}`, () => loadRose(id, code, from, to));
  const pathOf = (parameter: string): string => observedCall(id, { parameter, interval: 'hour', from, to });
  const quantity = `${labelOf(code, names)} ${unitOf(units?.get(code) ?? '')}`;
  const decimals = code === 'co' ? 1 : 0;
  return (
    <Panel
      id="rose"
      title={w.rose}
      about={w.roseAbout(from, to)}
      tools={<PollutantChoice label={w.rose} of={measured} names={names} />}
    >
      <While of={loaded} isEmpty={(sectors) => sectors.every(({ share }) => share === 0)}>
        {(sectors) => (
          <>
            <div class="roses">
              <Drawing
                label={w.windRose}
                sectors={sectors}
                of={({ share }) => share}
                ring={(share) => `${(share * 100).toFixed(0)} %`}
              />
              <Drawing
                label={`${w.pollutionRose}: ${quantity}`}
                sectors={sectors}
                of={({ value }) => value}
                ring={(value) => value.toFixed(decimals)}
              />
            </div>
            <StandingOfDays of="stations" {...{ id, from, to }} />
            <Table {...{ sectors, quantity, decimals, pathOf, code }} />
          </>
        )}
      </While>
    </Panel>
  );
}
