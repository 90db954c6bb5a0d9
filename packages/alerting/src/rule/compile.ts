import type { AlertRule } from '@lanbi/model';
import type { AlertFigure } from '@lanbi/query';
import { alertFigureOf, canonicalName } from './figure.ts';
import { spacingOf } from './spacing.ts';

/** A rule as the state machine needs it: its figure parsed, every duration in milliseconds. */
export interface CompiledRule extends AlertRule {
  readonly watched: AlertFigure;
  readonly staleAfterMs: number;
}

/** Values that may be late or missing before there is no data, when the rule does not say. */
const SPACINGS = 3;

/**
 * @param stationMs the period of the subject's station in milliseconds
 * @throws RangeError when the figure is unknown; a rule that passed `parseRule` has none.
 */
export function compileRule(rule: AlertRule, stationMs: number): CompiledRule {
  const watched = alertFigureOf(rule.figure);
  if (!watched) throw new RangeError(`no figure ${rule.figure}`);
  const staleAfterMs = rule.staleAfterMs ?? SPACINGS * spacingOf(watched, rule.subject.kind, stationMs);
  return { ...rule, watched, staleAfterMs };
}

/** The parts of a rule that decide the state of its alerts or stand in notifications: all but texts and labels. */
const evaluatedParts = ({
  subject,
  figure,
  op,
  raise,
  clear,
  for: held,
  staleAfterMs,
  activeHours,
  severity,
}: AlertRule) =>
  JSON.stringify([
    subject.medium,
    canonicalName(figure),
    op,
    raise,
    clear,
    held,
    staleAfterMs,
    activeHours,
    severity,
  ]);

/** Whether two rules give a subject of both the same alert. */
export const evaluatesAlike = (before: AlertRule | undefined, after: AlertRule): boolean =>
  before !== undefined && evaluatedParts(before) === evaluatedParts(after);
