import { ALERT_SUBJECT_KINDS, type AlertRule, didYouMean, ID_PATTERN, schemaFaults } from '@lanbi/model';
import type { AlertFigure } from '@lanbi/query';
import { DAY, MINUTE } from '@lanbi/standards';
import * as z from 'zod';
import { formatDuration, parseDuration } from './duration.ts';
import { alertFigureOf, figureForms, figureNames, mediumOf, subjectKindsOf } from './figure.ts';

const CLASSES = ['I', 'II', 'III', 'IV', 'V', 'worse-than-V'] as const;

const id = z.string().regex(ID_PATTERN, 'an id is letters, digits, "-", "_", "." (up to 64)');
const text = z.string().min(1).max(500);
const limit = z.union([z.number(), z.enum(CLASSES)], {
  error: 'a number, or a class I to V or worse-than-V',
});
const duration = z
  .string()
  .refine((value) => parseDuration(value) !== undefined, 'a duration such as PT2H or P1D')
  .refine((value) => (parseDuration(value) ?? 0) <= 366 * DAY, 'at most 366 days');
const hour = z.int().min(0).max(24);

/** A rule as it is written in a file or sent to the API (contract 5). */
export const ruleSchema = z.strictObject({
  id,
  subject: z.strictObject({
    kind: z.enum(ALERT_SUBJECT_KINDS),
    medium: z.enum(['air', 'water']).optional(),
    id: z.union([z.literal('*'), id, z.array(id).min(1).max(10_000)]).describe('one id, a list, or *'),
  }),
  figure: z.string().describe(`one of ${figureForms().join(', ')}; GET /v1/figures lists them`),
  op: z.enum(['>', '>=', '<', '<=']),
  raise: limit.describe('the limit that raises; a class by name or rank 1 to 6'),
  clear: limit.optional().describe('beyond it a firing alert goes on; default: raise'),
  for: z
    .union([duration, z.int().min(1).max(10_000)])
    .default('PT0S')
    .describe('how long, or for how many values, the condition must hold'),
  staleAfter: duration
    .optional()
    .describe('after how long without a value there is no data; default: three periods'),
  severity: z.enum(['info', 'warning', 'critical']).default('warning'),
  activeHours: z
    .strictObject({ from: hour, to: hour })
    .optional()
    .describe('hours of the day at +08:00 in which the rule may raise'),
  labels: z.record(z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/), z.string().max(200)).default({}),
  text: z.union([text, z.strictObject({ zh: text, en: text })]).optional(),
  enabled: z.boolean().default(true),
});

export type RuleDocument = z.infer<typeof ruleSchema>;

/** Something in a rule that is not right; `path` names the place. */
export interface RuleFault {
  readonly path: string;
  readonly message: string;
}

export type ParsedRule =
  | { readonly ok: true; readonly rule: AlertRule }
  | { readonly ok: false; readonly faults: readonly RuleFault[] };

const rank = (value: number | (typeof CLASSES)[number]): number =>
  typeof value === 'number' ? value : CLASSES.indexOf(value) + 1;

/** @example oneOf(['a', 'b', 'c']) // 'a, b or c' */
const oneOf = (words: readonly string[]): string =>
  words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;

const fault = (path: string, message: string): RuleFault => ({ path, message });

/** The ranks of figures that are ranks. */
const RANKS = { class: 6, level: 5 } as const;

function rankFaults({ raise, figure: name }: RuleDocument, figure: AlertFigure): RuleFault[] {
  if (!figure.scale) return [];
  const most = RANKS[figure.scale];
  const limit = rank(raise);
  return limit >= 1 && limit <= most ? [] : [fault('raise', `a ${name} is a rank from 1 to ${most}`)];
}

/** What no single field shows. */
function crossFaults(rule: RuleDocument): RuleFault[] {
  const { op, subject } = rule;
  const figure = alertFigureOf(rule.figure);
  if (!figure)
    return [fault('figure', `there is no figure ${rule.figure}${didYouMean(rule.figure, figureNames())}`)];
  const faults: RuleFault[] = [];
  const kinds = subjectKindsOf(figure);
  if (!kinds.includes(subject.kind))
    faults.push(
      fault('subject.kind', `${rule.figure} is a figure of a ${oneOf(kinds)}, not of a ${subject.kind}`),
    );
  const medium = mediumOf(figure, subject.kind);
  if (medium && subject.medium && subject.medium !== medium)
    faults.push(fault('subject.medium', `${rule.figure} of a ${subject.kind} is a figure of ${medium}`));
  const raise = rank(rule.raise);
  const clear = rank(rule.clear ?? rule.raise);
  const above = op.startsWith('>');
  if (above ? clear > raise : clear < raise)
    faults.push(
      fault('clear', `with ${op} an alert clears at ${above ? 'or below' : 'or above'} raise (${raise})`),
    );
  faults.push(...rankFaults(rule, figure));
  if (figure.scale !== 'class' && (typeof rule.raise === 'string' || typeof rule.clear === 'string'))
    faults.push(fault('raise', `${rule.figure} takes a number`));
  if (figure.isAbsence && (!above || raise * 1000 < MINUTE || typeof rule.for === 'number'))
    faults.push(fault('figure', `${rule.figure} takes > or >=, at least 60 seconds, and a time in "for"`));
  if (rule.activeHours && rule.activeHours.from === rule.activeHours.to)
    faults.push(fault('activeHours', 'from and to are the same hour'));
  return faults;
}

const nounOf = (rule: RuleDocument): AlertRule => ({
  id: rule.id,
  subject: {
    kind: rule.subject.kind,
    ...(rule.subject.medium && { medium: rule.subject.medium }),
    ids:
      typeof rule.subject.id === 'string' && rule.subject.id !== '*'
        ? [rule.subject.id]
        : (rule.subject.id as '*' | readonly string[]),
  },
  figure: rule.figure,
  op: rule.op,
  raise: rank(rule.raise),
  clear: rank(rule.clear ?? rule.raise),
  for:
    typeof rule.for === 'number'
      ? { kind: 'count', n: rule.for }
      : { kind: 'time', ms: parseDuration(rule.for) ?? 0 },
  ...(rule.staleAfter !== undefined && { staleAfterMs: parseDuration(rule.staleAfter) ?? 0 }),
  severity: rule.severity,
  ...(rule.activeHours && { activeHours: rule.activeHours }),
  labels: rule.labels,
  text: typeof rule.text === 'object' ? rule.text : { zh: rule.text ?? rule.id, en: rule.text ?? rule.id },
  enabled: rule.enabled,
});

/** A rule out of a document, checked whole: every fault is reported at once. */
export function parseRule(document: unknown): ParsedRule {
  const parsed = ruleSchema.safeParse(document);
  if (!parsed.success)
    return {
      ok: false,
      faults: schemaFaults(parsed.error.issues, ruleSchema, document).map(({ path, message }) =>
        fault(path.join('.'), message),
      ),
    };
  const faults = crossFaults(parsed.data);
  return faults.length > 0 ? { ok: false, faults } : { ok: true, rule: nounOf(parsed.data) };
}

/** One id as a text, as it is mostly written. */
function subjectIdOf(ids: AlertRule['subject']['ids']): string | string[] {
  const [first] = ids;
  return ids === '*' ? '*' : ids.length === 1 && first !== undefined ? first : [...ids];
}

/** The document of a rule, as the API answers it; `parseRule` gives the same rule back. */
export const ruleDocumentOf = (rule: AlertRule): RuleDocument => ({
  id: rule.id,
  subject: {
    kind: rule.subject.kind,
    ...(rule.subject.medium && { medium: rule.subject.medium }),
    id: subjectIdOf(rule.subject.ids),
  },
  figure: rule.figure,
  op: rule.op,
  raise: rule.raise,
  clear: rule.clear,
  for: rule.for.kind === 'count' ? rule.for.n : formatDuration(rule.for.ms),
  ...(rule.staleAfterMs !== undefined && { staleAfter: formatDuration(rule.staleAfterMs) }),
  severity: rule.severity,
  ...(rule.activeHours && { activeHours: rule.activeHours }),
  labels: { ...rule.labels },
  text: rule.text,
  enabled: rule.enabled,
});
