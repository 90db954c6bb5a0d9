import type { Registry, Store } from '@lanbi/model';
import type { Instant } from '@lanbi/standards';
import { apiOver } from '../../support/api.ts';
import type { Question } from './questions.ts';

const sorted = (numbers: readonly number[]): readonly number[] => numbers.toSorted((a, b) => a - b);

/** The number below which a share of them lies. */
export const at = (numbers: readonly number[], share: number): number =>
  sorted(numbers)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))] ?? Number.NaN;

/** Answers of JSON are kept until something is stored: so many questions that differ in a limit are each computed. */
export const RUNS = 5;

/** The question as it is asked in a run. */
export const urlOf = ({ url, csv }: Question, run: number): string =>
  csv || url.includes('/latest?') || url.includes('limit=')
    ? url.replace('limit=1000', `limit=${1_000 - run}`)
    : `${url}&limit=${1_000 - run}`;

/** Prints the first time and the median of the others. */
export function report(
  { name, ms: wanted, bytes: most }: Question,
  times: readonly number[],
  bytes: number,
  beside: number | undefined,
): void {
  const [first = Number.NaN, ...others] = times;
  const reached = at(others, 0.5) <= wanted && bytes <= most ? '' : ' NOT REACHED';
  console.log(
    `${name}: first ${first.toFixed(0)} ms of processor time, then ${at(others, 0.5).toFixed(0)} ms, ${(bytes / 1000).toFixed(1)} kB; at most ${wanted} ms, ${most / 1000} kB${reached}; DuckDB ${beside === undefined ? '-' : `${beside} ms`}`,
  );
}

/**
 * Asks questions of a store without a socket, in this process.
 * @param beside milliseconds that DuckDB takes, by question
 */
export async function measureOver(
  { store, registry }: { readonly store: Store; readonly registry: Registry },
  now: Instant,
  questions: readonly Question[],
  beside: ReadonlyMap<string, number> = new Map(),
): Promise<void> {
  const api = await apiOver(store, registry, now);
  // The first request makes the routes ready, which a program does before it listens.
  await api.text('/healthz', 'application/json');
  for (const question of questions) {
    const times: number[] = [];
    let bytes = 0;
    for (let run = 0; run <= RUNS; run += 1) {
      const before = process.cpuUsage();
      bytes = (await api.text(urlOf(question, run), question.csv ? 'text/csv' : 'application/json')).length;
      const { user, system } = process.cpuUsage(before);
      times.push((user + system) / 1_000);
    }
    report(question, times, bytes, beside.get(question.name));
  }
  await api.close();
}
