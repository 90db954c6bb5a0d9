/** A question of an analyst, and what its answer is to reach. */
export interface Question {
  readonly name: string;
  readonly url: string;
  readonly csv?: true;
  /** Milliseconds of processor time, and bytes before compression. */
  readonly ms: number;
  readonly bytes: number;
}

const SMALL = { ms: 100, bytes: 100_000 };
const YEAR = 'from=2016&to=2016';
const CITY = `regions=beijing&${YEAR}`;

/** Of two years of 12 stations, in the order of issue and cookbook. */
export const AIR_QUESTIONS: readonly Question[] = [
  { name: 'worst ten days', url: `/v1/air/days?${CITY}&order=-aqi&top=10`, ...SMALL },
  {
    name: 'hours above 250',
    url: `/v1/air/hours?${CITY}&where=pm2_5>250&limit=1000&fields=to,pm2_5,aqi`,
    ...SMALL,
  },
  { name: 'longest run', url: `/v1/air/days?${CITY}&runs=pm2_5>75&top=1`, ...SMALL },
  { name: 'profile', url: `/v1/air/hours?${CITY}&profile=hour,weekday&parameters=pm2_5`, ...SMALL },
  { name: 'O3-90, good days, index by month', url: `/v1/air/periods?${CITY}`, ...SMALL },
  {
    name: 'twelve rankings of districts',
    url: `/v1/air/periods?level=district&${YEAR}&rank=index&fields=period,region,index&limit=1000`,
    ms: 50,
    bytes: 100_000,
  },
  { name: 'AQI of all stations now', url: '/v1/air/stations/latest?fields=id,to,aqi', ...SMALL },
  {
    name: 'AQI of all stations at a past hour',
    url: '/v1/air/stations/latest?at=2016-12-20T21:00:00%2B08:00&fields=id,to,aqi',
    ...SMALL,
  },
  {
    name: 'worst station of a day',
    url: '/v1/air/days?from=2016-12-30&to=2016-12-30&order=-aqi&top=1',
    ...SMALL,
  },
  {
    ...{ name: 'hourly wide table', url: `/v1/air/hours?${YEAR}&layout=wide&parameters=pm2_5` },
    ...{ csv: true, ms: 1_000, bytes: 8e6 },
  },
  {
    ...{ name: 'hourly table of 12 stations', url: `/v1/air/hours?${YEAR}` },
    ...{ csv: true, ms: 1_000, bytes: 8e6 },
  },
  { name: 'city hours of a year', url: `/v1/air/hours?${CITY}`, csv: true, ms: 150, bytes: 1e6 },
  { name: 'daily table of 12 stations', url: `/v1/air/days?${YEAR}`, csv: true, ms: 60, bytes: 5e5 },
  { name: 'completeness', url: `/v1/air/completeness?${YEAR}&limit=1000`, ...SMALL },
  {
    name: 'change against last year',
    url: `/v1/air/periods?${CITY}&interval=year&against=year-earlier`,
    ...SMALL,
  },
  { name: 'year under another edition', url: `/v1/air/periods?${CITY}&interval=year&edition=2026`, ...SMALL },
  {
    name: 'corrected in a month',
    url: '/v1/corrections?from=2017-01&to=2017-01&where=kind=aqi.hour&limit=1000',
    ...SMALL,
  },
];

const WEEKS = 'from=2026-07-09&to=2026-08-23';

/** Of six weeks of 43 sections. */
export const WATER_QUESTIONS: readonly Question[] = [
  { name: 'which item fails most', url: `/v1/water/exceedances?sections=S10&${WEEKS}`, ...SMALL },
  {
    ...{ name: 'latest class of all sections', url: '/v1/water/sections/latest?fields=id,ts,class' },
    ...{ ms: 10, bytes: 100_000 },
  },
  { name: 'item means of a month', url: '/v1/water/months?from=2026-08&to=2026-08&limit=1000', ...SMALL },
  {
    name: 'trophic index of a week',
    url: '/v1/water/trophic?lakes=baiyangdian&from=2026-08-01&to=2026-08-07',
    ...SMALL,
  },
  {
    name: 'targets missed',
    url: '/v1/water/months?from=2026-08&to=2026-08&where=beyond>0&order=-beyond&top=1000&fields=section,class,target,beyond',
    ...SMALL,
  },
];

/** Of two years of 23 districts of three stations that are made, and a day of hours of their 69 stations. */
export const DISTRICT_QUESTIONS: readonly Question[] = [
  {
    name: 'twelve rankings of 23 districts',
    url: '/v1/air/periods?level=district&from=2025&to=2025&rank=index&fields=period,region,index&limit=1000',
    ms: 50,
    bytes: 100_000,
  },
  {
    name: 'year against last year',
    url: '/v1/air/periods?level=district&from=2025&to=2025&interval=year&against=year-earlier',
    ...SMALL,
  },
  {
    name: 'year under another edition, 23 districts',
    url: '/v1/air/periods?level=district&from=2025&to=2025&interval=year&edition=2026',
    ...SMALL,
  },
  { name: 'AQI of 69 stations now', url: '/v1/air/stations/latest?fields=id,to,aqi', ...SMALL },
  {
    name: 'AQI of 69 stations at a past hour',
    url: '/v1/air/stations/latest?at=2025-12-31T08:00:00%2B08:00&fields=id,to,aqi',
    ...SMALL,
  },
  {
    name: 'worst of 69 stations of a day',
    url: '/v1/air/hours?from=2025-12-31&to=2025-12-31&order=-aqi&top=1',
    ...SMALL,
  },
];

const OF_2025 = 'from=2025&to=2025';

/** Of a year of 159 sections that is made. */
export const SECTION_QUESTIONS: readonly Question[] = [
  {
    ...{ name: 'latest class of 159 sections', url: '/v1/water/sections/latest?fields=id,ts,class' },
    ...{ ms: 10, bytes: 100_000 },
  },
  {
    name: 'item means of a month, 159 sections',
    url: '/v1/water/months?from=2025-08&to=2025-08&fields=section,period,class,do,codmn,nh3n,tp,tn&limit=1000',
    ...SMALL,
  },
  {
    name: 'monthly means of an item, 159 sections',
    url: `/v1/water/months?${OF_2025}&layout=wide&parameters=tp`,
    ...SMALL,
  },
  {
    name: 'targets missed in a month, 159 sections',
    url: '/v1/water/months?from=2025-09&to=2025-09&where=beyond>0&order=-beyond&top=1000&fields=section,class,target,beyond',
    ...SMALL,
  },
  {
    name: 'which item fails most on a river, days of a month',
    url: '/v1/water/exceedances?river=R&from=2025-10&to=2025-10&interval=day&by=item',
    ...SMALL,
  },
  {
    name: 'which item fails most on a river, months of a year',
    url: `/v1/water/exceedances?river=R&${OF_2025}&interval=month&by=item`,
    ...SMALL,
  },
];
