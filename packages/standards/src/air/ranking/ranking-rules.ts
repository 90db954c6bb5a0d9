import { civilDate } from '../../time/civil.ts';
import type { RankingEdition } from './edition.ts';

/** The ranking rules as practised [2]. */
export const RANKING_RULES: RankingEdition = {
  id: 'ranking/composite-index',
  standard: 'ranking',
  title: { zh: '城市环境空气质量排名', en: 'Ranking of cities by ambient air quality' },
  from: civilDate('2013-01-01'),
  source: 'ranking practice [2]; taken as in force from the first day of 2013 on [D]',
  byIndex: { digits: 2, clause: 'ranking', status: '2' },
  byChange: { digits: 1, attainingLeftOut: true, clause: 'change ranking', status: '2' },
};
