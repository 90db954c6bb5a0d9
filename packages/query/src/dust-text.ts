import type { LeftOutDay } from '@lanbi/evaluation';
import { AIR_POLLUTANT_NAMES, AIR_POLLUTANTS } from '@lanbi/standards';

/** Describes the dust days of each pollutant that figures leave out. */
export function dustText(dust: readonly LeftOutDay[]): { readonly zh: string; readonly en: string } {
  const counted = AIR_POLLUTANTS.flatMap((of) => {
    const days = dust.filter(({ pollutants }) => pollutants.includes(of)).length;
    return days === 0 ? [] : [{ symbol: AIR_POLLUTANT_NAMES[of].symbol, days }];
  });
  return {
    zh: `已剔除沙尘天气影响：${counted.map(({ symbol, days }) => `${symbol} ${days} 天`).join('，')}`,
    en: `without days of dust: ${counted.map(({ symbol, days }) => `${symbol} ${days} ${days === 1 ? 'day' : 'days'}`).join(', ')}`,
  };
}
