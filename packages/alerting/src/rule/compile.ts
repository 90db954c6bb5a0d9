import type { AlertRule } from '@lanbi/model';
import { type Figure, figureOf, spacingOf } from './figure.ts';

/** A rule as the machine needs it: its figure understood, every limit of time in milliseconds. */
export interface CompiledRule extends AlertRule {
  readonly watched: Figure;
  readonly staleAfterMs: number;
}

/** Values that may be late or missing before there is no data, when the rule does not say. */
const SPACINGS = 3;

/**
 * @param stationMs the period of the subject's station in milliseconds
 * @throws RangeError when the figure is unknown; a rule that passed `parseRule` has none.
 */
export function compileRule(rule: AlertRule, stationMs: number): CompiledRule {
  const watched = figureOf(rule.figure);
  if (!watched) throw new RangeError(`no figure ${rule.figure}`);
  const staleAfterMs = rule.staleAfterMs ?? SPACINGS * spacingOf(watched, stationMs);
  return { ...rule, watched, staleAfterMs };
}
