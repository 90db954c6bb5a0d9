import type { AirFigures, QueryDeps, Statements, WaterFigures } from '@lanbi/query';

/** What bulletins are made of. */
export interface BulletinDeps extends QueryDeps {
  readonly air: AirFigures;
  readonly water: WaterFigures;
  readonly statements: Statements;
}
