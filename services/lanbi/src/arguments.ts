import { parseArgs } from 'node:util';
import { LanbiError } from '@lanbi/model';
import type { FaultRates } from '@lanbi/simulate';

/** Options of the simulated fleet, such as `npm start -- --gaps 0.05`. */
export interface FleetArguments extends FaultRates {
  readonly seed: number;
}

const PROBABILITIES = ['faults', 'gaps', 'duplicates', 'late'] as const;
const value = { type: 'string' } as const;

/**
 * The command line: `--seed N`, and `--faults --gaps --duplicates --late` with a probability of 0 to 1 a message.
 * @throws LanbiError configuration-invalid
 */
export function readArguments(args: readonly string[]): FleetArguments {
  const given = parse(args);
  const seed = numberOf('seed', given['seed'] ?? '1', Number.MAX_SAFE_INTEGER);
  const asked = PROBABILITIES.flatMap((name) => {
    const text = given[name];
    return text === undefined ? [] : [[name, numberOf(name, text, 1)] as const];
  });
  return { seed, ...Object.fromEntries(asked) };
}

function parse(args: readonly string[]): Readonly<Record<string, string | undefined>> {
  try {
    const options = { seed: value, faults: value, gaps: value, duplicates: value, late: value };
    return parseArgs({ args: [...args], options }).values;
  } catch (cause) {
    throw new LanbiError('configuration-invalid', String(cause instanceof Error ? cause.message : cause), {
      cause,
    });
  }
}

function numberOf(name: string, text: string, max: number): number {
  const number = Number(text);
  if (text.trim() !== '' && number >= 0 && number <= max) return number;
  throw new LanbiError('configuration-invalid', `--${name}: a number of 0 to ${max}, found ${text}`);
}
