import { parseRule, type RuleFault, ruleDocumentOf, ruleSchema, subjectFaults } from '@lanbi/alerting';
import type { AlertRule, StoredRule } from '@lanbi/model';
import { DAY, formatInstant, instant } from '@lanbi/standards';
import * as z from 'zod';
import { dryRunAnswer, dryRunOf } from '../answers/alert.ts';
import type { AlertApiDeps } from '../deps.ts';
import { columnsOf } from '../http/columns.ts';
import { pageMeta } from '../http/page.ts';
import { Problem } from '../http/problem.ts';
import { READ, READ_LIST, WRITE } from '../http/scope.ts';
import { sendPage } from '../http/send.ts';
import { sendOne } from '../http/send-table.ts';
import { readSpan, timeQuery } from '../http/time.ts';
import type { ApiServer } from './types.ts';

const tags = ['alerts'];
const params = z.object({ id: z.string().max(64) });
/** What a rule may look back over in one dry run. */
const LONGEST_DRY_RUN = 366 * DAY;

const ruleAnswer = ruleSchema
  .extend({ revision: z.int(), createdAt: z.string(), updatedAt: z.string() })
  .meta({ id: 'AlertRule' });

const COLUMNS = columnsOf(ruleAnswer);

const answerOf = ({ rule, revision, createdAt, updatedAt }: StoredRule): z.infer<typeof ruleAnswer> => ({
  ...ruleDocumentOf(rule),
  revision,
  createdAt: formatInstant(createdAt),
  updatedAt: formatInstant(updatedAt),
});

function refused(faults: readonly RuleFault[]): Problem {
  const errors = faults.map(({ path, message }) => ({ field: `body/${path}`, message }));
  return Problem.of(errors);
}

/** A rule checked whole: what its schema can't see is a fault of its field all the same. */
function checked(document: unknown, { registry }: Pick<AlertApiDeps, 'registry'>): AlertRule {
  const parsed = parseRule(document);
  if (!parsed.ok) throw refused(parsed.faults);
  const faults = subjectFaults(parsed.rule, registry);
  if (faults.length > 0) throw refused(faults);
  return parsed.rule;
}

/** Rules: create, read, change, delete, and dry run. */
export function alertRuleRoutes(app: ApiServer, deps: AlertApiDeps): void {
  readRoutes(app, deps);
  writeRoutes(app, deps);
  dryRunRoute(app, deps);
}

async function ruleOr404({ alerts }: Pick<AlertApiDeps, 'alerts'>, id: string): Promise<StoredRule> {
  const found = (await alerts.alertRules()).find(({ rule }) => rule.id === id);
  if (!found) throw new Problem('not-found', `no alert rule ${id}`);
  return found;
}

function readRoutes(app: ApiServer, deps: AlertApiDeps): void {
  const list = { 200: z.object({ data: z.array(ruleAnswer), meta: pageMeta }) };
  app.get(
    '/v1/alert-rules',
    { config: READ_LIST, schema: { tags, summary: 'All rules', response: list } },
    async (request, reply) => {
      const data = (await deps.alerts.alertRules()).map(answerOf);
      return sendPage(request, reply, { data, meta: { limit: Math.max(1, data.length) } }, COLUMNS);
    },
  );
  app.get(
    '/v1/alert-rules/:id',
    { config: READ_LIST, schema: { tags, summary: 'A rule', params, response: { 200: ruleAnswer } } },
    async (request, reply) =>
      sendOne(request, reply, answerOf(await ruleOr404(deps, request.params.id)), COLUMNS),
  );
}

function writeRoutes(app: ApiServer, deps: AlertApiDeps): void {
  const { alerts, clock } = deps;
  app.post(
    '/v1/alert-rules',
    {
      config: WRITE,
      schema: {
        tags,
        summary: 'A new rule',
        description: 'An id that is taken is refused; to change a rule, PUT it.',
        body: ruleSchema,
        response: { 201: ruleAnswer },
      },
    },
    async ({ body }, reply) => {
      const rule = checked(body, deps);
      if ((await alerts.alertRules()).some((stored) => stored.rule.id === rule.id))
        throw new Problem('conflict', `there is a rule ${rule.id}; change it with PUT`);
      const stored = await alerts.putAlertRule(rule, clock.now());
      return reply.code(201).header('location', `/v1/alert-rules/${rule.id}`).send(answerOf(stored));
    },
  );
  app.put(
    '/v1/alert-rules/:id',
    {
      config: WRITE,
      schema: {
        tags,
        summary: 'Set a rule',
        description: 'Its alerts restart; the same content again changes nothing.',
        params,
        body: ruleSchema,
        response: { 200: ruleAnswer },
      },
    },
    async ({ params: { id }, body }) => {
      const rule = checked(body, deps);
      if (rule.id !== id) throw new Problem('bad-request', `body/id: is ${rule.id}, the path says ${id}`);
      return answerOf(await alerts.putAlertRule(rule, clock.now()));
    },
  );
  app.delete(
    '/v1/alert-rules/:id',
    {
      config: WRITE,
      schema: {
        tags,
        summary: 'Delete a rule',
        description: 'Its history stays.',
        params,
        response: { 204: z.null() },
      },
    },
    async ({ params: { id } }, reply) => {
      if (!(await alerts.deleteAlertRule(id))) throw new Problem('not-found', `no alert rule ${id}`);
      return reply.code(204).send(null);
    },
  );
}

function dryRunRoute(app: ApiServer, deps: AlertApiDeps): void {
  const body = z.strictObject({
    rule: ruleSchema,
    from: timeQuery,
    to: timeQuery,
    limit: z.int().min(1).max(1000).default(100).describe('subjects at the most'),
  });
  app.post(
    '/v1/alert-rules/dry-run',
    {
      config: { ...READ, long: true },
      schema: {
        tags,
        summary: 'Transitions that a rule would have caused over stored data',
        description: 'Stores and notifies nothing. At most 366 days.',
        body,
        response: { 200: z.object({ data: z.array(dryRunAnswer), meta: pageMeta }) },
      },
    },
    async ({ body: asked }) => {
      const rule = checked(asked.rule, deps);
      const now = deps.clock.now();
      const span = readSpan(asked, now);
      const { after } = span;
      // What is not over yet would say nothing of what the rule does.
      const to = instant(Math.min(span.to, now));
      if (to - after > LONGEST_DRY_RUN) throw new Problem('bad-time', 'a dry run takes at most 366 days');
      const runs = await deps.dryRun(rule, { from: after, to, limit: asked.limit });
      return { data: runs.map(dryRunOf), meta: { limit: asked.limit } };
    },
  );
}
