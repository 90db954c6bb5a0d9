import type {
  ParameterCode,
  QualityFlags,
  QualityRule,
  QualitySettings,
  StoredObservation,
} from '@lanbi/model';
import { limitsOf, RULES } from './rules.ts';
import { Series, type SeriesByParameter, seriesOf } from './series.ts';
import { rulesOn } from './settings.ts';

const NONE = new Series();

/** Returns a key of an observation among those of its station. */
export const observationKey = ({ to, period }: Pick<StoredObservation, 'to' | 'period'>): string =>
  `${to} ${period}`;

/**
 * The flags of observations of one station and one length of period: a function of the readings alone, whatever the
 * order in which they came. What is to be checked right needs its neighbours within `lookOf(period)` of it among
 * `observations`.
 * @param checked those to be checked; the others are neighbours only
 */
export function qualityFlagsOf(
  observations: readonly StoredObservation[],
  settings: QualitySettings,
  checked: (observation: StoredObservation) => boolean = () => true,
): ReadonlyMap<string, QualityFlags> {
  const series = seriesOf(observations);
  const on = rulesOn(settings);
  return new Map(
    observations
      .filter(checked)
      .map((each) => [observationKey(each), observationFlags(each, series, on)] as const),
  );
}

/** The flags of one observation among the series of its station. */
export function observationFlags(
  observation: StoredObservation,
  all: SeriesByParameter,
  on: readonly QualityRule[],
): QualityFlags {
  const found: Partial<Record<ParameterCode, readonly QualityRule[]>> = {};
  for (const reading of observation.readings) {
    const { parameter } = reading;
    const given = { reading, observation, series: all.get(parameter) ?? NONE, limits: limitsOf(parameter) };
    const rules = on.filter((rule) => RULES[rule](given));
    if (rules.length > 0) found[parameter] = rules;
  }
  return found;
}
