import type { SectionState } from '@lanbi/standards';
import { Memberships } from './memberships.ts';
import type { DustPollutant, StoredAnnotation } from './nouns/annotation.ts';
import { ALWAYS, type Span, shared, spanOf } from './nouns/dated.ts';
import { type RegionId, regionId, type SectionId, type StationId, stationId } from './nouns/ids.ts';
import type { Region, Registry } from './nouns/registry.ts';
import { annotationStatements, type Statement, statementsOf } from './statements.ts';

type Places = Pick<Registry, 'regions' | 'stations' | 'sections'>;

/** What an annotation says of a subject in a span. */
interface Annotated {
  readonly span: Span;
  readonly annotation: StoredAnnotation;
}

/** Days that a pollutant of a region or station is left out on. */
export interface DustStatement extends Annotated {
  readonly pollutant: DustPollutant;
}

/** Days on which a section has no class. */
export interface StateStatement extends Annotated {
  readonly state: SectionState;
}

/** A region, or an air station. */
export interface AirPlace {
  readonly id: string;
  readonly region: boolean;
}

/** Whether an annotation still holds. */
export const isInForce = ({ annotation }: Annotated): boolean => annotation.withdrawn === undefined;

type AnnotationStatement = Statement & { readonly annotation: StoredAnnotation };

const isAnnotation = (statement: Statement): statement is AnnotationStatement =>
  statement.annotation !== undefined;

/**
 * All that is said of stations, sections and regions for some days, by the registry and by annotations: an argument of
 * every computation that reads it.
 */
export class StatementsInForce {
  readonly memberships: Memberships;
  /** The largest version of the annotations; 0 without any. */
  readonly version: number;
  readonly #places: Places;
  readonly #said: ReadonlyMap<string, readonly AnnotationStatement[]>;
  readonly #dust = new Map<string, readonly DustStatement[]>();
  readonly #states = new Map<SectionId, readonly StateStatement[]>();

  /** @param annotations also those that are withdrawn */
  constructor(places: Places, annotations: readonly StoredAnnotation[] = []) {
    const entered = annotations.flatMap(annotationStatements);
    this.#places = places;
    this.memberships = new Memberships(places, [...statementsOf(places), ...entered]);
    this.version = annotations.reduce((largest, { version }) => Math.max(largest, version), 0);
    this.#said = Map.groupBy(entered.filter(isAnnotation), ({ says, id }) => `${says} ${id}`);
  }

  /**
   * Days of dust of a region, its own and those of the regions above it, or of a station those of the region that it is
   * in at the time; also what was withdrawn.
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

  /** States of a section, also what was withdrawn. */
  statesOf(section: SectionId): readonly StateStatement[] {
    const known = this.#states.get(section);
    if (known) return known;
    const found = (this.#said.get(`state ${section}`) ?? []).map(
      (each): StateStatement => ({
        state: each.is as SectionState,
        span: spanOf(each),
        annotation: each.annotation,
      }),
    );
    this.#states.set(section, found);
    return found;
  }

  #dustOfStation(id: StationId): readonly DustStatement[] {
    return this.memberships.regionSpans(id).flatMap(({ value, span }) => this.#dustWithin(value, span));
  }

  /** Days of a region, and of those above it, within a span. */
  #dustWithin(id: RegionId, within: Span): readonly DustStatement[] {
    const found: DustStatement[] = [];
    for (let region: Region | undefined = this.#places.regions.get(id); region; ) {
      for (const each of this.#said.get(`dust ${region.id}`) ?? []) {
        const span = shared(spanOf(each), within);
        if (span) found.push({ pollutant: each.is as DustPollutant, span, annotation: each.annotation });
      }
      region = region.parent === undefined ? undefined : this.#places.regions.get(region.parent);
    }
    return found;
  }
}
