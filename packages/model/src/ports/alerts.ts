import type { Instant } from '@lanbi/standards';
import type { AlertChange, AlertRule, AlertSubject, Transition } from '../nouns/alert.ts';
import type { ConsumerName } from '../nouns/consumers.ts';
import type { Offset } from '../nouns/offset.ts';

export interface StoredRule {
  readonly rule: AlertRule;
  /** One more each time the rule was put with another content. */
  readonly revision: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** One change to be appended; the store gives cursor and revision. */
export type NewAlertChange = Omit<AlertChange, 'cursor' | 'revision'> & { readonly latched: boolean };

/** Identifies an alert. */
export interface AlertKey {
  readonly ruleId: string;
  readonly subject: AlertSubject;
}

/** An alert that restarts because its rule is new or changed. Earlier changes stay in the log and hold no more. */
export interface RestartedAlert extends AlertKey {
  /** Values up to here do not count; absent for a subject without any value, of which all count. */
  readonly after?: Instant;
}

/** What one transaction stores, applied in this order. */
export interface AlertCommit {
  /** The rules that alerts are evaluated under from now on. */
  readonly evaluatedRules?: readonly AlertRule[];
  readonly restarted?: readonly RestartedAlert[];
  readonly changes: readonly NewAlertChange[];
  /** Alerts that end: their rule was deleted or disabled, or no longer has their subject. Their log stays. */
  readonly ended?: readonly AlertKey[];
  /** How far the logs that the changes come from were read. */
  readonly checkpoints: readonly { readonly consumer: ConsumerName; readonly position: Offset }[];
}

export interface AlertChangeQuery {
  /** Only changes behind this cursor. */
  readonly after: Offset;
  readonly limit: number;
  readonly ruleId?: string;
  readonly subject?: AlertSubject;
}

/** A note of a person on an alert: `acknowledge` says that it was seen, `silence` mutes its notifications for a time. */
export interface AlertNote {
  readonly kind: 'acknowledge' | 'silence';
  readonly ruleId: string;
  /** Absent: every subject of the rule. */
  readonly subject?: AlertSubject;
  readonly reason: string;
  /** Who wrote it, as free text. */
  readonly by?: string;
  /** Name of the API key of the request; absent where no keys are required. */
  readonly author?: string;
  readonly from: Instant;
  /** Absent for an acknowledgement: until the alert changes. */
  readonly until?: Instant;
}

/** A change that a notifier failed to deliver after its last try. */
export interface Undelivered {
  readonly cursor: Offset;
  readonly at: Instant;
  readonly error: string;
}

export interface StoredUndelivered extends Undelivered {
  readonly id: number;
  readonly consumer: ConsumerName;
}

/** The present state of an alert. */
export interface PresentAlert {
  readonly change: AlertChange;
  readonly last: Transition;
  /** When the change to its state became known; an amendment does not change it. */
  readonly enteredAt: Instant;
  /** As given when it last restarted. */
  readonly after?: Instant;
}

export interface StoredNote extends AlertNote {
  readonly id: number;
}

/**
 * Stores rules, the log of changes of alerts, and notes. A commit is one durable transaction of changes and checkpoints,
 * so a kill neither loses nor doubles a change. The log keeps its order; entries are never changed or deleted.
 */
export interface AlertStore {
  /** Before use; `close` is idempotent, and any call after it rejects with `closed`. */
  open(): Promise<void>;
  close(): Promise<void>;

  alertRules(): Promise<readonly StoredRule[]>;
  /** The same content again changes nothing. Listeners of `onAlertRules` are called. */
  putAlertRule(rule: AlertRule, at: Instant): Promise<StoredRule>;
  /** False when there was none. Its alerts end with the next commit that names them in `ended`. */
  deleteAlertRule(id: string): Promise<boolean>;
  /** The rules that alerts were last evaluated under. */
  evaluatedRules(): Promise<readonly AlertRule[]>;
  onAlertRules(listener: () => void): () => void;

  commitAlerts(commit: AlertCommit): Promise<readonly AlertChange[]>;
  /**
   * The transitions of one rule and subject that hold, ascending, from the last one at or before `from` on.
   */
  alertPath(ruleId: string, subject: AlertSubject, from: Instant): Promise<readonly Transition[]>;
  /** The last transition that holds of every rule and subject. */
  presentAlerts(): Promise<readonly PresentAlert[]>;
  /** In order of the cursor. */
  alertChanges(query: AlertChangeQuery): Promise<readonly AlertChange[]>;
  /** The cursor of the last change; `LOG_START` when there is none. */
  alertHead(): Promise<Offset>;
  /** Calls back after a commit with changes or ended alerts. */
  onAlerts(listener: () => void): () => void;
  /** Calls back with the alerts that a commit ended, before the listeners of `onAlerts`. */
  onAlertEnds(listener: (ended: readonly AlertKey[]) => void): () => void;

  /** How far a consumer of the observations, of the results or of the log of changes has come; `LOG_START` when never kept. */
  alertCheckpoint(consumer: ConsumerName): Promise<Offset>;
  /** Moves the checkpoint and the undelivered changes of one consumer to another name; does nothing where there are none. */
  renameAlertConsumer(from: ConsumerName, to: ConsumerName): Promise<void>;
  /** Sets the checkpoint of a notifier to `cursor`, and stores a change that it failed to deliver in the same transaction. */
  keepAlertCheckpoint(consumer: ConsumerName, cursor: Offset, undelivered?: Undelivered): Promise<void>;
  /** Newest first. */
  undeliveredAlerts(limit: number): Promise<readonly StoredUndelivered[]>;

  /** An acknowledgement replaces an earlier one of the same alert. Silences that ended a year ago are deleted. */
  putAlertNote(note: AlertNote): Promise<StoredNote>;
  deleteAlertNote(id: number): Promise<boolean>;
  /** Those that have not ended at `at`. */
  alertNotes(at: Instant): Promise<readonly StoredNote[]>;
}

/** Transitions that a rule would have caused for one subject over a span of stored data. */
export interface DryRun {
  readonly subject: AlertSubject;
  /** Number of values in the span. */
  readonly values: number;
  readonly transitions: readonly Transition[];
}

/** Evaluates a rule over values that end in (from, to], of up to `limit` subjects. Stores and notifies nothing. */
export type DryRunner = (
  rule: AlertRule,
  span: { readonly from: Instant; readonly to: Instant; readonly limit: number },
) => Promise<readonly DryRun[]>;
