import {
  type AlertChange,
  type AlertRule,
  type AlertState,
  type AlertSubjectKind,
  consumerName,
  type NotificationKind,
  offsetAt,
  type PresentAlert,
  type Severity,
  type StoredNote,
  type StoredRule,
  type StoredUndelivered,
  type Transition,
} from '@lanbi/model';
import type { Row } from '@lanbi/sqlite';
import { instant } from '@lanbi/standards';

// The tables are STRICT and only this package writes them: a column holds what its type says.
const int = (row: Row, column: string): number => row[column] as number;
const text = (row: Row, column: string): string => row[column] as string;
const there = (row: Row, column: string): boolean => row[column] !== null;

export const ruleOf = (row: Row): StoredRule => ({
  rule: JSON.parse(text(row, 'body')) as AlertRule,
  revision: int(row, 'revision'),
  createdAt: instant(int(row, 'created_at')),
  updatedAt: instant(int(row, 'updated_at')),
});

/** Kinds of notification as the column `tense` has them. */
export const STORED_KINDS: Readonly<Record<NotificationKind, string>> = {
  current: 'now',
  amended: 'still',
  historical: 'past',
  retracted: 'void',
};

const KINDS: Readonly<Record<string, NotificationKind>> = {
  now: 'current',
  still: 'amended',
  past: 'historical',
  void: 'retracted',
};

const subjectOf = (row: Row) => ({ kind: text(row, 'kind') as AlertSubjectKind, id: text(row, 'subject') });

export const transitionOf = (row: Row): Transition => ({
  state: text(row, 'state') as AlertState,
  since: instant(int(row, 'since')),
  ...(there(row, 'value') && { value: int(row, 'value') }),
  latched: int(row, 'latched') === 1,
});

export function alertChangeOf(row: Row): AlertChange {
  const { latched: _, ...transition } = transitionOf(row);
  return {
    cursor: offsetAt(int(row, 'cursor')),
    ruleId: text(row, 'rule'),
    subject: subjectOf(row),
    ...transition,
    threshold: int(row, 'threshold'),
    severity: text(row, 'severity') as Severity,
    changedAt: instant(int(row, 'changed_at')),
    revision: int(row, 'revision'),
    notification: KINDS[text(row, 'tense')] ?? 'current',
  };
}

export const presentOf = (row: Row): PresentAlert => ({
  change: alertChangeOf(row),
  last: transitionOf(row),
  enteredAt: instant(int(row, 'entered_at')),
  ...(there(row, 'after_ms') && { after: instant(int(row, 'after_ms')) }),
});

/** The one column of a row, a rule. */
export const evaluatedRuleOf = (row: Row): AlertRule => JSON.parse(text(row, 'body')) as AlertRule;

export const storedNoteOf = (row: Row): StoredNote => ({
  id: int(row, 'id'),
  kind: text(row, 'note_kind') as StoredNote['kind'],
  ruleId: text(row, 'rule'),
  ...(there(row, 'subject') && { subject: subjectOf(row) }),
  reason: text(row, 'reason'),
  ...(there(row, 'by_whom') && { by: text(row, 'by_whom') }),
  ...(there(row, 'author') && { author: text(row, 'author') }),
  from: instant(int(row, 'from_ms')),
  ...(there(row, 'until_ms') && { until: instant(int(row, 'until_ms')) }),
});

export const storedUndeliveredOf = (row: Row): StoredUndelivered => ({
  id: int(row, 'id'),
  consumer: consumerName(text(row, 'target')),
  cursor: offsetAt(int(row, 'cursor')),
  at: instant(int(row, 'at_ms')),
  error: text(row, 'error'),
});

/** The one column of a row, a number. */
export const numberOf = (row: Row): number => Number(Object.values(row)[0] ?? 0);
