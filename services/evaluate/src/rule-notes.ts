import { QUALITY_RULES, type QualitySettings, type RuleStore } from '@lanbi/model';

/** A rule that was not known then was off. */
const same = (a: QualitySettings, b: QualitySettings): boolean =>
  QUALITY_RULES.every((rule) => (a[rule] ?? 'off') === (b[rule] ?? 'off'));

/**
 * Notes the rules of data quality that records are evaluated under from now on, beside those that they may stand under
 * until all that is re-opened is settled.
 * @param rules those of now; a store without any takes them as they are
 * @returns other rules that some records may stand under; empty when all stand under those of now
 */
export async function noteRules(
  store: RuleStore,
  rules: QualitySettings,
): Promise<readonly QualitySettings[]> {
  const noted = await store.rules();
  const before = noted.filter((each) => !same(each, rules));
  if (before.length > 0 || noted.length !== 1) await store.putRules([...before, rules]);
  return before;
}
