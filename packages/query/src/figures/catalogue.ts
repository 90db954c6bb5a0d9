import { absenceFigures } from './absence.ts';
import { airChangeFigures } from './air-change.ts';
import { airDayFigures } from './air-day.ts';
import { airHourFigures } from './air-hour.ts';
import { airPeriodFigures } from './air-period.ts';
import { airRankingFigures } from './air-ranking.ts';
import { airTargetFigures } from './air-targets.ts';
import { cityWaterFigures } from './city-waters.ts';
import { cityWaterChangeFigures } from './city-waters-change.ts';
import { cityWaterRankingFigures } from './city-waters-ranking.ts';
import { completenessFigures } from './completeness.ts';
import { exceedanceFigures } from './exceedances.ts';
import type { FamilyEntry } from './family.ts';
import { readingFigures } from './reading.ts';
import { runningMeanFigures } from './running-means.ts';
import { waterAreaFigures } from './water-area.ts';
import { waterChangeFigures } from './water-change.ts';
import { waterDayFigures } from './water-day.ts';
import { lakeFigures } from './water-lake.ts';
import { waterPeriodFigures } from './water-period.ts';
import { riverFigures } from './water-river.ts';
import { waterSampleFigures } from './water-sample.ts';
import { waterTrendFigures } from './water-trend.ts';

/** Every family of figures. A new one is a file of this folder and a line here. */
export const FIGURE_CATALOGUE: readonly FamilyEntry[] = [
  readingFigures,
  absenceFigures,
  completenessFigures,
  airHourFigures,
  runningMeanFigures,
  airDayFigures,
  airPeriodFigures,
  airChangeFigures,
  airRankingFigures,
  airTargetFigures,
  waterSampleFigures,
  waterDayFigures,
  waterPeriodFigures,
  riverFigures,
  lakeFigures,
  waterAreaFigures,
  waterChangeFigures,
  cityWaterFigures,
  cityWaterChangeFigures,
  cityWaterRankingFigures,
  waterTrendFigures,
  exceedanceFigures,
];
