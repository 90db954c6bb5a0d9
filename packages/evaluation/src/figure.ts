import type { ComputedWaterKind, ResultKind } from '@lanbi/model';
import type { Instant } from '@lanbi/standards';
import type { AirDayBody } from './air/air-day.ts';
import type { AirHourBody } from './air/air-hour.ts';
import type { AirPeriodBody } from './air/period-body.ts';
import type { RankingBody } from './air/ranking.ts';
import type { CompositeKind, RankingKind } from './figure-kind.ts';
import type { SectionPeriodBody } from './water/section-period.ts';
import type { SectionSampleBody } from './water/section-sample.ts';
import type { LakePeriodBody, RiverPeriodBody } from './water/water-window.ts';

type RiverKind = Extract<ComputedWaterKind, `river.${string}`>;
type LakeKind = Extract<ComputedWaterKind, `lake.${string}`>;
type SectionKind = Exclude<ComputedWaterKind, RiverKind | LakeKind>;

/** The body of the figures of each kind, of those with one record and of those with several. */
export interface FigureBodies
  extends Readonly<Record<CompositeKind, AirPeriodBody>>,
    Readonly<Record<RankingKind, RankingBody>>,
    Readonly<Record<SectionKind, SectionPeriodBody>>,
    Readonly<Record<RiverKind, RiverPeriodBody>>,
    Readonly<Record<LakeKind, LakePeriodBody>> {
  readonly 'aqi.hour': AirHourBody;
  readonly 'region.aqi.hour': AirHourBody;
  readonly 'aqi.day': AirDayBody;
  readonly 'region.aqi.day': AirDayBody;
  readonly 'class.sample': SectionSampleBody;
  readonly 'class.day': SectionPeriodBody;
}

export type FigureKind = keyof FigureBodies;

interface FigureWith<Kind extends FigureKind> {
  readonly kind: Kind;
  readonly subject: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly body: FigureBodies[Kind];
}

/** A figure with its key; for several kinds a union with one member per kind. */
export type Figured<Kind extends FigureKind = FigureKind> = { [Each in Kind]: FigureWith<Each> }[Kind];

/** A figure of a stored record. */
export type EvaluatedFigure<Kind extends ResultKind = ResultKind> = Figured<Kind>;
