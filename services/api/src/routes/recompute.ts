import { DEFAULT_QUALITY, datesOf, excluding, PERIOD_METHOD } from '@lanbi/evaluation';
import type { Registry } from '@lanbi/model';
import {
  allAnnotations,
  answeredBy,
  outcomeOf,
  type Recomputed,
  type RecomputeSpan,
  recompute,
  type ShortFigure,
  unknownSubjects,
} from '@lanbi/query';
import {
  airEditionsWith,
  type CivilDate,
  DAY,
  EDITION_STAGES,
  formatInstant,
  hj633InForce,
  type Instant,
  isMissing,
  type Maybe,
  WATER_CLASSES,
} from '@lanbi/standards';
import * as z from 'zod';
import { figures } from '../answers/maybe.ts';
import { pollutantValues } from '../answers/pollutants.ts';
import type { FigureDeps } from '../deps.ts';
import { aqiMethodFor, gb3095For, pick } from '../editions.ts';
import { readDateWindow } from '../http/period.ts';
import { Problem } from '../http/problem.ts';
import { READ } from '../http/scope.ts';
import { timeQuery } from '../http/time.ts';
import { waterOptions } from '../water/period-query.ts';
import { optionsFor, waterMethodFor } from '../water/under.ts';
import type { ApiServer } from './types.ts';

/** Station days that one call evaluates; the command takes any number. */
const MOST = 6_000;
/** Figures that are compared in one tick of the event loop; then other requests are answered. */
const FIGURES_PER_TICK = 200;

/** What a figure says in short: an index of an hour or day, an index of a period, or a class. */
const shortFigure = z.object({
  aqi: z.number().nullable().optional(),
  level: z.number().nullable().optional(),
  index: z.number().nullable().optional(),
  terms: pollutantValues.optional(),
  primary: z.array(z.string()).optional(),
  class: z.enum(WATER_CLASSES).nullable().optional(),
  main: z.array(z.string()).optional().describe('main pollution items'),
  reason: z.string().optional().describe('why there is no index'),
  edition: z.string().optional(),
  method: z.string().optional(),
});

const body = z.strictObject({
  from: timeQuery.describe('first day, or a month or year'),
  to: timeQuery.describe('last day, or a month or year'),
  edition: z.string().max(64).optional().describe('of air, such as 2026: of HJ 633 and GB 3095 alike'),
  stage: z.enum(EDITION_STAGES).optional(),
  method: z.enum(['ranking', 'annex-c']).optional().describe('of the composite index'),
  hourlyMethod: z
    .enum(['live', 'text'])
    .optional()
    .describe('of the hourly index; hours of an edition without it keep their own'),
  waterEdition: z.string().max(64).optional().describe('of GB 3838, such as 2002'),
  waterMethod: z.enum(['realtime', '2011']).optional().describe('of samples and periods alike'),
  rounding: waterOptions.shape.rounding,
  saturation: waterOptions.shape.saturation,
  subjects: z
    .array(z.string().max(64))
    .max(200)
    .optional()
    .describe('stations, districts, cities, sections, rivers, lakes; all by default'),
  limit: z.number().int().min(1).max(1000).default(100).describe('differences that are shown'),
});

const answer = z
  .object({
    compared: z.number().describe('same + alike + differing + notStored'),
    same: z.number().describe('equal in every part'),
    differing: z.number().describe('another index, level or primary pollutant, another class or main item'),
    alike: z
      .number()
      .describe(
        'the same index, level and primary pollutants, or class and main items; another detail, such as inputs',
      ),
    notStored: z.number().describe('nothing is stored to compare with'),
    differences: z.array(
      z.object({
        kind: z.string(),
        subject: z.string(),
        from: z.string(),
        to: z.string(),
        stored: shortFigure.nullable(),
        recomputed: shortFigure,
      }),
    ),
  })
  .meta({ id: 'Recomputation' });

type Answer = z.infer<typeof answer>;

/** An index or null, and why. */
const indexOf = <Name extends 'aqi' | 'index'>(name: Name, of: Maybe<number> | undefined) => {
  if (of === undefined) return {};
  return isMissing(of) ? { [name]: null, reason: of.missing } : { [name]: of };
};

const shortOf = ({
  aqi,
  index,
  terms,
  primary,
  main,
  ...rest
}: ShortFigure): z.infer<typeof shortFigure> => ({
  ...indexOf('aqi', aqi),
  ...indexOf('index', index),
  ...(terms && { terms: figures(terms).values }),
  ...(primary && { primary: [...primary] }),
  ...(main && { main: [...main] }),
  ...rest,
});

const differenceOf = ({ key, stored, recomputed }: Recomputed): Answer['differences'][number] => ({
  kind: key.kind,
  subject: key.subject,
  from: formatInstant(key.from),
  to: formatInstant(key.to),
  stored: stored === undefined ? null : shortOf(stored),
  recomputed: shortOf(recomputed),
});

type Body = z.infer<typeof body>;

/** @throws Problem unknown-edition */
function airOptions({ edition, stage, method, hourlyMethod }: Body, first: CivilDate, last: CivilDate) {
  const hj633 = edition === undefined ? undefined : pick('HJ 633', edition);
  const gb3095 = edition === undefined && stage === undefined ? undefined : gb3095For(edition, stage, last);
  // Without an edition of its own the span has to reach into one that knows the method.
  const [begin, end] = [hj633 ?? hj633InForce(first), hj633 ?? hj633InForce(last)];
  const has = begin.methods.hourly.some(({ id }) => id === hourlyMethod) ? begin : end;
  return {
    hj633,
    gb3095,
    ...(gb3095 && { hj663: airEditionsWith(gb3095, last).hj663 }),
    ...(method && { method }),
    ...(hourlyMethod && { hourlyMethod: aqiMethodFor(hourlyMethod, 'hourly', has) }),
  };
}

/** @throws Problem unknown-edition */
const waterOptionsOf = ({ waterEdition, waterMethod, rounding, saturation }: Body) => ({
  ...(waterEdition !== undefined && { gb3838: pick('GB 3838', waterEdition) }),
  ...(waterMethod !== undefined && { waterMethod: waterMethodFor(waterMethod, PERIOD_METHOD) }),
  ...((rounding ?? saturation) !== undefined && { section: optionsFor({ rounding, saturation }) }),
});

function spanOf(asked: Body, registry: Registry, now: Instant): RecomputeSpan {
  const { from, to, subjects } = asked;
  const window = readDateWindow({ from, to }, now);
  const [first, last] = datesOf(window);
  const [unknown] = unknownSubjects(registry, subjects ?? []);
  if (unknown !== undefined) throw new Problem('bad-request', `the registry names no ${unknown}`);
  const days = ((window.to - window.from) / DAY) * (subjects?.length ?? registry.stations.size);
  if (days > MOST)
    throw new Problem(
      'bad-request',
      `${days} station days are more than the ${MOST} of one call: ask for less, or use the command`,
    );
  const options = { ...airOptions(asked, first, last), ...waterOptionsOf(asked) };
  return { ...window, ...(subjects && { subjects }), options };
}

/** Evaluates a span again and shows the difference; nothing is stored. */
export function recomputeRoutes(app: ApiServer, deps: FigureDeps): void {
  const { registry, clock, quality = DEFAULT_QUALITY, waterMinimum, periodCoverage } = deps;
  const store = excluding(deps.store, quality);
  const answered = answeredBy(deps);
  const annotations = () => allAnnotations(deps.store);
  const figures = { store, answered, annotations };
  const seen = { ...figures, registry, periodCoverage, ...(waterMinimum && { waterMinimum }) };
  app.post(
    '/v1/recompute',
    {
      config: { ...READ, long: true },
      schema: {
        tags: ['audit'],
        summary:
          'Evaluate a span again from raw readings, also under another edition, and show the difference',
        body,
        response: { 200: answer },
      },
    },
    async (request): Promise<Answer> => {
      const found: Answer = { compared: 0, same: 0, alike: 0, differing: 0, notStored: 0, differences: [] };
      for await (const each of recompute(seen, spanOf(request.body, registry, clock.now()))) {
        found.compared += 1;
        if (found.compared % FIGURES_PER_TICK === 0) await new Promise(setImmediate);
        const outcome = outcomeOf(each);
        found[outcome] += 1;
        if (outcome === 'same' || outcome === 'alike') continue;
        if (found.differences.length < request.body.limit) found.differences.push(differenceOf(each));
      }
      return found;
    },
  );
}
