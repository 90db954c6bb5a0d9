import { alertPayloadOf } from '@lanbi/alerting';
import type { AlertChange, Offset, StateOfData, StoredResult } from '@lanbi/model';
import {
  bodyOfRecord,
  dataSpanOf,
  type EvaluationState,
  evaluationStates,
  isOpen,
  stateWith,
} from '@lanbi/query';
import { formatInstant } from '@lanbi/standards';
import { dataStateOf } from '../answers/data-state.ts';
import { evaluationOf } from '../answers/evaluation.ts';
import { withPublishedNames } from '../answers/published-names.ts';
import type { AlertApiDeps } from '../deps.ts';
import { dataSubjectOf, type ResultSubjects, stationsOfResult } from './stations-of-result.ts';
import type { StreamOffset } from './stream-offset.ts';

export const TOPICS = ['alerts', 'results'] as const;
export type Topic = (typeof TOPICS)[number];

/** One entry of a log as an event: its offset, the key under which a later one replaces it, and its text. */
export interface StreamEntry {
  readonly name: 'alert' | 'result';
  readonly position: Offset;
  /** Of a result. */
  readonly kind: StoredResult['kind'] | undefined;
  readonly subject: string;
  readonly key: string;
  /** Of two entries with one key, the one of the higher rank is the later; of equal ranks, the last. */
  readonly rank: number;
  /** False where readings of its subject were stored and not evaluated when it was read. */
  readonly complete: boolean;
  /** What is sent, as JSON; made when it is first sent. */
  text(): string;
  /** Characters of the text; before it is made an estimate. */
  size(): number;
}

/** Of an entry whose text is not made. */
const ESTIMATED = 1_024;

function once(make: () => object): Pick<StreamEntry, 'text' | 'size'> {
  let text: string | undefined;
  return {
    size: () => text?.length ?? ESTIMATED,
    text() {
      text ??= JSON.stringify(make());
      return text;
    },
  };
}

const alertEntry = (change: AlertChange): StreamEntry => ({
  name: 'alert',
  position: change.cursor,
  kind: undefined,
  subject: change.subject.id,
  key: `${change.ruleId}|${change.subject.kind}|${change.subject.id}`,
  // What once was, or was not, is not what the alert is in.
  rank: change.notification === 'current' || change.notification === 'amended' ? 1 : 0,
  complete: true,
  ...once(() => alertPayloadOf(change, undefined)),
});

/** The figure as answers have it: whether it is provisional depends on when it is sent. */
function bodyAt(result: StoredResult, { evaluation, data }: StateOfResult, logs: StreamDeps): object {
  const body = withPublishedNames(bodyOfRecord(logs, result));
  if (!('provisional' in body)) return body;
  const state = stateWith(logs, evaluation, data);
  const checked = dataSpanOf(result);
  return { ...body, provisional: isOpen(result, state, checked), ...dataStateOf(data.of(checked)) };
}

/** How far a result is evaluated, and its data were checked. */
interface StateOfResult {
  readonly evaluation: EvaluationState;
  readonly data: StateOfData;
}

function resultEntry(result: StoredResult, state: StateOfResult, logs: StreamDeps): StreamEntry {
  const { kind, subject, from, to, revision, position } = result;
  const { evaluation } = state;
  const { complete } = evaluation;
  const shared = () => ({
    kind,
    subject,
    from: formatInstant(from),
    to: formatInstant(to),
    revision,
    evaluation: evaluationOf(evaluation),
  });
  return {
    name: 'result',
    position,
    kind,
    subject,
    key: `${kind}|${subject}`,
    rank: to,
    complete,
    ...once(() => ({ ...shared(), body: bodyAt(result, state, logs) })),
  };
}

export type StreamDeps = Pick<
  AlertApiDeps,
  'alerts' | 'store' | 'clock' | 'provisionalHours' | 'periodCoverage' | 'waterMinimum' | 'statements'
> &
  ResultSubjects;

/** The next entries of a log, in order; empty at its end. */
export async function streamEntries(
  topic: Topic,
  logs: StreamDeps,
  offset: StreamOffset,
  limit: number,
): Promise<StreamEntry[]> {
  if (topic === 'alerts')
    return (await logs.alerts.alertChanges({ after: offset.alert, limit })).map(alertEntry);
  const results = await logs.store.changedResults(offset.result, limit);
  if (results.length === 0) return [];
  const stateOf = await evaluationStates(logs);
  const statements = await logs.statements.inForce();
  return Promise.all(
    results.map(async (result) => {
      const evaluation = await stateOf(stationsOfResult(result, logs));
      return resultEntry(result, { evaluation, data: statements.dataOf(dataSubjectOf(result)) }, logs);
    }),
  );
}

export function moveTo(offset: StreamOffset, { name, position }: StreamEntry): void {
  if (name === 'alert') offset.alert = position;
  else offset.result = position;
}

export const positionIn = (offset: StreamOffset, topic: Topic): Offset =>
  topic === 'alerts' ? offset.alert : offset.result;

/** The end of a log. */
export const headOf = async (topic: Topic, { alerts, store }: StreamDeps): Promise<Offset> =>
  topic === 'alerts' ? alerts.alertHead() : store.resultHead();
