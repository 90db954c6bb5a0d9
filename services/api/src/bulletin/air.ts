import { type AirPeriodOptions, datesOf, type Window, yearEarlier } from '@lanbi/evaluation';
import type { Region } from '@lanbi/model';
import {
  type Derivation,
  isMissing,
  type Maybe,
  rankByChange,
  rankByIndex,
  rankingInForce,
} from '@lanbi/standards';
import { compositeOf } from '../answers/air-period.ts';
import { figures, orReason } from '../answers/maybe.ts';
import type { ApiDeps } from '../deps.ts';
import { computedPeriod, type PeriodFigure, periodFigure } from '../figures/air-period.ts';
import { changesOf } from '../figures/change.ts';
import { coverageOf } from './coverage.ts';
import type { NamedPeriod } from './period.ts';
import type { AirPart, DistrictRow } from './schema.ts';
import type { BulletinScope } from './scope.ts';

/** A region over the period, with what it is compared with. */
export interface RegionFigure {
  readonly region: Region;
  readonly figure: PeriodFigure;
  /** The same period a year earlier, under the edition of its own or the one asked for. */
  readonly earlier: PeriodFigure;
  readonly changes: Awaited<ReturnType<typeof changesOf>>;
}

/** What is asked for: a period, and the edition, stage or method where they are not those in force. */
export interface AirOf {
  readonly named: NamedPeriod;
  readonly options: AirPeriodOptions | undefined;
  /** Of the city or district as a whole, where the derivation is asked for. */
  readonly derivation: Derivation | undefined;
}

async function regionFigure(
  deps: ApiDeps,
  region: Region,
  { named: { period, window }, options, derivation }: AirOf,
): Promise<RegionFigure> {
  const subject = { id: region.id, region: true };
  const over = (span: Window, trace?: Derivation) =>
    options || trace
      ? computedPeriod(deps, subject, period, span, options, trace)
      : periodFigure(deps, subject, period, span);
  const figure = await over(window, derivation);
  const earlier = await over(yearEarlier(period, window));
  return { region, figure, earlier, changes: await changesOf(deps, figure, options) };
}

type GoodDays = DistrictRow['goodDays'];

const goodDaysOf = ({ body: { goodDays } }: PeriodFigure): Omit<GoodDays, 'yearEarlier'> => ({
  good: goodDays.good,
  valid: goodDays.valid,
  ratio: orReason(goodDays.ratio).value,
});

const orNull = (value: Maybe<number>): number | null => (isMissing(value) ? null : value);

interface Places {
  readonly byIndex: ReadonlyMap<string, number>;
  readonly byChange: ReadonlyMap<string, number>;
}

/** The places of the regions compared: by index, and by its change within a year. */
function placesOf(found: readonly RegionFigure[], { window }: NamedPeriod): Places {
  const rules = rankingInForce(datesOf(window)[1]);
  const cities = found.map(({ region, figure: { body }, changes }) => ({
    id: region.id as string,
    index: body.composite.index,
    now: body.composite.index,
    before: changes.yearEarlier.same.index,
    attains: body.attainment.attains,
  }));
  const places = (ranked: readonly { readonly id: string; readonly rank: number }[]) =>
    new Map(ranked.map(({ id, rank }) => [id, rank]));
  return {
    byIndex: places(rankByIndex(cities, rules).ranked),
    byChange: places(rankByChange(cities, rules).ranked),
  };
}

function rowOf({ region, figure, earlier, changes }: RegionFigure, places: Places): DistrictRow {
  const { composite, primaryDays, validity, provisional } = figure.body;
  const { value: index, reason } = orReason(composite.index);
  return {
    rank: places.byIndex.get(region.id) ?? null,
    region: region.id,
    name: { ...region.name },
    index,
    ...(reason && { reason }),
    missing: figures(composite.terms).missing,
    primary: [...composite.primary],
    change: {
      periodBefore: orNull(changes.periodBefore.sameChange),
      yearEarlier: orNull(changes.yearEarlier.sameChange),
    },
    rankByChange: places.byChange.get(region.id) ?? null,
    goodDays: { ...goodDaysOf(figure), yearEarlier: goodDaysOf(earlier).ratio },
    primaryDays: { ...primaryDays },
    coverage: coverageOf(validity, figure),
    provisional,
  };
}

/** Those without a rank come last. */
const inOrder = (a: DistrictRow, b: DistrictRow): number => (a.rank ?? Infinity) - (b.rank ?? Infinity) || 0;

export interface AirFound {
  readonly part: AirPart;
  readonly figures: readonly PeriodFigure[];
}

/** The air of a bulletin; undefined where no day of the period was evaluated. */
export async function airOf(deps: ApiDeps, scope: BulletinScope, of: AirOf): Promise<AirFound | undefined> {
  const ranked: RegionFigure[] = [];
  const plain = { ...of, derivation: undefined };
  for (const region of scope.ranked) ranked.push(await regionFigure(deps, region, plain));
  const whole = scope.whole && (await regionFigure(deps, scope.whole, of));
  const all = [...(whole ? [whole] : []), ...ranked];
  if (all.every(({ figure }) => figure.body.validity.kind === 'missing')) return undefined;
  const places = placesOf(ranked, of.named);
  const part: AirPart = {
    whole: whole ? compositeOf(whole.figure, whole.region.name, whole.changes, of.derivation?.steps) : null,
    goodDaysYearEarlier: whole ? goodDaysOf(whole.earlier) : null,
    concentrationsYearEarlier: whole ? figures(whole.earlier.body.concentrations).values : {},
    ranked: ranked.map((each) => rowOf(each, places)).sort(inOrder),
  };
  return { part, figures: all.map(({ figure }) => figure) };
}
