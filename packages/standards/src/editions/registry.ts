import {
  GB3095_2012,
  GB3095_2026_FINAL,
  GB3095_2026_TRANSITION,
  type Gb3095Edition,
} from '../air/gb3095/editions.ts';
import type { Hj633Edition } from '../air/hj633/edition.ts';
import { HJ633_2012 } from '../air/hj633/hj633-2012.ts';
import { HJ633_2026 } from '../air/hj633/hj633-2026.ts';
import type { CivilDate } from '../time/civil.ts';
import { GB3838_2002, type Gb3838Edition } from '../water/gb3838-2002.ts';
import type { Edition } from './edition.ts';

/** Every edition, oldest first. Adding one is adding its file and its name here. */
const EDITIONS = {
  'HJ 633': [HJ633_2012, HJ633_2026] as readonly Hj633Edition[],
  'GB 3095': [GB3095_2012, GB3095_2026_TRANSITION, GB3095_2026_FINAL] as readonly Gb3095Edition[],
  'GB 3838': [GB3838_2002] as readonly Gb3838Edition[],
} as const;

export type RegisteredStandard = keyof typeof EDITIONS;

/** All editions of a standard, oldest first. */
export const editionsOf = <S extends RegisteredStandard>(standard: S): (typeof EDITIONS)[S] =>
  EDITIONS[standard];

/** Dates before the first edition are evaluated with the first. */
function choose<E extends Edition>(editions: readonly E[], date: CivilDate): E {
  const found = editions.findLast((edition) => edition.from <= date) ?? editions[0];
  if (!found) throw new RangeError('a standard without editions');
  return found;
}

/** The edition and stage in force on a civil date. An hour that ends at 00:00 belongs to the day before. */
export const hj633InForce = (date: CivilDate): Hj633Edition => choose(EDITIONS['HJ 633'], date);
export const gb3095InForce = (date: CivilDate): Gb3095Edition => choose(EDITIONS['GB 3095'], date);
export const gb3838InForce = (date: CivilDate): Gb3838Edition => choose(EDITIONS['GB 3838'], date);
