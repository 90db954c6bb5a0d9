import type { SectionState } from '@lanbi/standards';
import { LIVE, type StateOfData, stateOfData } from './data-states.ts';
import { Memberships } from './memberships.ts';
import type { DataState, DataSubject, DustPollutant, StoredAnnotation } from './nouns/annotation.ts';
import { ALWAYS, type Span, shared, spanOf } from './nouns/dated.ts';
import {
  type RegionId,
  regionId,
  type SectionId,
  type StationId,
  sectionId,
  stationId,
} from './nouns/ids.ts';
import type { Region, Registry } from './nouns/registry.ts';
import { annotationStatements, type Statement, statementsOf } from './statements.ts';

type Places = Pick<Registry, 'regions' | 'stations' | 'sections'>;

/** The content of an annotation about a subject in a span. */
interface Annotated {
  readonly span: Span;
  readonly annotation: StoredAnnotation;
}

/** Days on which a pollutant of a region or station is left out. */
export interface DustStatement extends Annotated {
  readonly pollutant: DustPollutant;
}

/** Days on which a section has no class. */
export interface StateStatement extends Annotated {
  readonly state: SectionState;
}

/** What an annotation says within a span. */
interface SaidWithin extends Annotated {
  readonly is: string | undefined;
}

/** A region, or an air station. */
export interface AirPlace {
  readonly id: string;
  readonly region: boolean;
}

/** Whether an annotation is not withdrawn. */
export const isInForce = ({ annotation }: Annotated): boolean => annotation.withdrawn === undefined;

type AnnotationStatement = Statement & { readonly annotation: StoredAnnotation };

const isAnnotation = (statement: Statement): statement is AnnotationStatement =>
  statement.annotation !== undefined;

/**
 * All statements about stations, sections and regions, from the registry and from annotations; an argument of every
 * computation that uses them.
 */
export class StatementsInForce {
  readonly memberships: Memberships;
  /** The largest version of the annotations; 0 without any. */
  readonly version: number;
  readonly #places: Places;
  readonly #said: ReadonlyMap<string, readonly AnnotationStatement[]>;
  readonly #dust = new Map<string, readonly DustStatement[]>();
  readonly #states = new Map<SectionId, readonly StateStatement[]>();
  readonly #data = new Map<string, StateOfData>();
  /** Whether anything is said of the state of data. */
  readonly #isChecked: boolean;

  /** @param annotations including withdrawn ones */
  constructor(places: Places, annotations: readonly StoredAnnotation[] = []) {
    const entered = annotations.flatMap(annotationStatements);
    this.#places = places;
    this.memberships = new Memberships(places, [...statementsOf(places), ...entered]);
    this.version = annotations.reduce((largest, { version }) => Math.max(largest, version), 0);
    this.#said = Map.groupBy(entered.filter(isAnnotation), ({ says, of, id }) => `${says} ${of} ${id}`);
    this.#isChecked = entered.some(({ says }) => says === 'data');
  }

  /**
   * Returns the dust days of a region, its own and those of the regions above it; for a station those of its region at
   * the time. Withdrawn ones are included.
   * @source air.md 3: counties apply a city's days too [2]
   */
  dustOf(place: AirPlace): readonly DustStatement[] {
    const key = `${place.region} ${place.id}`;
    const known = this.#dust.get(key);
    if (known) return known;
    const found = place.region
      ? this.#dustWithin(regionId(place.id), ALWAYS)
      : this.#dustOfStation(stationId(place.id));
    this.#dust.set(key, found);
    return found;
  }

  /** Returns the states of a section, including withdrawn ones. */
  statesOf(section: SectionId): readonly StateStatement[] {
    const known = this.#states.get(section);
    if (known) return known;
    const found = (this.#said.get(`state section ${section}`) ?? []).map(
      (each): StateStatement => ({
        state: each.is as SectionState,
        span: spanOf(each),
        annotation: each.annotation,
      }),
    );
    this.#states.set(section, found);
    return found;
  }

  /**
   * How far data were checked: what is said of the subject itself, and of the regions that it is in, of a station at
   * the time; without what was withdrawn.
   */
  dataOf(subject: DataSubject): StateOfData {
    if (!this.#isChecked) return LIVE;
    const key = `${subject.of} ${subject.id}`;
    const known = this.#data.get(key);
    if (known) return known;
    const said = this.#dataStatements(subject).filter(isInForce);
    const found = stateOfData(said.map(({ is, span }) => ({ state: is as DataState, span })));
    this.#data.set(key, found);
    return found;
  }

  #dataStatements({ of, id }: DataSubject): readonly SaidWithin[] {
    if (of === 'region') return this.#within('data', regionId(id), ALWAYS);
    const own = this.#saidOf('data', { of, id }, ALWAYS);
    if (of === 'station')
      return [
        ...own,
        ...this.memberships
          .regionSpans(stationId(id))
          .flatMap(({ value, span }) => this.#within('data', value, span)),
      ];
    const region = this.#places.sections.get(sectionId(id))?.region;
    return region === undefined ? own : [...own, ...this.#within('data', region, ALWAYS)];
  }

  #dustOfStation(id: StationId): readonly DustStatement[] {
    return this.memberships.regionSpans(id).flatMap(({ value, span }) => this.#dustWithin(value, span));
  }

  #dustWithin(id: RegionId, within: Span): readonly DustStatement[] {
    return this.#within('dust', id, within).map(({ is, span, annotation }) => ({
      pollutant: is as DustPollutant,
      span,
      annotation,
    }));
  }

  /** What is said of a subject itself, within a span. */
  #saidOf(says: Statement['says'], { of, id }: DataSubject, within: Span): readonly SaidWithin[] {
    return (this.#said.get(`${says} ${of} ${id}`) ?? []).flatMap((each) => {
      const span = shared(spanOf(each), within);
      return span ? [{ is: each.is, span, annotation: each.annotation }] : [];
    });
  }

  /** What is said of a region, and of those above it, within a span. */
  #within(says: Statement['says'], id: RegionId, within: Span): readonly SaidWithin[] {
    const found: SaidWithin[] = [];
    for (let region: Region | undefined = this.#places.regions.get(id); region; ) {
      found.push(...this.#saidOf(says, { of: 'region', id: region.id }, within));
      region = region.parent === undefined ? undefined : this.#places.regions.get(region.parent);
    }
    return found;
  }
}
