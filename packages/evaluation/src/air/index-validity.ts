import type { AirDayKind, AirHourKind, Result } from '@lanbi/model';
import {
  AIR_POLLUTANTS,
  type AirPollutant,
  type CivilDate,
  dateAt,
  dayRule,
  type Gb3095Edition,
  gb3095InForce,
  hj663InForce,
  isMissing,
  requiredPoints,
  type Shortfall,
  type Validity,
} from '@lanbi/standards';
import { aqiKindOf } from '../figure-kind.ts';
import type { AirDayBody } from './air-day.ts';
import type { AirHourBody } from './air-hour.ts';

type Key = Pick<Result<AirHourKind | AirDayKind>, 'kind' | 'from'>;
type Body = Pick<AirHourBody | AirDayBody, 'concentrations' | 'coverage' | 'validity'> &
  Pick<AirHourBody, 'minutes'>;
type Rule = Pick<Shortfall, 'rule' | 'clause' | 'needed' | 'unit'>;

/** Returns the rule for a region with too few valid points. */
function pointRule(expected: number, date: CivilDate): Rule {
  const { id, city } = hj663InForce(date);
  const needed = requiredPoints(expected, city);
  return { rule: 'share-of-points', clause: `${id} ${city.share.clause}`, needed, unit: 'points' };
}

function dayRuleOf(item: AirPollutant, date: CivilDate, gb3095: Gb3095Edition): Rule {
  const hours = dayRule(item, gb3095);
  if (hours)
    return {
      rule: 'hours-a-day',
      clause: `${gb3095.id} ${hours.clause}`,
      needed: hours.required,
      unit: 'hours',
    };
  const { id, ozone } = hj663InForce(date);
  return {
    rule: 'windows-a-day',
    clause: `${id} ${ozone.clause}`,
    needed: ozone.validWindows,
    unit: 'windows',
  };
}

/**
 * Returns the rule of an hour: table 4 requires minutes of sampling for gases; one value is enough for particles.
 */
function hourRuleOf(item: AirPollutant, { id, validity: { hour } }: Gb3095Edition): Rule {
  const needed = hour.items.includes(item) ? hour.minutes : 1;
  return { rule: 'minutes-an-hour', clause: `${id} ${hour.clause}`, needed, unit: 'minutes' };
}

function ruleOf(item: AirPollutant, { kind, from }: Key, expected: number): Rule {
  const date = dateAt(from);
  const { subject, span } = aqiKindOf(kind);
  if (subject === 'region') return pointRule(expected, date);
  const gb3095 = gb3095InForce(date);
  return span === 'day' ? dayRuleOf(item, date, gb3095) : hourRuleOf(item, gb3095);
}

function shortfallOf(item: AirPollutant, key: Key, { concentrations, coverage, minutes }: Body): Shortfall[] {
  const value = concentrations[item];
  if (!isMissing(value) || value.missing === 'not-monitored') return [];
  const { expected, observed } = coverage?.[item] ?? { expected: 0, observed: minutes?.[item] ?? 0 };
  const reason = value.missing === 'too-few-samples' ? {} : { reason: value.missing };
  return [{ ...ruleOf(item, key, expected), item, found: observed, ...reason }];
}

/**
 * Returns the validity of a stored hour or day with the rule that each missing pollutant violates.
 * @source GB 3095 table 4 [P]; HJ 663: ozone windows [2], points of a city [M]
 */
export function indexValidity(key: Key, body: Body): Validity {
  const { validity } = body;
  if (validity.kind === 'valid') return validity;
  const shortfalls = AIR_POLLUTANTS.flatMap((item) => shortfallOf(item, key, body));
  return shortfalls.length === 0 ? validity : { ...validity, shortfalls };
}
