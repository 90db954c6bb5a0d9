import type { WaterBody, WaterItem } from '../../../src/water/index.ts';
import { goldenRows } from './csv.ts';

/** One row of table 1 as printed; the cells stay text so that nothing is rounded on the way. */
export interface Row {
  readonly clause: string;
  readonly item: WaterItem;
  readonly bodies: readonly WaterBody[];
  readonly rule: 'range' | 'least' | 'most';
  readonly cells: readonly string[];
}

/** Table 1, typed from the standard and not from the code. */
export function table1(): Row[] {
  return goldenRows('table-1.csv').map(([row = '', item = '', body = '', rule = '', ...cells]) => {
    const bodies = body === 'both' ? ['river', 'lake'] : [body];
    return { clause: `table 1, row ${row}`, item, bodies, rule, cells } as Row;
  });
}
