import type { Instant } from '@lanbi/standards';
import { type Span, shared, spanOf } from './nouns/dated.ts';
import type { LakeId, RegionId, RiverId, SectionId, StationId } from './nouns/ids.ts';
import type { Region, Registry, Section, Station, StationRole, TargetClass } from './nouns/registry.ts';
import { type Statement, statementsOf } from './statements.ts';
import { type Held, Timeline } from './timeline.ts';

/** A river or a lake. */
export interface WaterRef {
  readonly kind: 'river' | 'lake';
  readonly id: RiverId | LakeId;
}

type Subjects = Pick<Registry, 'regions' | 'stations' | 'sections'>;
type Said = ReadonlyMap<string, readonly Held<string>[]>;

const NONE: Timeline<never> = new Timeline<never>([]);

/** Returns all pairs of two lists, each with the instants that both share. */
function both<A, B>(as: readonly Held<A>[], bs: readonly Held<B>[]): Held<readonly [A, B]>[] {
  return as.flatMap((a) =>
    bs.flatMap((b) => {
      const span = shared(a.span, b.span);
      return span ? [{ value: [a.value, b.value] as const, span }] : [];
    }),
  );
}

const within = <Value>(held: readonly Held<Value>[], spans: readonly Held<unknown>[]): Held<Value>[] =>
  both(held, spans).map(({ value: [own], span }) => ({ value: own, span }));

function said(statements: readonly Statement[]): Said {
  const found = new Map<string, Held<string>[]>();
  for (const statement of statements) {
    const key = `${statement.of} ${statement.id} ${statement.says}`;
    const own = found.get(key) ?? [];
    found.set(key, own);
    own.push({ value: statement.is ?? '', span: spanOf(statement) });
  }
  return found;
}

/**
 * Returns the region and its ancestors for which air is evaluated: districts and cities, never a province.
 */
function evaluatedAbove(id: RegionId, regions: Subjects['regions']): RegionId[] {
  const found: RegionId[] = [];
  for (let region: Region | undefined = regions.get(id); region; ) {
    if (region.kind !== 'province') found.push(region.id);
    region = region.parent === undefined ? undefined : regions.get(region.parent);
  }
  return found;
}

function grouped<Key, Value>(entries: Iterable<readonly [Key, Held<Value>]>): Map<Key, Timeline<Value>> {
  const held = new Map<Key, Held<Value>[]>();
  for (const [key, each] of entries) {
    const own = held.get(key);
    if (own) own.push(each);
    else held.set(key, [each]);
  }
  return new Map([...held].map(([key, own]) => [key, new Timeline(own)]));
}

/**
 * Answers which stations and sections belong where, and which are expected, at a time. Only this class evaluates dates
 * of memberships. Statements are valid for whole civil days at +08:00, so an answer is the same at every instant of a
 * day.
 */
export class Memberships {
  readonly #said: Said;
  readonly #points: ReadonlyMap<RegionId, Timeline<Station>>;
  readonly #regions: ReadonlyMap<StationId, Timeline<RegionId>>;
  readonly #stations: ReadonlyMap<SectionId, Timeline<Station>>;
  readonly #sections: ReadonlyMap<string, Timeline<Section>>;
  /** Sections that have a station at some time. */
  readonly #stationed: ReadonlySet<SectionId>;

  constructor(subjects: Subjects, statements: readonly Statement[] = statementsOf(subjects)) {
    this.#said = said(statements);
    const counted = [...subjects.stations.values()].flatMap((station) => [
      ...this.#counted(station, subjects),
    ]);
    this.#points = grouped(counted.map(([station, { value, span }]) => [value, { value: station, span }]));
    this.#regions = grouped(counted.map(([{ id }, held]) => [id, held]));
    this.#stations = grouped(
      [...subjects.stations.values()].flatMap((station) => [...this.#stationsOn(station, subjects)]),
    );
    this.#stationed = new Set([...subjects.stations.keys()].flatMap((id) => this.sectionsEver(id)));
    this.#sections = grouped(
      [...subjects.sections.values()].flatMap((section) => [...this.#placed(section)]),
    );
  }

  #of(of: Statement['of'], id: string, says: Statement['says']): readonly Held<string>[] {
    return this.#said.get(`${of} ${id} ${says}`) ?? [];
  }

  #valueAt(of: Statement['of'], id: string, says: Statement['says'], at: number): string | undefined {
    return this.#of(of, id, says).findLast(({ span }) => span.from <= at && span.to > at)?.value;
  }

  /** Yields the regions whose values include an air station. */
  *#counted(station: Station, { regions }: Subjects): Iterable<readonly [Station, Held<RegionId>]> {
    const { id, medium } = station;
    if (medium !== 'air') return;
    const evaluation = this.#of('station', id, 'role').filter(({ value }) => value === 'evaluation');
    const inForce = within(evaluation, this.#of('station', id, 'in-force'));
    for (const { value, span } of within(this.#of('station', id, 'region'), inForce))
      for (const region of evaluatedAbove(value as RegionId, regions))
        yield [station, { value: region, span }];
  }

  *#stationsOn(station: Station, { sections }: Subjects): Iterable<readonly [SectionId, Held<Station>]> {
    const inForce = this.#of('station', station.id, 'in-force');
    for (const { value, span } of within(this.#of('station', station.id, 'section'), inForce))
      if (sections.has(value as SectionId)) yield [value as SectionId, { value: station, span }];
  }

  /**
   * Yields the expectation of a section: not expected if all its stations are closed, expected if it never had a
   * station.
   */
  *#placed(section: Section): Iterable<readonly [string, Held<Section>]> {
    const { id } = section;
    const inForce = this.#of('section', id, 'in-force');
    const stations = (this.#stations.get(id) ?? NONE).spans;
    const expected = this.#stationed.has(id) ? within(inForce, stations) : inForce;
    for (const kind of ['river', 'lake'] as const)
      for (const { value, span } of within(this.#of('section', id, kind), expected))
        yield [`${kind} ${value}`, { value: section, span }];
    for (const { span } of expected) yield ['all', { value: section, span }];
  }

  /** Returns the evaluation points of a district or city, for a city including those of its districts. */
  pointsOf(region: RegionId, at: Instant): readonly Station[] {
    return (this.#points.get(region) ?? NONE).at(at);
  }

  /** Returns the stations that are an evaluation point of the region at any time of a span. */
  pointsDuring(region: RegionId, span: Span): readonly Station[] {
    return (this.#points.get(region) ?? NONE).during(span);
  }

  /** Iterates over the districts and cities that have an evaluation point at any time. */
  evaluatedRegions(): IterableIterator<RegionId> {
    return this.#points.keys();
  }

  /** Returns the district and city of an evaluation point at a time; empty for any other station. */
  regionsOfPoint(station: StationId, at: Instant): readonly RegionId[] {
    return (this.#regions.get(station) ?? NONE).at(at);
  }

  /** Returns each district and city of an evaluation point, with the times. */
  pointSpans(station: StationId): readonly Held<RegionId>[] {
    return (this.#regions.get(station) ?? NONE).spans;
  }

  /** Whether the station is expected to report at a time. */
  isExpected(station: StationId, at: Instant): boolean {
    return this.#valueAt('station', station, 'in-force', at) !== undefined;
  }

  /** Returns the spans in which the station is expected to report, ascending. */
  expectedSpans(station: StationId): readonly Span[] {
    return this.#of('station', station, 'in-force').map(({ span }) => span);
  }

  roleOf(station: StationId, at: Instant): StationRole | undefined {
    return this.#valueAt('station', station, 'role', at) as StationRole | undefined;
  }

  /** Returns each region of a station, with the times. */
  regionSpans(station: StationId): readonly Held<RegionId>[] {
    return this.#of('station', station, 'region').map(({ value, span }) => ({
      value: value as RegionId,
      span,
    }));
  }

  regionOf(station: StationId, at: Instant): RegionId | undefined {
    return this.#valueAt('station', station, 'region', at) as RegionId | undefined;
  }

  /** Returns the section of a station at a time; `undefined` while the station is not in force. */
  sectionOf(station: StationId, at: Instant): SectionId | undefined {
    if (!this.isExpected(station, at)) return undefined;
    return this.#valueAt('station', station, 'section', at) as SectionId | undefined;
  }

  /** Returns every section of a station at any time. */
  sectionsEver(station: StationId): readonly SectionId[] {
    return this.#of('station', station, 'section').map(({ value }) => value as SectionId);
  }

  stationsOf(section: SectionId, at: Instant): readonly Station[] {
    return (this.#stations.get(section) ?? NONE).at(at);
  }

  stationsDuring(section: SectionId, span: Span): readonly Station[] {
    return (this.#stations.get(section) ?? NONE).during(span);
  }

  /** Returns the sections that are expected to have results at some time of a span. */
  sectionsInForce(span: Span): readonly Section[] {
    return (this.#sections.get('all') ?? NONE).during(span);
  }

  /** Returns the sections of a river or lake at some time of a span. */
  sectionsDuring({ kind, id }: WaterRef, span: Span): readonly Section[] {
    return (this.#sections.get(`${kind} ${id}`) ?? NONE).during(span);
  }

  /** Returns the section with the river or lake and the target that were last valid by a time. */
  sectionAt(section: Section, at: Instant): Section {
    const { river: _river, lake: _lake, target: _target, ...rest } = section;
    if (!section.rivers && !section.lakes && !section.targets) return section;
    const [river, lake, target] = (['river', 'lake', 'target'] as const).map(
      (says) => this.#of('section', section.id, says).findLast(({ span }) => span.from <= at)?.value,
    );
    return {
      ...rest,
      ...(river && { river: river as RiverId }),
      ...(lake && { lake: lake as LakeId }),
      ...(target && { target: target as TargetClass }),
    };
  }
}

const known = new WeakMap<Subjects, Memberships>();

/** Returns the memberships of a registry, built once. */
export function membershipsOf(registry: Subjects): Memberships {
  const found = known.get(registry) ?? new Memberships(registry);
  known.set(registry, found);
  return found;
}
