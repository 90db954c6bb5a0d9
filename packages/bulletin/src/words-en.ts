import type { Words } from './words.ts';

const covered =
  (unit: string) =>
  (observed: number, expected: number, percent: string): string =>
    `${observed} of ${expected} ${unit} (${percent} %)`;

const list = (each: readonly string[]): string => (each.length > 0 ? `: ${each.join(', ')}` : '');

export const EN: Words = {
  than: {
    month: { periodBefore: 'the previous month', yearEarlier: 'the same month of the previous year' },
    quarter: { periodBefore: 'the previous quarter', yearEarlier: 'the same quarter of the previous year' },
    year: { periodBefore: 'the previous year', yearEarlier: 'the previous year' },
  },
  statistics: { co: ', 95th percentile of daily means', o3: ', 90th percentile of daily maximum 8 h means' },
  facts: {
    period: 'Period',
    status: 'Status',
    edition: 'Air quality standard, as requested',
    sections: 'Evaluated sections',
    results: 'Sampling times of the sections',
    number: 'Number',
    published: 'Published at',
    data: 'Checksum of the data',
    correction: 'Correction',
    revision: 'Revision',
    computed: 'Computed at',
  },
  numbered: (at, heading) => `${at}. ${heading}`,
  airDays: (regions) =>
    regions > 1 ? `Valid days of air (${regions} regions together)` : 'Valid days of air',
  covered: { days: covered('days'), sections: covered('sections'), results: covered('times') },
  status: {
    provisional: 'provisional (the period is not over, or its data may still change)',
    insufficient: 'not final: there are not enough valid days',
    final: 'final',
  },
  headings: {
    air: 'Ambient air',
    ranking: 'Ranking',
    water: 'Surface water',
    beyond: 'Sections that miss their target',
    completeness: 'Validity of the data',
    editions: 'Standards used',
  },
  captions: {
    pollutants: 'Concentrations and individual indices of the six pollutants',
    ranking: 'By composite index, the smallest first',
    rivers: 'Class of each river',
    lakes: 'Class and trophic state of each lake',
    shares: 'Shares of the sections by class',
    beyond: 'Sections that miss their target, with the items that exceed it',
    sections: 'Class of each section',
    airDays: 'Valid days of air of each region',
  },
  heads: {
    pollutants: [
      'Pollutant',
      'Concentration',
      'Previous year',
      'Unit',
      'Individual index',
      'Days as primary pollutant',
    ],
    ranking: [
      'Rank',
      'Region',
      'Composite index',
      'Change on previous period (%)',
      'Change on previous year (%)',
      'Rank by improvement',
      'Good / valid days',
      'Good-day ratio (%)',
      'Main pollutant',
    ],
    rivers: ['River', 'Class', 'Quality', 'Change on previous year', 'Sections'],
    lakes: [
      'Lake',
      'Class',
      'Quality',
      'Change on previous year',
      'Total nitrogen (evaluated separately)',
      'Trophic state',
      'Trophic level index',
    ],
    shares: [
      'Sections of',
      'Evaluated',
      'Class I to III (%)',
      'Worse than V (%)',
      'Meeting / with a target',
      'Attainment rate (%)',
    ],
    beyond: ['Section', 'River or lake', 'Target', 'Class', 'Item', 'Value', 'Limit', 'Exceedance multiple'],
    sections: [
      'Section',
      'River or lake',
      'Target',
      'Class',
      'Meets target',
      'Change on previous year',
      'Valid / expected times',
    ],
    airDays: ['Region', 'Expected days', 'Valid days', 'Valid (%)'],
  },
  index: (span, region, index) => `The composite index of ${region} for ${span} is ${index}. `,
  noIndex: (span, region, reason) => `There is no composite index of ${region} for ${span} (${reason}). `,
  monthsToo: (count) => `; ${count} more of single months`,
  lacking: (why) => `What falls short: ${why}. `,
  insufficient: (why) => `The days are not enough for a valid figure, which has no rank: ${why}. `,
  insufficientBefore: (than) => `The days of ${than} are not enough for a valid figure. `,
  changed: (than, percent) =>
    percent === 0
      ? `It is the same as in ${than}. `
      : `It is ${Math.abs(percent).toFixed(2)} % ${percent < 0 ? 'lower' : 'higher'} than in ${than}. `,
  notCompared: (than) => `There is nothing to compare it with in ${than}. `,
  basis: {
    air: (editions, coverage) => `Evaluated under ${editions}, from valid days of air: ${coverage}. `,
    water: (editions, coverage) => `Evaluated under ${editions}, from ${coverage}. `,
  },
  goodDays: (good, valid, ratio) => `${good} of ${valid} valid days were good, ${ratio} %. `,
  goodDaysWithoutDust: (good, valid, ratio) =>
    `Without the days of dust ${good} of ${valid} days were good, ${ratio} %. `,
  dust: (text) => `Index and concentrations are computed ${text}. `,
  goodDaysBefore: (ratio, points) =>
    points === 0
      ? `In the same period of the previous year the ratio was the same, ${ratio} %. `
      : `In the same period of the previous year the ratio was ${ratio} %, ${Math.abs(points).toFixed(1)} percentage points ${points < 0 ? 'higher' : 'lower'}. `,
  primaryDays: (each) => `Days by primary pollutant${list(each)}. `,
  primaryOn: (name, days) => `${name} on ${days} ${days === 1 ? 'day' : 'days'}`,
  noPrimary: 'There was no primary pollutant on any day. ',
  rivers: (evaluated, each) => `${evaluated} rivers were evaluated${list(each)}. `,
  ofClass: (count, of) => `${count} of class ${of}`,
  countByProportion: (count) => `${count} by proportion`,
  inflows: (lake, evaluated, each) => `${evaluated} rivers flow into ${lake}${list(each)}. `,
  sections: (evaluated, good, worse) =>
    `${evaluated} sections were evaluated: ${good} % are class I to III, ${worse} % worse than V. `,
  noSections: 'No section can be evaluated. ',
  controlled: (good, evaluated) =>
    `Of ${evaluated} national and provincial sections ${good} are class III or better. `,
  attainment: (compliant, targeted, percent) =>
    `${compliant} of ${targeted} sections with a target meet it, ${percent} %. `,
  mainItems: (each) => `Main pollution items${list(each)}. `,
  nothingBeyond: 'All sections with a class meet their target.',
  nothingCompared: 'No section with a target has a class, so none can be compared with its target.',
  changeOfWater: (text) => `Compared with the same period of the previous year: ${text}. `,
  absent: {
    air: {
      'not-monitored': 'There are no evaluation points of ambient air.',
      'no-data': 'There are no evaluation results of ambient air for this period.',
    },
    water: {
      'not-monitored': 'There are no sections of surface water.',
      'no-data': 'There are no evaluation results of surface water for this period.',
    },
  },
  editions: {
    air: (ids) => `Air: ${ids}. `,
    water: (ids) => `Surface water: ${ids}. `,
    asked: (id) =>
      `Air is evaluated under ${id}, as requested, instead of the standard in force on the last day; earlier periods are evaluated under the same. `,
    method: (name) => `Method of the composite index: ${name}. `,
    sameEdition: (ids) =>
      `Other standards were in force a year earlier. Every figure of that time (index, good days, levels, primary pollutants) is evaluated under the standards of this period: ${ids}. `,
    inForce: (ids) =>
      `The figures of the year before are under the standards in force then: ${ids}. They are not comparable where these differ from those of this period. `,
    changed: () =>
      'A standard or its stage changed within the period: the whole period and the periods that it is compared with are evaluated under the standard in force on its last day.',
  },
  byProportion: 'by proportion',
  controls: {
    national: 'national',
    provincial: 'provincial',
    municipal: 'municipal',
    none: 'not stated',
    both: 'national and provincial',
  },
  all: 'all',
  yes: 'yes',
  no: 'no',
  worseThanV: 'worse than V',
  reasons: {
    'not-monitored': 'not monitored',
    'no-data': 'no data',
    fault: 'instrument fault',
    calibration: 'calibration',
    maintenance: 'maintenance',
    invalid: 'invalid data',
    'too-few-samples': 'too few valid data',
    'stamp-off': 'time stamp between two hours or days',
    'beyond-scale': 'beyond the scale',
    incomplete: 'a pollutant is missing',
    'not-applicable': 'not applicable',
  },
  rankingRule: 'Regions are ranked by composite index, the smallest first; equal indices share a rank. ',
  methods: {
    ranking: 'the sum of six individual indices',
    'annex-c': 'annex C of HJ 663-2013 (an individual index is the larger one of annual mean and percentile)',
  },
  annualMethod:
    'the method of annex C is for whole years: it needs the percentiles of the daily means of a year',
  sentence: (text) => `${text}. `,
  comma: ', ',
  colon: ': ',
  semicolon: '; ',
};
