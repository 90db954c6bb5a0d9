import type { AirFigures, QueryDeps, WaterFigures } from '@lanbi/query';

/** What bulletins are made of. */
export interface BulletinDeps extends QueryDeps {
  readonly air: AirFigures;
  readonly water: WaterFigures;
}
