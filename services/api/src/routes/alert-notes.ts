import type { AlertNote, AlertSubject, StoredNote } from '@lanbi/model';
import { DAY, formatInstant, type Instant, instant } from '@lanbi/standards';
import * as z from 'zod';
import { alertAnswer, silenceAnswer, silenceAnswerOf } from '../answers/alert.ts';
import type { AlertApiDeps } from '../deps.ts';
import { columnsOf } from '../http/columns.ts';
import { decodeCursor, idCursor, pageMeta, pageOf, pageQuery } from '../http/page.ts';
import { Problem } from '../http/problem.ts';
import { READ_LIST, WRITE } from '../http/scope.ts';
import { sendPage } from '../http/send.ts';
import { readEnd, timeQuery } from '../http/time.ts';
import { answering } from './alerts.ts';
import type { ApiServer } from './types.ts';

const tags = ['alerts'];
const SILENCE_COLUMNS = columnsOf(silenceAnswer);

/** What people note on alerts: acknowledgements and silences. */
export function alertNoteRoutes(app: ApiServer, deps: AlertApiDeps): void {
  acknowledgeRoute(app, deps);
  silencesRoute(app, deps);
  silenceRoute(app, deps);
  endSilenceRoute(app, deps);
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

function acknowledgeRoute(app: ApiServer, deps: AlertApiDeps): void {
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

function silencesRoute(app: ApiServer, deps: AlertApiDeps): void {
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
        pageOf(rows, limit, ({ id }) => [id], silenceAnswerOf),
        SILENCE_COLUMNS,
      );
    },
  );
}

function silenceRoute(app: ApiServer, deps: AlertApiDeps): void {
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
          until: timeQuery,
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
      return reply.code(201).send(silenceAnswerOf(stored));
    },
  );
}

function endSilenceRoute(app: ApiServer, { alerts }: AlertApiDeps): void {
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
