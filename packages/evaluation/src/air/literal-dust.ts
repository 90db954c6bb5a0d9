import type { Dated, Region, RegionId, Registry, Station, StationId, StoredAnnotation } from '@lanbi/model';
import { AIR_POLLUTANTS, type CivilDate } from '@lanbi/standards';
import type { EvaluatedDay } from './evaluated-day.ts';
import type { Subject } from './subject.ts';

type Dusty = Pick<EvaluatedDay, 'exceptional' | 'annotations'>;
type DustAnnotation = Extract<StoredAnnotation, { kind: 'dust-day' }>;

const isDust = (annotation: StoredAnnotation): annotation is DustAnnotation => annotation.kind === 'dust-day';

const regionOn = ({ region, regions }: Station, date: CivilDate): RegionId | undefined =>
  regions
    ? regions.find(({ from, until }: Dated<RegionId>) => (!from || from <= date) && (!until || date <= until))
        ?.is
    : region;

/** Reads annotations one by one for each day, independently of `StatementsInForce`; tests compare the two. */
export class LiteralDust {
  readonly #registry: Pick<Registry, 'stations' | 'regions'>;
  readonly #dust: readonly DustAnnotation[];

  constructor(
    registry: Pick<Registry, 'stations' | 'regions'>,
    annotations: readonly StoredAnnotation[] = [],
  ) {
    this.#registry = registry;
    this.#dust = annotations.filter(isDust).filter(({ withdrawn }) => !withdrawn);
  }

  /**
   * Returns the pollutants for which a day of a subject is left out, and the annotations; empty on other days.
   */
  on({ id, region }: Subject, date: CivilDate): Dusty {
    const station = this.#registry.stations.get(id as StationId);
    const own = region ? (id as RegionId) : station && regionOn(station, date);
    const said = this.#dust.filter(
      ({ subject, from, until }) => from <= date && date <= until && this.#isWithin(own, subject),
    );
    if (said.length === 0) return {};
    return {
      exceptional: AIR_POLLUTANTS.filter((of) =>
        said.some(({ pollutants }) => pollutants.some((each) => each === of)),
      ),
      annotations: said.map((each) => each.id).sort((a, b) => a - b),
    };
  }

  #isWithin(id: RegionId | undefined, region: string): boolean {
    const own: Region | undefined = id === undefined ? undefined : this.#registry.regions.get(id);
    return own !== undefined && (own.id === region || this.#isWithin(own.parent, region));
  }
}
