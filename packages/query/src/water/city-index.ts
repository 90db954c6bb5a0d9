import type { Region } from '@lanbi/model';
import type { CityIndex, Trace } from '@lanbi/standards';
import { cityWaterFigures, type IndexBy } from '../figures/city-waters.ts';
import type { IndexChange } from '../figures/city-waters-change.ts';
import type { Members } from './members.ts';

/** The waters of a region over one window. */
export interface RegionWaters {
  readonly region: Region;
  readonly found: Members;
  readonly index: CityIndex;
}

/** A region with the change of its index against both earlier periods. */
export interface ComparedWaters {
  readonly now: RegionWaters;
  readonly change: { readonly 'period-before': IndexChange; readonly 'year-earlier': IndexChange };
}

/** The index of a region over a window, with its derivation where one is asked for. */
export const regionWaters = (region: Region, found: Members, by: IndexBy, trace?: Trace): RegionWaters => ({
  region,
  found,
  index: cityWaterFigures.compute({ members: found.members, inForce: by }, by, trace),
});
