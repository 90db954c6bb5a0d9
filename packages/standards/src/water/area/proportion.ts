import type { Trace } from '../../figure/derivation.ts';
import type { ProportionRow, WaterAssessmentEdition } from '../assessment/edition.ts';
import type { WaterLevel } from '../level.ts';

function conditionOf({ goodAtLeast, worseBelow }: ProportionRow): string {
  if (goodAtLeast !== undefined) return `G ≥ ${goodAtLeast}`;
  return worseBelow === undefined ? 'none before it' : `D < ${worseBelow} and none before it`;
}

/**
 * The level by the counts of sections: of `whole`, `good` are I to III and `worse` are worse than V. The thresholds
 * are compared as counts, so that no rounding decides.
 * @throws RangeError when there are no sections, or an edition whose last row has a condition.
 * @source 环办〔2011〕22号, river or basin of five sections or more [2]
 * @example levelByProportion(9, 0, 10, ASSESSMENT_2011).zh // '优'
 */
export function levelByProportion(
  good: number,
  worse: number,
  whole: number,
  { id, proportion }: WaterAssessmentEdition,
  trace?: Trace,
): WaterLevel {
  const holds = ({ goodAtLeast = 0, worseBelow = Infinity }: ProportionRow): boolean =>
    good * 100 >= goodAtLeast * whole && worse * 100 < worseBelow * whole;
  const row = whole > 0 ? proportion.rows.find(holds) : undefined;
  if (!row) throw new RangeError(`no level for ${good} good and ${worse} worst of ${whole} sections`);
  trace?.step({
    quantity: 'level',
    edition: id,
    clause: proportion.clause,
    inputs: { good, worse, sections: whole },
    arithmetic: `G = ${good} / ${whole} × 100, D = ${worse} / ${whole} × 100; first row that holds: ${conditionOf(row)}`,
    result: row.level.en,
  });
  return row.level;
}
