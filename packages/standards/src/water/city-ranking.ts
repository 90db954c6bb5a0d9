import type { RankingEdition } from '../air/ranking/edition.ts';
import { civilDate } from '../time/civil.ts';

/**
 * The ranking of cities by surface water quality (CWQI): the smallest index first, equal figures share a rank.
 * @source city surface water ranking rules of 2017 [code]; the text is not at hand, so the digits are our choice [D]
 */
export const CITY_WATER_RANKING: RankingEdition = {
  id: 'ranking/city-water-index',
  standard: 'ranking',
  title: { zh: '城市地表水环境质量排名', en: 'Ranking of cities by surface water quality' },
  from: civilDate('2017-01-01'),
  source: 'rules of 2017, their text not at hand; taken as in force from the first day of 2017 on [D]',
  byIndex: { digits: 4, clause: 'ranking by CWQI', status: 'D' },
  byChange: { digits: 2, attainingLeftOut: false, clause: 'ranking by the change of CWQI', status: 'D' },
};
