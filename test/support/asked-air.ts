import type { FigureKey, Subject, Window } from '@lanbi/evaluation';
import type { Registry, Store } from '@lanbi/model';
import { AirFigures, type AskedPeriod, allAnnotations, answeredBy, type RecomputeDeps } from '@lanbi/query';
import { instant, parseInstant } from '@lanbi/standards';
import { waterFiguresOver } from './asked-water.ts';

/** When every period of the tests is over. */
const LATER = parseInstant('2100-01-01T00:00:00+08:00') ?? instant(0);

/** Figures of air asked when all periods are over. @param subjectYears how many years of subjects are held at once */
export const airFiguresOver = (store: Store, registry: Registry, subjectYears?: number): AirFigures =>
  new AirFigures(
    { store, registry, clock: { now: () => LATER } },
    subjectYears === undefined ? {} : { subjectYears },
  );

export const isPeriodFigure = ({ kind }: Pick<FigureKey, 'kind'>): boolean =>
  /composite\.|^ranking\./.test(kind);

async function bodyOf(air: AirFigures, { kind, subject, from, to }: FigureKey): Promise<unknown> {
  const period = kind.slice(kind.lastIndexOf('.') + 1) as AskedPeriod;
  const window: Window = { from, to };
  if (kind.startsWith('ranking.')) {
    const level = subject as 'district' | 'city';
    return (await air.ranking({ level, period, window, compare: 'same-edition' })).body;
  }
  const of: Subject = { id: subject, region: kind.startsWith('region.') };
  return (await air.period({ subject: of, period, window })).body;
}

/** The figures of periods and the rankings of some keys as they are answered, by their identity, as plain JSON. */
export async function askedFigures(
  air: AirFigures,
  keys: readonly FigureKey[],
): Promise<Record<string, unknown>> {
  const found: [string, unknown][] = [];
  for (const key of keys.filter(isPeriodFigure)) {
    const { kind, subject, from, to } = key;
    const body = JSON.parse(JSON.stringify(await bodyOf(air, key))) as unknown;
    found.push([`${kind} ${subject} ${from} ${to}`, body]);
  }
  return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What a recomputation compares figures of periods with. */
export const answeredOver = (
  store: Store,
  registry: Registry,
  water = waterFiguresOver(store, registry),
): Pick<RecomputeDeps, 'answered' | 'annotations'> => ({
  annotations: () => allAnnotations(store),
  answered: answeredBy({ air: airFiguresOver(store, registry), water }),
});
