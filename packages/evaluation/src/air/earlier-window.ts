import type { StandingPeriod } from '@lanbi/model';
import { periodBefore, type Window, yearEarlier } from '../period/window.ts';
import type { Against } from './ranking.ts';

const EARLIER: Readonly<Record<Against, (period: StandingPeriod, window: Window) => Window>> = {
  'year-earlier': yearEarlier,
  'period-before': periodBefore,
};

/** Returns an earlier window with which a period is compared. */
export const earlierWindow = (against: Against, period: StandingPeriod, window: Window): Window =>
  EARLIER[against](period, window);
