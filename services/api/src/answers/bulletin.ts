import type { Bulletin } from '@lanbi/bulletin';
import { COMPARISONS, type NamesOfSections } from '@lanbi/query';
import { formatInstant, WATER_CLASSES } from '@lanbi/standards';
import * as z from 'zod';
import { computed } from './air.ts';
import { compositeAnswer, compositeAnswerOf } from './air-period.ts';
import { validity, validityAnswerOf } from './coverage.ts';
import { evaluationOf } from './evaluation.ts';
import { optionalMembers } from './members.ts';
import { pollutantCounts, pollutantReasons, pollutantValues } from './pollutants.ts';
import { derivation } from './step.ts';

const name = z.object({ zh: z.string(), en: z.string() });
const waterClass = z.enum(['I', 'II', 'III', 'IV', 'V', 'worse-than-V']);
const level = name.nullable().describe('quality level; null where there is none');
const percent = z.number().nullable().describe('per cent');
const counts = optionalMembers(WATER_CLASSES, z.int()).meta({ id: 'ClassCounts' });
const countedDays = z.object({ good: z.int(), valid: z.int(), ratio: percent });
const goodDays = countedDays.extend({
  withoutDust: countedDays.optional().describe('of the days without dust; absent where there is none'),
});
const coverage = z.object({ expected: z.int(), observed: z.int(), percent });

const change = name
  .nullable()
  .describe('against the same period a year earlier, in the words of the standard');

const districtRow = z.object({
  rank: z.int().nullable().describe('by composite index, the smallest first; null without an index'),
  region: z.string(),
  name,
  index: z.number().nullable(),
  reason: z.string().optional().describe('why there is no index'),
  missing: pollutantReasons.describe('why a term of the index is missing'),
  primary: z.array(z.string()).describe('pollutants with the largest term of the index'),
  change: z
    .object({ periodBefore: percent, yearEarlier: percent })
    .describe('of the index; under which editions the earlier periods are says `editions.compare`'),
  rankByChange: z.int().nullable().describe('by the change within a year, the largest fall first'),
  goodDays: goodDays.extend({ yearEarlier: percent.describe('the ratio of the same period a year earlier') }),
  dust: name.optional().describe('days of dust that concentrations and index leave out, in words'),
  primaryDays: pollutantCounts,
  coverage: coverage.describe('days of the pollutant with the fewest'),
  validity,
  provisional: z.boolean(),
});

const airPart = z.object({
  whole: compositeAnswer
    .nullable()
    .describe('the city or district; null where the bulletin is about several cities'),
  goodDaysYearEarlier: goodDays.nullable(),
  concentrationsYearEarlier: pollutantValues,
  ranked: z.array(districtRow).describe('districts of a city, cities of a province'),
});

const waters = z.object({
  evaluated: z.int(),
  counts: counts.describe('rivers at each class'),
  byProportion: z.int().describe('rivers of five sections or more have a level and no class'),
  withoutData: z.int(),
});

const shares = z
  .object({
    evaluated: z.int(),
    withoutClass: z.int(),
    counts,
    shares: optionalMembers(WATER_CLASSES, percent),
    good: percent.describe('share of class I to III'),
    worse: percent.describe('share worse than V'),
    targeted: z.int(),
    compliant: z.int(),
    attainment: percent,
  })
  .meta({ id: 'BulletinShares' });

const mainItem = z.object({ item: z.string(), name, sections: z.int(), share: percent });
const exceedance = z.object({
  item: z.string(),
  name,
  value: z.number(),
  limit: z.number(),
  unit: z.string(),
  class: waterClass,
  multiple: z.number().nullable().describe('(C - S) / S; null for pH and dissolved oxygen'),
});

const sectionRow = z.object({
  section: z.string(),
  name,
  water: name.nullable().describe('its river or lake'),
  control: z.string().nullable(),
  target: z.string().nullable(),
  class: waterClass.nullable(),
  reason: z.string().optional(),
  level,
  meetsTarget: z.boolean().nullable(),
  change,
  coverage: coverage.nullable().describe('sampling times of the period; null where nothing came'),
  state: name.optional().describe('why it has no class on some days: state and days'),
});

const waterPart = z.object({
  derivation: derivation.describe('of all sections together'),
  sections: shares,
  byControl: optionalMembers(['national', 'provincial', 'municipal', 'none'], shares),
  nationalAndProvincial: shares.describe('national and provincial sections together'),
  level,
  change,
  mainItems: z.array(mainItem),
  rivers: waters.extend({
    each: z.array(
      z.object({
        river: z.string(),
        name,
        class: waterClass.nullable(),
        reason: z.string().optional(),
        level,
        basis: z.enum(['mean', 'proportion', 'mixed']),
        change,
        sections: z.record(z.string(), waterClass.nullable()),
      }),
    ),
  }),
  lakes: z.array(
    z.object({
      lake: z.string(),
      name,
      class: waterClass.nullable(),
      reason: z.string().optional(),
      level,
      change,
      totalNitrogen: waterClass.nullable().describe('evaluated apart; it does not take part in the class'),
      trophic: z.object({ index: z.number().nullable(), state: name.nullable() }),
      inflows: waters.describe('rivers that flow into it'),
    }),
  ),
  each: z.array(sectionRow),
  beyondTarget: z.array(
    sectionRow.extend({ exceedances: z.array(exceedance).describe('against the target, in table order') }),
  ),
});

const absent = z
  .object({ air: z.string().optional(), water: z.string().optional() })
  .describe('why a part is null: `not-monitored` or `no-data`');

export const bulletinAnswer = z
  .object({
    id: z.string(),
    period: z.enum(['month', 'quarter', 'year']),
    region: z.object({ id: z.string(), name }).nullable(),
    title: name,
    ...computed.shape,
    status: z
      .enum(['provisional', 'insufficient', 'final'])
      .describe('`insufficient`: over, but the days of the air as a whole are not enough'),
    air: airPart.nullable(),
    water: waterPart.nullable(),
    absent,
    completeness: z.object({
      air: coverage.nullable().describe('days with a value, of all regions of the bulletin'),
      water: coverage.nullable().describe('sections with a value'),
      waterResults: coverage.nullable().describe('sampling times with a value, of all sections'),
    }),
    editions: z.object({
      gb3095: z.array(z.string()),
      hj633: z.array(z.string()),
      hj663: z.array(z.string()),
      ranking: z.string(),
      gb3838: z.string().nullable(),
      waterAssessment: z.string().nullable(),
      asked: z
        .string()
        .nullable()
        .describe('the edition of GB 3095 that was asked for; null: the one in force on the last day'),
      method: z.string().describe('of the composite index'),
      changedWithin: z.boolean().describe('another edition or stage was in force when the period began'),
      compare: z
        .enum(COMPARISONS)
        .describe('of earlier periods: under the editions of this one, or those in force then'),
      earlier: z.array(z.string()).describe('the editions that the figures of the year before are under'),
      otherThen: z
        .boolean()
        .describe('other editions were in force in the year before than the figures are under'),
    }),
  })
  .meta({ id: 'Bulletin' });

type Answer = z.infer<typeof bulletinAnswer>;

function airOf({ air, editions: { compare }, state }: Bulletin): Answer['air'] {
  if (!air) return null;
  const { whole, ranked } = air;
  const of = whole && { change: whole.changes, compare, state };
  return {
    ...air,
    whole: of && compositeAnswerOf(whole.figure, whole.region.name, of, whole.derivation),
    ranked: ranked.map((row) => ({
      ...row,
      name: { ...row.name },
      validity: validityAnswerOf(row.validity),
    })),
  };
}

function waterOf({ water }: Bulletin): Answer['water'] {
  if (!water) return null;
  const { derivation, ...rest } = water;
  return { ...rest, ...(derivation && { derivation: derivation.map((step) => ({ ...step })) }) };
}

/**
 * A bulletin as it is answered.
 * @param names the registry
 */
export function bulletinOf(found: Bulletin, names: NamesOfSections): Answer {
  const { state, region, from, to, computedAt, validity: of, ...rest } = found;
  return {
    ...rest,
    region: region ? { id: region.id, name: { ...region.name } } : null,
    from: formatInstant(from),
    to: formatInstant(to),
    validity: validityAnswerOf(of, names),
    evaluation: evaluationOf(state.evaluation),
    air: airOf(found),
    water: waterOf(found),
    computedAt: formatInstant(computedAt),
  };
}
