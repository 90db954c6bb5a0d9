import { parseArgs } from 'node:util';
import { daysWindow } from '@lanbi/evaluation';
import { LanbiError } from '@lanbi/model';
import type { RecomputeSpan } from '@lanbi/query';
import {
  type CivilDate,
  civilDate,
  editionsOf,
  type Gb3095Edition,
  type Hj633Edition,
  WATER_METHODS,
  type WaterMethod,
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

/** `2026` or `HJ 633-2026`; of an edition in stages the one asked for, else its first. A stage alone names its edition. */
function editionOf<E extends { readonly id: string; readonly stage?: string }>(
  standard: string,
  editions: readonly E[],
  asked: string | undefined,
  stage: string | undefined,
): E | undefined {
  if (asked === undefined && stage === undefined) return undefined;
  const name = asked?.replace(/^(HJ 633|GB 3095|GB 3838)-/, '');
  const isNamed = ({ id, stage: of }: E): boolean =>
    name === undefined ? of === stage : id === `${standard}-${name}` || id.startsWith(`${standard}-${name}/`);
  const found = editions.find(
    (each) => isNamed(each) && (stage === undefined || each.stage === undefined || each.stage === stage),
  );
  if (found) return found;
  throw invalid(
    `--edition: there is no ${asked ?? stage} of ${standard}, but ${editions.map(({ id }) => id).join(', ')}`,
  );
}

const OPTIONS = {
  from: value,
  to: value,
  edition: value,
  stage: value,
  'hourly-method': value,
  'water-edition': value,
  'water-method': value,
  rounding: value,
  saturation: { type: 'boolean' },
  subject: several,
} as const;

/** One of a few words; undefined when it is not given. */
function oneOf<Word extends string>(
  name: string,
  words: readonly Word[],
  text: string | undefined,
): Word | undefined {
  if (text === undefined) return undefined;
  const found = words.find((word) => word === text);
  if (found) return found;
  throw invalid(`--${name}: one of ${words.join(', ')}, found ${text}`);
}

type Given = ReturnType<typeof parse>;

function airOptions({ edition, stage, 'hourly-method': method }: Given) {
  const hj633: Hj633Edition | undefined = editionOf('HJ 633', editionsOf('HJ 633'), edition, undefined);
  const gb3095: Gb3095Edition | undefined = editionOf('GB 3095', editionsOf('GB 3095'), edition, stage);
  const known = hj633 ? hj633.methods.hourly.map(({ id }) => id) : (['live', 'text'] as const);
  const hourlyMethod = oneOf('hourly-method', known, method);
  return { hj633, gb3095, ...(hourlyMethod && { hourlyMethod }) };
}

const ROUNDINGS = ['none', 'hour', 'assessment'] as const;
const METHODS = Object.keys(WATER_METHODS) as WaterMethod['id'][];

function waterOptions({ 'water-edition': edition, 'water-method': method, rounding, saturation }: Given) {
  const gb3838 = editionOf('GB 3838', editionsOf('GB 3838'), edition, undefined);
  const by = oneOf('water-method', METHODS, method);
  const digits = oneOf('rounding', ROUNDINGS, rounding);
  const section = {
    ...(digits && { rounding: digits }),
    ...(saturation !== undefined && { saturationRelief: saturation }),
  };
  return {
    ...(gb3838 && { gb3838 }),
    ...(by && { waterMethod: WATER_METHODS[by] }),
    ...(Object.keys(section).length > 0 && { section }),
  };
}

function parse(args: readonly string[]) {
  const options = OPTIONS;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (cause) {
    throw invalid(cause instanceof Error ? cause.message : String(cause));
  }
}

/**
 * `--from --to` (first and last day), `--subject` as often as wanted; of air `--edition 2012|2026`,
 * `--stage transition|final`, `--hourly-method live|text`; of water `--water-edition 2002`, `--water-method realtime|2011`,
 * `--rounding none|hour|assessment`, `--saturation`.
 * @throws LanbiError configuration-invalid
 */
export function readSpanArguments(args: readonly string[]): RecomputeSpan {
  const given = parse(args);
  const [from, to] = [dateOf('from', given.from), dateOf('to', given.to)];
  if (from > to) throw invalid('--from is after --to');
  const { subject } = given;
  const options = { ...airOptions(given), ...waterOptions(given) };
  return { ...daysWindow(from, to), ...(subject && { subjects: subject }), options };
}
