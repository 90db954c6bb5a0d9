import { alertSeverity, alertState } from '@lanbi/alerting';
import {
  type AlertChange,
  type AlertRule,
  compareOffsets,
  decodeOffset,
  encodeOffset,
  hasReached,
  LOG_START,
  type Offset,
  type StoredNote,
} from '@lanbi/model';
import type { Instant } from '@lanbi/standards';
import * as z from 'zod';
import { alertAnswer, alertOf, undeliveredAnswer, undeliveredAnswerOf } from '../answers/alert.ts';
import type { AlertApiDeps } from '../deps.ts';
import { columnsOf } from '../http/columns.ts';
import { decodeCursor, pageMeta, pageOf, pageQuery } from '../http/page.ts';
import { Problem } from '../http/problem.ts';
import { READ_LIST } from '../http/scope.ts';
import { notModified, sendPage } from '../http/send.ts';
import type { ApiServer } from './types.ts';

const tags = ['alerts'];
const since = z
  .string()
  .regex(/^\d{1,15}$/, 'a cursor of an earlier answer')
  .optional()
  .describe('the cursor of the last poll: what changed behind it, in order, each change once');
const narrow = {
  state: alertState.optional(),
  severity: alertSeverity.optional(),
  ruleId: z.string().max(64).optional(),
  subject: z.string().max(64).optional().describe('id of a subject'),
};
const query = pageQuery.extend({ ...narrow, since });
const meta = pageMeta.extend({ since: z.string().describe('what to send as `since` with the next poll') });
const list = { 200: z.object({ data: z.array(alertAnswer), meta }) };

const ALERT_COLUMNS = columnsOf(alertAnswer);
const UNDELIVERED_COLUMNS = columnsOf(undeliveredAnswer);

type Query = z.infer<typeof query>;

/** Changes are read on until a page is full of those that match. */
const LOOKED_THROUGH = 1_000;

const matches = ({ state, severity, ruleId, subject }: Query, change: AlertChange): boolean =>
  (state === undefined || change.state === state) &&
  (severity === undefined || change.severity === severity) &&
  (ruleId === undefined || change.ruleId === ruleId) &&
  (subject === undefined || change.subject.id === subject);

/** How alerts are answered: with their rule, and with what people noted on them. */
export async function answering({ alerts }: Pick<AlertApiDeps, 'alerts'>, notes: readonly StoredNote[]) {
  const rules = new Map<string, AlertRule>((await alerts.alertRules()).map(({ rule }) => [rule.id, rule]));
  const isOf = (note: StoredNote, { ruleId, subject }: AlertChange): boolean =>
    note.ruleId === ruleId &&
    (!note.subject || (note.subject.id === subject.id && note.subject.kind === subject.kind));
  return (change: AlertChange, enteredAt: Instant = change.changedAt) =>
    alertOf(change, {
      rule: rules.get(change.ruleId),
      silenced: notes.find((note) => note.kind === 'silence' && isOf(note, change)),
      acknowledged: notes.findLast(
        (note) => note.kind === 'acknowledge' && isOf(note, change) && note.from >= enteredAt,
      ),
    });
}

/** The place of a change in a page of changes. */
const placeOf = ({ cursor }: Pick<AlertChange, 'cursor'>): readonly [string] => [encodeOffset(cursor)];

/** Behind which change a question reads on; from the start of the log where it does not say. @throws Problem bad-cursor */
function behindOf({ cursor, since }: Query): Offset {
  const text = cursor === undefined ? since : decodeCursor(cursor, z.tuple([z.string()]))[0];
  const offset = text === undefined ? LOG_START : decodeOffset(text);
  if (offset === undefined)
    throw new Problem('bad-cursor', 'take the cursor of an earlier answer, unchanged');
  return offset;
}

/** What alerts are and were. */
export function alertRoutes(app: ApiServer, deps: AlertApiDeps): void {
  pollRoute(app, deps);
  historyRoute(app, deps);
  undeliveredRoute(app, deps);
}

/** Counts changes of what answers say beside the log: another wording of a rule, an alert that has ended. */
function countedVersion(app: ApiServer, { alerts }: Pick<AlertApiDeps, 'alerts'>): () => number {
  let version = 0;
  const stops = [alerts.onAlertRules(() => version++), alerts.onAlerts(() => version++)];
  app.addHook('onClose', async () => {
    for (const stop of stops) stop();
  });
  return () => version;
}

/** Changes behind a cursor that match, one more than a page holds; and up to where the log was read. */
async function changesBehind(
  { alerts }: Pick<AlertApiDeps, 'alerts'>,
  asked: Query,
  after: Offset,
): Promise<{ rows: AlertChange[]; read: Offset }> {
  const rows: AlertChange[] = [];
  let read = after;
  for (;;) {
    const found = await alerts.alertChanges({ after: read, limit: LOOKED_THROUGH });
    rows.push(...found.filter((change) => matches(asked, change)));
    read = found.at(-1)?.cursor ?? read;
    if (found.length < LOOKED_THROUGH || rows.length > asked.limit) return { rows, read };
  }
}

type Answer = Awaited<ReturnType<typeof answering>>;

/** A page of the log of changes; `meta.since` is the cursor of the next poll. */
async function changesPage(deps: AlertApiDeps, asked: Query, answer: Answer) {
  const { rows, read } = await changesBehind(deps, asked, behindOf(asked));
  const page = pageOf(rows, asked.limit, placeOf, answer);
  const next = page.meta.cursor === undefined ? read : (rows[asked.limit - 1]?.cursor ?? read);
  return { ...page, meta: { ...page.meta, since: encodeOffset(next) } };
}

/** A page of the alerts as they are now. @param head the end of the log that the alerts stand for */
async function presentPage({ alerts }: AlertApiDeps, asked: Query, answer: Answer, head: Offset) {
  const after = behindOf(asked);
  const rows = (await alerts.presentAlerts())
    .filter(({ change }) => !hasReached(after, change.cursor) && matches(asked, change))
    .sort((a, b) => compareOffsets(a.change.cursor, b.change.cursor))
    .slice(0, asked.limit + 1);
  const page = pageOf(
    rows,
    asked.limit,
    ({ change }) => placeOf(change),
    ({ change, enteredAt }) => answer(change, enteredAt),
  );
  return { ...page, meta: { ...page.meta, since: encodeOffset(head) } };
}

function pollRoute(app: ApiServer, deps: AlertApiDeps): void {
  const { alerts, clock } = deps;
  const version = countedVersion(app, deps);
  const begun = clock.now();
  app.get(
    '/v1/alerts',
    {
      config: READ_LIST,
      schema: {
        tags,
        summary: 'Alerts as they are now, or what changed since the last poll',
        description:
          'Without `since` every alert in the state that it is in. With `since` the log of changes behind that cursor, ' +
          'in order: nothing is skipped and nothing comes twice. Poll with `meta.since` of the answer before.',
        querystring: query,
        response: list,
      },
    },
    async (request, reply) => {
      const asked = request.query;
      const head = await alerts.alertHead();
      const notes = await alerts.alertNotes(clock.now());
      // A poll without news costs no more than this.
      const tag = `${encodeOffset(head)}-${begun}.${version()}-${notes.map(({ id }) => id).join('.')}-${JSON.stringify(asked)}`;
      if (notModified(request, reply, tag)) return reply;
      const answer = await answering(deps, notes);
      const page =
        asked.since === undefined
          ? await presentPage(deps, asked, answer, head)
          : await changesPage(deps, asked, answer);
      return sendPage(request, reply, page, ALERT_COLUMNS);
    },
  );
}

function historyRoute(app: ApiServer, deps: AlertApiDeps): void {
  const { alerts, clock } = deps;
  app.get(
    '/v1/alerts/history',
    {
      config: READ_LIST,
      schema: {
        tags,
        summary: 'The log of changes, oldest first',
        description:
          'Late data add changes of the past: `historical` for states that were, `retracted` for changes that were notified and did not take place.',
        querystring: query,
        response: list,
      },
    },
    async (request, reply) => {
      const answer = await answering(deps, await alerts.alertNotes(clock.now()));
      return sendPage(request, reply, await changesPage(deps, request.query, answer), ALERT_COLUMNS);
    },
  );
}

function undeliveredRoute(app: ApiServer, { alerts }: AlertApiDeps): void {
  app.get(
    '/v1/alerts/undelivered',
    {
      config: READ_LIST,
      schema: {
        tags,
        summary: 'Changes that a webhook did not take, newest first',
        querystring: z.object({ limit: pageQuery.shape.limit }),
        response: { 200: z.object({ data: z.array(undeliveredAnswer), meta: pageMeta }) },
      },
    },
    async (request, reply) => {
      const { limit } = request.query;
      const data = (await alerts.undeliveredAlerts(limit)).map(undeliveredAnswerOf);
      return sendPage(request, reply, { data, meta: { limit } }, UNDELIVERED_COLUMNS);
    },
  );
}
