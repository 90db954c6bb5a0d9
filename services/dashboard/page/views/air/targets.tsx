import { LanbiProblem } from '@lanbi/client';
import { computed } from '@preact/signals';
import { api } from '../../core/api.ts';
import { compositeCall, targetsCall } from '../../core/calls.ts';
import { useLoad } from '../../core/load.ts';
import { lang } from '../../core/settings.ts';
import { dayOf, lastDayOf } from '../../core/time.ts';
import { Figure } from '../../parts/figure.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { standingText } from '../../words/standing.ts';
import { nameOf, printedSymbols, words } from '../../words/words.ts';

const ZH = {
  title: (year: string) => `${year} 年目标`,
  about: (days: number) => `本年剩余 ${days} 天。“剩余可用”为其余各天的水平：达到该水平，全年恰好达标。`,
  target: '目标',
  value: '目标值',
  soFar: '至今',
  meets: '至今达标',
  rest: '剩余可用',
  yes: '是',
  no: '否',
  noData: '尚无数据',
  unreachable: '已无法达到',
  mean: (value: number) => `日均不高于 ${value}`,
  index: (value: number) => `综合指数约不高于 ${value}（估算）`,
  goodDays: (days: number) => `还需优良 ${days} 天`,
  daysAbove: (days: number) => `还可超出 ${days} 天`,
  names: {
    pm2_5: 'PM₂.₅ 年均 (µg/m³)',
    pm10: 'PM₁₀ 年均 (µg/m³)',
    so2: 'SO₂ 年均 (µg/m³)',
    no2: 'NO₂ 年均 (µg/m³)',
    co: 'CO 第 95 百分位 (mg/m³)',
    o3: 'O₃ 第 90 百分位 (µg/m³)',
    composite_index: '综合指数',
    good_days: '优良天数',
    good_day_ratio: '优良率 (%)',
  },
};
type Words = typeof ZH;
const EN: Words = {
  title: (year) => `Targets of ${year}`,
  about: (days) =>
    `${days} days of the year are left. The last column is what they may have, so that the year just meets its target.`,
  target: 'Target',
  value: 'To be met',
  soFar: 'So far',
  meets: 'Met so far',
  rest: 'Left for the rest of the year',
  yes: 'yes',
  no: 'no',
  noData: 'no data yet',
  unreachable: 'cannot be met any more',
  mean: (value) => `a daily mean of at most ${value}`,
  index: (value) => `an index of about ${value} at most (estimate)`,
  goodDays: (days) => `${days} good days are needed`,
  daysAbove: (days) => `${days} days may be above`,
  names: {
    pm2_5: 'PM₂.₅, mean (µg/m³)',
    pm10: 'PM₁₀, mean (µg/m³)',
    so2: 'SO₂, mean (µg/m³)',
    no2: 'NO₂, mean (µg/m³)',
    co: 'CO, 95th percentile (mg/m³)',
    o3: 'O₃, 90th percentile (µg/m³)',
    composite_index: 'Composite index',
    good_days: 'Good days',
    good_day_ratio: 'Good days (%)',
  },
};
const text = computed<Words>(() => (lang.value === 'zh' ? ZH : EN));

/** Undefined where the registry sets no targets. */
async function loadTargets(id: string) {
  try {
    return await api.get('/v1/air/regions/{id}/targets', { params: { path: { id } } });
  } catch (error) {
    if (error instanceof LanbiProblem && error.status === 404) return undefined;
    throw error;
  }
}

type Row = NonNullable<Awaited<ReturnType<typeof loadTargets>>>['targets'][number];

function restOf({ target, days, reachable, restMean, restGoodDays, restDaysAbove }: Row): string {
  const t = text.value;
  if (days === 0) return t.noData;
  if (!reachable) return t.unreachable;
  if (restGoodDays !== undefined) return t.goodDays(restGoodDays);
  if (restDaysAbove !== undefined) return t.daysAbove(restDaysAbove);
  if (restMean === undefined) return '—';
  return target === 'composite_index' ? t.index(restMean) : t.mean(restMean);
}

const DIGITS: Readonly<Partial<Record<Row['target'], number>>> = { composite_index: 2, good_days: 0 };
const shown = ({ target, soFar }: Row): string => (soFar === null ? '—' : soFar.toFixed(DIGITS[target] ?? 1));

/** What is left of the year until the targets of a region; nothing where it has none. */
export function Targets({ id }: { readonly id: string }) {
  const t = text.value;
  const w = words.value;
  const { value } = useLoad(`targets ${id}`, () => loadTargets(id), ['region.aqi.day']);
  if (!value) return null;
  const title = t.title(value.year);
  return (
    <Panel id="targets" title={title} about={t.about(value.daysLeft)}>
      <Scroll label={title}>
        <table class="list stack targets">
          <caption class="hidden">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{t.target}</th>
              <th scope="col">{t.value}</th>
              <th scope="col">{t.soFar}</th>
              <th scope="col">{t.meets}</th>
              <th scope="col">{t.rest}</th>
            </tr>
          </thead>
          <tbody>
            {value.targets.map((row) => (
              <tr key={row.target} data-target={row.target}>
                <th scope="row" class="whole">
                  {t.names[row.target]}
                </th>
                <td class="limit" data-label={t.value}>
                  {row.value}
                </td>
                <td data-label={t.soFar}>
                  <Figure
                    path={compositeCall(id, { period: 'year-to-date' })}
                    label={`${t.names[row.target]} ${shown(row)}`}
                  >
                    {shown(row)}
                  </Figure>
                </td>
                <td data-label={t.meets}>{row.meets === null ? '—' : row.meets ? t.yes : t.no}</td>
                <td data-label={t.rest} class="whole">
                  <Figure
                    path={targetsCall(id, value.year)}
                    label={`${t.names[row.target]} ${t.rest}${w.colon}${restOf(row)}`}
                  >
                    {restOf(row)}
                  </Figure>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <p class="quiet standing">
        {dayOf(value.from)} – {lastDayOf(value.to)} · {standingText(value)}
        {value.dust && ` · ${printedSymbols(nameOf(value.dust.note))}`}
      </p>
    </Panel>
  );
}
