import type { Name } from '@lanbi/model';
import { monthWords } from '@lanbi/query';
import type { BulletinPeriod } from './period.ts';

/** The period in words. @example periodWords('2026-Q3') // { zh: '2026年第三季度', en: 'the third quarter of 2026' } */
export function periodWords(id: string): { zh: string; en: string } {
  const [year = '', part] = id.split('-');
  if (part === undefined) return { zh: `${year}年`, en: year };
  if (part.startsWith('Q')) {
    const at = Number(part.slice(1)) - 1;
    return {
      zh: `${year}年第${'一二三四'[at]}季度`,
      en: `the ${['first', 'second', 'third', 'fourth'][at]} quarter of ${year}`,
    };
  }
  return monthWords(year, Number(part));
}

/** A date in words. */
function dayWords(date: string): { zh: string; en: string } {
  const [year = '', month, day] = date.split('-');
  const { zh, en } = monthWords(year, Number(month));
  return { zh: `${zh}${Number(day)}日`, en: `${Number(day)} ${en}` };
}

/** First and last day in words. @example daysWords('2026-10-01', '2026-10-31').en // "1 October 2026 to 31 October 2026" */
export function daysWords(from: string, to: string): { zh: string; en: string } {
  const [first, last] = [dayWords(from), dayWords(to)];
  return { zh: `${first.zh}至${last.zh}`, en: `${first.en} to ${last.en}` };
}

const KINDS = {
  month: { zh: '月报', en: 'Monthly' },
  quarter: { zh: '季报', en: 'Quarterly' },
  year: { zh: '年报', en: 'Annual' },
} as const;

export function titleOf(id: string, period: BulletinPeriod, region: Name | undefined) {
  const { zh, en } = periodWords(id);
  const kind = KINDS[period];
  const of = region?.en ? `of ${region.en}, ` : '';
  return {
    zh: `${region?.zh ?? ''}生态环境质量${kind.zh}（${zh}）`,
    en: `${kind.en} bulletin on the environment ${of}${en.replace(/^the /, '')}`,
  };
}
