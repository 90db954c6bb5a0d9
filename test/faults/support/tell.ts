import { isLong } from './rounds.ts';

type Counts = Readonly<Record<string, number | string>>;

/** Prints the counts of a scenario, one line. */
export function tell(scenario: string, counts: Counts): void {
  const text = Object.entries(counts).map(([name, count]) => `${name} ${count}`);
  console.log(`${scenario}: ${text.join(', ')}`);
}

/** Prints the counts of one round, in the long form only; a failure names its seed by itself. */
export function tellRound(round: string, counts: Counts): void {
  if (isLong) tell(round, counts);
}
