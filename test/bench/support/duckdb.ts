import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { sharedData } from '@lanbi/testkit/data/shared-data';

/** Pythons that may have DuckDB; `LANBI_BENCH_PYTHON` names another one. */
export const PYTHONS = [process.env['LANBI_BENCH_PYTHON'], 'python3'];

/** What the same figures take in DuckDB with one thread, or undefined where no Python here has it. */
export interface Baseline {
  readonly seconds: number;
  readonly version: string;
}

/** Reads the same published hours and computes yearly and rolling figures: the least that a column store takes for them. */
export function duckdbBeijing(): Baseline | undefined {
  const script = join(import.meta.dirname, 'beijing_duckdb.py');
  const files = join(sharedData ?? '', 'air/prsa-beijing/*.csv.gz');
  for (const python of PYTHONS) {
    if (python === undefined) continue;
    const { status, stdout } = spawnSync(python, [script, files], { encoding: 'utf8' });
    if (status !== 0) continue;
    const [seconds = '', version = ''] = stdout.trim().split(' ');
    return { seconds: Number(seconds), version };
  }
  return undefined;
}

/** A line that says how many times as long as DuckDB something took. */
export function againstDuckdb(seconds: number): string {
  const baseline = duckdbBeijing();
  if (!baseline)
    return 'no DuckDB here: install the Python package duckdb, or name a Python that has it in LANBI_BENCH_PYTHON';
  const { seconds: least, version } = baseline;
  return `DuckDB ${version} with one thread reads the same hours and computes yearly and rolling figures in ${least.toFixed(1)} s: ${(seconds / least).toFixed(1)} times that`;
}
