import type { AirPeriodOptions } from '@lanbi/evaluation';
import {
  type AqiMethodId,
  airEditionsWith,
  type CivilDate,
  dateAt,
  type EditionStage,
  editionsOf,
  type Gb3095Edition,
  gb3095InForce,
  type Hj633Edition,
  hj633InForce,
  type Instant,
  type Registered,
  type RegisteredStandard,
} from '@lanbi/standards';
import { Problem } from './http/problem.ts';

/** The edition asked for, else the one in force. @throws Problem unknown-edition */
export function hj633For(asked: string | undefined, at: Instant): Hj633Edition {
  if (asked === undefined) return hj633InForce(dateAt(at));
  return pick('HJ 633', asked);
}

/** The method asked for, if the edition has it for this kind of index. @throws Problem unknown-edition */
export function aqiMethodFor(
  asked: string | undefined,
  kind: 'hourly' | 'daily',
  { id, methods }: Hj633Edition,
): AqiMethodId | undefined {
  if (asked === undefined) return undefined;
  const found = methods[kind].find((method) => method.id === asked);
  if (found) return found.id;
  const known = methods[kind].map((method) => method.id).join(', ');
  throw new Problem('unknown-edition', `no ${kind} method ${asked} of ${id}; there are ${known}`);
}

/** An edition by its id; the name of the standard may be left out: `2026` for `HJ 633-2026`. */
export function pick<S extends RegisteredStandard>(standard: S, asked: string): Registered[S] {
  const editions = editionsOf(standard);
  const found = editions.find(({ id }) => id === asked || id === `${standard}-${asked}`);
  if (found) return found;
  throw new Problem(
    'unknown-edition',
    `no edition ${asked} of ${standard}; there are ${editions.map(({ id }) => id).join(', ')}`,
  );
}

/**
 * The edition and stage of GB 3095 asked for; without a stage that of the date, which for an edition in stages is
 * the last begun. @throws Problem unknown-edition
 */
export function gb3095For(
  asked: string | undefined,
  stage: EditionStage | undefined,
  date: CivilDate,
): Gb3095Edition {
  if (asked === undefined && stage === undefined) return gb3095InForce(date);
  const name = asked?.replace(/^GB 3095-/, '');
  const isNamed = (id: string): boolean =>
    name === undefined || id === `GB 3095-${name}` || id.startsWith(`GB 3095-${name}/`);
  const wanted = editionsOf('GB 3095').filter(
    ({ id, stage: of }) => isNamed(id) && (stage === undefined || of === stage),
  );
  const found = wanted.findLast(({ from }) => from <= date) ?? wanted[0];
  if (found) return found;
  const known = editionsOf('GB 3095').map(({ id }) => id);
  throw new Problem(
    'unknown-edition',
    `no edition ${[name, stage && `stage ${stage}`].filter(Boolean).join(', ')} of GB 3095; there are ${known.join(', ')}`,
  );
}

/** What the composite index may be asked under. */
export interface AirAsked {
  readonly edition?: string | undefined;
  readonly stage?: EditionStage | undefined;
  readonly method?: AirPeriodOptions['method'];
}

/**
 * Another edition, stage or method of air over a period, where one is asked for; `last` is the period's last day.
 * @throws Problem unknown-edition
 */
export function airOptionsFor(
  { edition, stage, method }: AirAsked,
  last: CivilDate,
): AirPeriodOptions | undefined {
  if (edition === undefined && stage === undefined && method === undefined) return undefined;
  if (edition === undefined && stage === undefined) return { method };
  return { ...(method && { method }), ...airEditionsWith(gb3095For(edition, stage, last), last) };
}
