import { type AirPeriodOptions, datesOf, rankedIndex } from '@lanbi/evaluation';
import type { Region, StatementsInForce } from '@lanbi/model';
import {
  type AnswerState,
  type Change,
  type Changes,
  type ComparedUnder,
  comparedUnder,
  dustText,
  figures,
  isOpen,
  orReason,
  type PeriodFigure,
} from '@lanbi/query';
import {
  type Derivation,
  isMissing,
  type Maybe,
  rankByChange,
  rankByIndex,
  rankingInForce,
} from '@lanbi/standards';
import { coverageOf } from './coverage.ts';
import type { BulletinDeps } from './deps.ts';
import type { AirPart, DistrictRow, GoodDaysPart } from './parts.ts';
import type { NamedPeriod } from './period.ts';
import type { BulletinScope } from './scope.ts';

/** A region over the period, with what it is compared with. */
export interface RegionFigure {
  readonly region: Region;
  readonly figure: PeriodFigure;
  /** The same period a year earlier: every figure under the editions of this one, unless asked otherwise. */
  readonly earlier: PeriodFigure;
  readonly changes: Changes;
}

/** What is asked for: a period, and the edition, stage or method where they are not those in force. */
export interface AirOf {
  readonly named: NamedPeriod;
  readonly options: AirPeriodOptions | undefined;
  /** Under which editions the earlier periods are. */
  readonly compare: ComparedUnder;
  readonly state: AnswerState;
  /** How far the data of each region were checked. */
  readonly statements: Pick<StatementsInForce, 'dataOf'>;
  /** Of the city or district as a whole, where the derivation is asked for. */
  readonly derivation: Derivation | undefined;
}

/** The figures of regions as they are at one time; the derivation is that of the whole. */
async function regionFigures(
  { air }: Pick<BulletinDeps, 'air'>,
  regions: readonly Region[],
  whole: Region | undefined,
  { named: { period, window }, options, compare, derivation }: AirOf,
): Promise<readonly RegionFigure[]> {
  const asked = regions.map((region) => ({
    subject: { id: region.id, region: true },
    ...{ period, window, options, trace: region === whole ? derivation : undefined },
  }));
  const found = await air.comparedAll(asked);
  return regions.flatMap((region, index) => {
    const one = found[index];
    return one ? [{ region, ...one, earlier: comparedUnder(one.changes.yearEarlier, compare).figure }] : [];
  });
}

/** Good days of a figure, with the ratio where there is one. */
export const goodDaysPart = ({ body: { goodDays, goodDaysWithoutDust } }: PeriodFigure): GoodDaysPart => ({
  ...countsOf(goodDays),
  ...(goodDaysWithoutDust && { withoutDust: countsOf(goodDaysWithoutDust) }),
});

const countsOf = ({ good, valid, ratio }: PeriodFigure['body']['goodDays']) => ({
  good,
  valid,
  ratio: orNull(ratio),
});

const orNull = (value: Maybe<number>): number | null => (isMissing(value) ? null : value);

interface Places {
  readonly byIndex: ReadonlyMap<string, number>;
  readonly byChange: ReadonlyMap<string, number>;
}

/** The places of the regions compared: by index, and by its change within a year. */
function placesOf(found: readonly RegionFigure[], { window }: NamedPeriod): Places {
  const rules = rankingInForce(datesOf(window)[1]);
  const cities = found.map(({ region, figure: { body }, earlier }) => ({
    id: region.id as string,
    index: rankedIndex(body),
    now: rankedIndex(body),
    before: rankedIndex(earlier.body),
    attains: body.attainment.attains,
  }));
  const places = (ranked: readonly { readonly id: string; readonly rank: number }[]) =>
    new Map(ranked.map(({ id, rank }) => [id, rank]));
  return {
    byIndex: places(rankByIndex(cities, rules).ranked),
    byChange: places(rankByChange(cities, rules).ranked),
  };
}

function rowOf(
  { region, figure, earlier, changes }: RegionFigure,
  places: Places,
  { compare, state, statements }: Pick<AirOf, 'compare' | 'state' | 'statements'>,
): DistrictRow {
  const { composite, primaryDays, dust } = figure.body;
  const { validity } = figure;
  const changed = (of: Change) => orNull(comparedUnder(of, compare).change);
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
      periodBefore: changed(changes.periodBefore),
      yearEarlier: changed(changes.yearEarlier),
    },
    rankByChange: places.byChange.get(region.id) ?? null,
    goodDays: { ...goodDaysPart(figure), yearEarlier: goodDaysPart(earlier).ratio },
    ...(dust && { dust: { ...dustText(dust) } }),
    primaryDays: { ...primaryDays },
    coverage: coverageOf(validity, figure),
    validity,
    provisional: isOpen(figure, { ...state, data: statements.dataOf({ of: 'region', id: region.id }) }),
  };
}

/** Those without a rank come last. */
const inOrder = (a: DistrictRow, b: DistrictRow): number => (a.rank ?? Infinity) - (b.rank ?? Infinity) || 0;

export interface AirFound {
  readonly part: AirPart;
  readonly figures: readonly PeriodFigure[];
  /** Of the city or district as a whole. */
  readonly whole: PeriodFigure | undefined;
  /** What good days, indices and concentrations of the year before are from. */
  readonly earlier: readonly PeriodFigure[];
}

/** The air of a bulletin; undefined where no day of the period was evaluated. */
export async function airOf(
  deps: Pick<BulletinDeps, 'air'>,
  scope: BulletinScope,
  of: AirOf,
): Promise<AirFound | undefined> {
  const regions = [...(scope.whole ? [scope.whole] : []), ...scope.ranked];
  const all = await regionFigures(deps, regions, scope.whole, of);
  const whole = scope.whole && all[0];
  const ranked = all.slice(scope.whole ? 1 : 0);
  if (all.every(({ figure }) => figure.body.validity.kind === 'missing')) return undefined;
  const places = placesOf(ranked, of.named);
  const part: AirPart = {
    whole: whole
      ? {
          region: whole.region,
          figure: whole.figure,
          changes: whole.changes,
          derivation: of.derivation?.steps,
        }
      : null,
    goodDaysYearEarlier: whole ? goodDaysPart(whole.earlier) : null,
    concentrationsYearEarlier: whole ? figures(whole.earlier.body.concentrations).values : {},
    ranked: ranked.map((each) => rowOf(each, places, of)).sort(inOrder),
  };
  const earlier = all.map((each) => each.earlier);
  return { part, figures: all.map(({ figure }) => figure), whole: whole?.figure, earlier };
}
