import { readFileSync } from 'node:fs';
import type { WaterBody, WaterItem } from '../../../src/water/index.ts';

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
  const text = readFileSync(new URL('./table-1.csv', import.meta.url), 'utf8');
  const [, ...lines] = text.trim().split('\n');
  return lines.map((line) => {
    const [row = '', item = '', body = '', rule = '', ...cells] = line.split(',');
    const bodies = body === 'both' ? ['river', 'lake'] : [body];
    return { clause: `table 1, row ${row}`, item, bodies, rule, cells } as Row;
  });
}
