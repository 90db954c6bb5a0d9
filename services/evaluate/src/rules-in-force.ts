import { QUALITY_RULES, type QualitySettings } from '@lanbi/evaluation';
import type { Result, ResultStore } from '@lanbi/model';
import { type Instant, instant } from '@lanbi/standards';

const SUBJECT = 'quality';

/** Every set of rules under which figures in the store may have been evaluated: one, and more while some are re-opened. */
interface RulesBody {
  readonly rules: readonly QualitySettings[];
}

/** A rule that was not known then was off. */
const same = (a: QualitySettings, b: QualitySettings): boolean =>
  QUALITY_RULES.every((rule) => (a[rule] ?? 'off') === (b[rule] ?? 'off'));

/** The rules of data quality that the stored figures stand under, and those that are to be in force. */
export interface RulesInForce {
  /** Other rules that some figures may stand under; empty when all stand under those of now. */
  readonly before: readonly QualitySettings[];
  /** To be stored before anything is evaluated: figures may stand under both from then on. */
  readonly begun: Result;
  /** To be stored when all that was re-opened is settled. */
  readonly done: Result;
}

/** @param rules those of now; a store without any takes them as they are */
export async function rulesInForce(
  store: Pick<ResultStore, 'latestResult'>,
  rules: QualitySettings,
  now: Instant,
): Promise<RulesInForce> {
  const last = await store.latestResult('rules', SUBJECT);
  const stored = (last?.body as RulesBody | undefined)?.rules ?? [];
  const before = stored.filter((each) => !same(each, rules));
  // A clock that was set back must not hide the newer entry.
  const at =
    last && before.length === 0 && stored.length === 1 ? last.to : Math.max(now, (last?.to ?? 0) + 1);
  const result = (all: RulesBody['rules'], to: number): Result<'rules'> => ({
    kind: 'rules',
    subject: SUBJECT,
    from: instant(to),
    to: instant(to),
    body: { rules: all } satisfies RulesBody,
  });
  return { before, begun: result([...before, rules], at), done: result([rules], at) };
}
