import { parseArgs } from 'node:util';
import { daysWindow, type RecomputeSpan } from '@lanbi/evaluation';
import { LanbiError } from '@lanbi/model';
import {
  type CivilDate,
  civilDate,
  editionsOf,
  type Gb3095Edition,
  type Hj633Edition,
} from '@lanbi/standards';

const value = { type: 'string' } as const;
const several = { type: 'string', multiple: true } as const;

const invalid = (message: string): LanbiError => new LanbiError('configuration-invalid', message);

function dateOf(name: string, text: string | undefined): CivilDate {
  try {
    return civilDate(text ?? '');
  } catch {
    throw invalid(`--${name}: a date such as 2025-01-31, found ${text ?? 'nothing'}`);
  }
}

/** `2026` or `HJ 633-2026`; of an edition in stages the one asked for, else its first. */
function editionOf<E extends { readonly id: string; readonly stage?: string }>(
  standard: string,
  editions: readonly E[],
  asked: string | undefined,
  stage: string | undefined,
): E | undefined {
  if (asked === undefined) return undefined;
  const name = asked.replace(/^(HJ 633|GB 3095)-/, '');
  const found = editions.find(
    ({ id, stage: of }) =>
      (id === `${standard}-${name}` || id.startsWith(`${standard}-${name}/`)) &&
      (stage === undefined || of === undefined || of === stage),
  );
  if (found) return found;
  throw invalid(
    `--edition: there is no ${asked} of ${standard}, but ${editions.map(({ id }) => id).join(', ')}`,
  );
}

function parse(args: readonly string[]) {
  const options = { from: value, to: value, edition: value, stage: value, subject: several };
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (cause) {
    throw invalid(cause instanceof Error ? cause.message : String(cause));
  }
}

/**
 * `--from --to` (first and last day), `--edition 2012|2026`, `--stage transition|final`, `--subject` as often as wanted.
 * @throws LanbiError configuration-invalid
 */
export function readSpanArguments(args: readonly string[]): RecomputeSpan {
  const given = parse(args);
  const [from, to] = [dateOf('from', given.from), dateOf('to', given.to)];
  if (from > to) throw invalid('--from is after --to');
  const { edition, stage, subject } = given;
  const hj633: Hj633Edition | undefined = editionOf('HJ 633', editionsOf('HJ 633'), edition, undefined);
  const asked = edition ?? (stage === undefined ? undefined : '2026');
  const gb3095: Gb3095Edition | undefined = editionOf('GB 3095', editionsOf('GB 3095'), asked, stage);
  return { ...daysWindow(from, to), ...(subject && { subjects: subject }), options: { hj633, gb3095 } };
}
