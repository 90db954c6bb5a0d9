import { airSuite } from './air.ts';
import { airDetailSuite } from './air-detail.ts';
import { bulletinsSuite } from './bulletins.ts';
import { nowSuite } from './now.ts';
import { pages } from './pages.ts';
import { targetsSuite } from './targets.ts';
import { waterSuite } from './water.ts';

pages({
  now: nowSuite,
  air: airSuite,
  'air in detail': airDetailSuite,
  'targets of a year': targetsSuite,
  water: waterSuite,
  bulletins: bulletinsSuite,
});
