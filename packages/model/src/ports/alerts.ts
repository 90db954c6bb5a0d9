import type { Instant } from '@lanbi/standards';
import type { AlertChange, AlertRule, AlertSubject, Transition } from '../nouns/alert.ts';
import type { ConsumerName } from '../nouns/consumers.ts';
import type { Offset } from '../nouns/offset.ts';

export interface StoredRule {
  readonly rule: AlertRule;
  /** Increased each time the rule is put with another content. */
  readonly revision: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** One change to append; the store assigns cursor and revision. */
export type NewAlertChange = Omit<AlertChange, 'cursor' | 'revision'> & { readonly latched: boolean };

/** Identifies an alert. */
export interface AlertKey {
  readonly ruleId: string;
  readonly subject: AlertSubject;
}

/**
 * An alert that restarts because its rule is new or changed. Earlier changes stay in the log and are no longer valid.
 */
export interface RestartedAlert extends AlertKey {
  /** Values up to this time do not count; absent for a subject without any value: all later values count. */
  readonly after?: Instant;
}

/** The content of one transaction, applied in this order. */
export interface AlertCommit {
  /** The rules under which alerts are evaluated from now on. */
  readonly evaluatedRules?: readonly AlertRule[];
  readonly restarted?: readonly RestartedAlert[];
  readonly changes: readonly NewAlertChange[];
  /** Alerts that end: their rule was deleted or disabled, or no longer has their subject. Their log stays. */
  readonly ended?: readonly AlertKey[];
  /** The checkpoints in the logs from which the changes come. */
  readonly checkpoints: readonly { readonly consumer: ConsumerName; readonly position: Offset }[];
}

export interface AlertChangeQuery {
  /** Only changes after this cursor. */
  readonly after: Offset;
  readonly limit: number;
  readonly ruleId?: string;
  readonly subject?: AlertSubject;
}

/**
 * A note of a person on an alert: `acknowledge` records that it was seen, `silence` mutes its notifications for a time.
 */
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
 * Stores rules, the log of changes of alerts, and notes. A commit is one durable transaction of changes and
 * checkpoints, so a kill neither loses nor duplicates a change. The log keeps its order; entries are never changed or
 * deleted.
 */
export interface AlertStore {
  /**
   * Opens the store; call it before any other method. `close` is idempotent, and any call after it rejects with
   * `closed`.
   */
  open(): Promise<void>;
  close(): Promise<void>;

  alertRules(): Promise<readonly StoredRule[]>;
  /** Stores a rule and calls the listeners of `onAlertRules`. The same content again changes nothing. */
  putAlertRule(rule: AlertRule, at: Instant): Promise<StoredRule>;
  /**
   * Deletes a rule; false if there was none. Its alerts end with the next commit that names them in `ended`.
   */
  deleteAlertRule(id: string): Promise<boolean>;
  /** Returns the rules under which alerts were last evaluated. */
  evaluatedRules(): Promise<readonly AlertRule[]>;
  onAlertRules(listener: () => void): () => void;

  commitAlerts(commit: AlertCommit): Promise<readonly AlertChange[]>;
  /**
   * Returns the valid transitions of one rule and subject, ascending, from the last one at or before `from` on.
   */
  alertPath(ruleId: string, subject: AlertSubject, from: Instant): Promise<readonly Transition[]>;
  /** Returns the last valid transition of every rule and subject. */
  presentAlerts(): Promise<readonly PresentAlert[]>;
  /** Returns changes in the order of the cursor. */
  alertChanges(query: AlertChangeQuery): Promise<readonly AlertChange[]>;
  /** Returns the cursor of the last change; `LOG_START` if there is none. */
  alertHead(): Promise<Offset>;
  /** Calls back after a commit with changes or ended alerts. */
  onAlerts(listener: () => void): () => void;
  /** Calls back with the alerts that a commit ended, before the listeners of `onAlerts`. */
  onAlertEnds(listener: (ended: readonly AlertKey[]) => void): () => void;

  /**
   * Returns the checkpoint of a consumer of the observations, of the results or of the log of changes; `LOG_START` if
   * never stored.
   */
  alertCheckpoint(consumer: ConsumerName): Promise<Offset>;
  /** Moves the checkpoint and the undelivered changes of one consumer to another name; does nothing where there are none. */
  renameAlertConsumer(from: ConsumerName, to: ConsumerName): Promise<void>;
  /** Sets the checkpoint of a notifier to `cursor`, and stores a change that it failed to deliver in the same transaction. */
  keepAlertCheckpoint(consumer: ConsumerName, cursor: Offset, undelivered?: Undelivered): Promise<void>;
  /** Returns undelivered changes, newest first. */
  undeliveredAlerts(limit: number): Promise<readonly StoredUndelivered[]>;

  /**
   * Stores a note. An acknowledgement replaces an earlier one of the same alert. Silences that ended a year ago are
   * deleted.
   */
  putAlertNote(note: AlertNote): Promise<StoredNote>;
  deleteAlertNote(id: number): Promise<boolean>;
  /** Returns the notes that have not ended at `at`. */
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
