import { alertSeverity, alertState } from '@lanbi/alerting';
import {
  type AlertChange,
  type AlertNote,
  type AlertRule,
  type AlertSubject,
  compareOffsets,
  decodeOffset,
  encodeOffset,
  hasReached,
  LOG_START,
  type Offset,
  type StoredNote,
} from '@lanbi/model';
import { DAY, formatInstant, type Instant, instant } from '@lanbi/standards';
import * as z from 'zod';
import {
  alertAnswer,
  alertOf,
  silenceAnswer,
  silenceOf,
  undeliveredAnswer,
  undeliveredOf,
} from '../answers/alert.ts';
import type { AlertApiDeps } from '../deps.ts';
import { columnsOf } from '../http/columns.ts';
import { decodeCursor, idCursor, pageMeta, pageOf, pageQuery } from '../http/page.ts';
import { Problem } from '../http/problem.ts';
import { READ_LIST, WRITE } from '../http/scope.ts';
import { notModified, sendPage } from '../http/send.ts';
import { readEnd, timeText } from '../http/time.ts';
import type { App } from './types.ts';

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
const SILENCE_COLUMNS = columnsOf(silenceAnswer);
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
async function answering({ alerts }: Pick<AlertApiDeps, 'alerts'>, notes: readonly StoredNote[]) {
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

/** What alerts are and were, and what people say to them. */
export function alertRoutes(app: App, deps: AlertApiDeps): void {
  pollRoute(app, deps);
  historyRoute(app, deps);
  undeliveredRoute(app, deps);
  acknowledgeRoute(app, deps);
  silencesRoute(app, deps);
  silenceRoute(app, deps);
  endSilenceRoute(app, deps);
}

/** Counts changes of what answers say beside the log: another wording of a rule, an alert that has ended. */
function countedVersion(app: App, { alerts }: Pick<AlertApiDeps, 'alerts'>): () => number {
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

function pollRoute(app: App, deps: AlertApiDeps): void {
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

function historyRoute(app: App, deps: AlertApiDeps): void {
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

function undeliveredRoute(app: App, { alerts }: AlertApiDeps): void {
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
      const data = (await alerts.undeliveredAlerts(limit)).map(undeliveredOf);
      return sendPage(request, reply, { data, meta: { limit } }, UNDELIVERED_COLUMNS);
    },
  );
}

const reason = z.string().min(1).max(500);
const by = z.string().min(1).max(100).optional();

/** Silences that may be in force or to come at one time. */
const MOST_SILENCES = 1_000;
/** How long a silence may last, in days: a century. One without an end is a rule to be disabled. */
const LONGEST_SILENCE = 36_525;

/** A note in the form of the port: an absent key stays absent. */
const noted = (
  kind: AlertNote['kind'],
  from: Instant,
  given: {
    ruleId: string;
    subject?: AlertSubject | undefined;
    reason: string;
    by?: string | undefined;
    author?: string | undefined;
    until?: Instant;
  },
): AlertNote => ({
  kind,
  ruleId: given.ruleId,
  ...(given.subject && { subject: given.subject }),
  reason: given.reason,
  ...(given.by !== undefined && { by: given.by }),
  ...(given.author !== undefined && { author: given.author }),
  from,
  ...(given.until !== undefined && { until: given.until }),
});

async function subjectOf(
  { alerts }: Pick<AlertApiDeps, 'alerts'>,
  ruleId: string,
  id: string,
): Promise<AlertSubject> {
  const rule = (await alerts.alertRules()).find((stored) => stored.rule.id === ruleId)?.rule;
  if (!rule) throw new Problem('not-found', `no alert rule ${ruleId}`);
  return { kind: rule.subject.kind, id };
}

function acknowledgeRoute(app: App, deps: AlertApiDeps): void {
  const params = z.object({ ruleId: z.string().max(64), subjectId: z.string().max(64) });
  app.post(
    '/v1/alerts/:ruleId/:subjectId/acknowledge',
    {
      config: WRITE,
      schema: {
        tags,
        summary: 'Say that somebody has seen it',
        description: 'Holds until the alert changes its state.',
        params,
        body: z.strictObject({ reason, by }),
        response: { 200: alertAnswer },
      },
    },
    async ({ params: { ruleId, subjectId }, body, caller }) => {
      const subject = await subjectOf(deps, ruleId, subjectId);
      const present = (await deps.alerts.presentAlerts()).find(
        ({ change }) => change.ruleId === ruleId && change.subject.id === subjectId,
      );
      if (!present) throw new Problem('not-found', `no alert of ${ruleId} on ${subjectId}`);
      await deps.alerts.putAlertNote(
        noted('acknowledge', deps.clock.now(), { ...body, author: caller?.name, ruleId, subject }),
      );
      return (await answering(deps, await deps.alerts.alertNotes(deps.clock.now())))(
        present.change,
        present.enteredAt,
      );
    },
  );
}

/** The end of a silence. @throws Problem bad-time */
function endOfSilence(text: string, now: Instant): Instant {
  const until = readEnd('until', text);
  if (until <= now) throw new Problem('bad-time', `until: ${formatInstant(until)} is over`);
  const last = instant(now + LONGEST_SILENCE * DAY);
  if (until > last)
    throw new Problem(
      'bad-time',
      `until: ${formatInstant(until)} is more than ${LONGEST_SILENCE} days ahead; at most ${formatInstant(last)}`,
    );
  return until;
}

/** Silences that have not ended. */
const silencesOf = async ({ alerts, clock }: AlertApiDeps): Promise<StoredNote[]> =>
  (await alerts.alertNotes(clock.now())).filter(({ kind }) => kind === 'silence');

function silencesRoute(app: App, deps: AlertApiDeps): void {
  app.get(
    '/v1/alert-silences',
    {
      config: READ_LIST,
      schema: {
        tags,
        summary: 'Silences that have not ended, oldest first',
        querystring: pageQuery,
        response: { 200: z.object({ data: z.array(silenceAnswer), meta: pageMeta }) },
      },
    },
    async (request, reply) => {
      const { limit, cursor } = request.query;
      const behind = cursor === undefined ? 0 : decodeCursor(cursor, idCursor)[0];
      const rows = (await silencesOf(deps)).filter(({ id }) => id > behind).slice(0, limit + 1);
      return sendPage(
        request,
        reply,
        pageOf(rows, limit, ({ id }) => [id], silenceOf),
        SILENCE_COLUMNS,
      );
    },
  );
}

function silenceRoute(app: App, deps: AlertApiDeps): void {
  const { alerts, clock } = deps;
  app.post(
    '/v1/alert-silences',
    {
      config: WRITE,
      schema: {
        tags,
        summary: 'Do not send a rule or one of its alerts for a while',
        description:
          'Webhooks and Alertmanager get no notification; the API shows the alert, and that it is muted. ' +
          `At most ${MOST_SILENCES} at one time, each for at most ${LONGEST_SILENCE} days.`,
        body: z.strictObject({
          ruleId: z.string().max(64),
          subjectId: z.string().max(64).optional(),
          reason,
          by,
          until: timeText,
        }),
        response: { 201: silenceAnswer },
      },
    },
    async ({ body, caller }, reply) => {
      const subject = await subjectOf(deps, body.ruleId, body.subjectId ?? '');
      const now = clock.now();
      const until = endOfSilence(body.until, now);
      if ((await silencesOf(deps)).length >= MOST_SILENCES)
        throw new Problem('conflict', `${MOST_SILENCES} silences have not ended: end some of them first`);
      const given = {
        ...body,
        subject: body.subjectId === undefined ? undefined : subject,
        until,
        author: caller?.name,
      };
      const stored = await alerts.putAlertNote(noted('silence', now, given));
      return reply.code(201).send(silenceOf(stored));
    },
  );
}

function endSilenceRoute(app: App, { alerts }: AlertApiDeps): void {
  app.delete(
    '/v1/alert-silences/:id',
    {
      config: WRITE,
      schema: {
        tags,
        summary: 'End a silence',
        params: z.object({ id: z.coerce.number().int().min(1) }),
        response: { 204: z.null() },
      },
    },
    async ({ params: { id } }, reply) => {
      if (!(await alerts.deleteAlertNote(id))) throw new Problem('not-found', `no silence ${id}`);
      return reply.code(204).send(null);
    },
  );
}
