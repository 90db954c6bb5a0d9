import type { Words } from './words.ts';

const than = { periodBefore: 'the period before', yearEarlier: 'the same period a year earlier' } as const;

const list = (each: readonly string[]): string => (each.length > 0 ? `: ${each.join(', ')}` : '');

export const EN: Words = {
  facts: {
    period: 'Period',
    status: 'Status',
    edition: 'Edition of air, as asked for',
    airDays: 'Valid days of air',
    sections: 'Sections with data',
    results: 'Results (of a month) or months of the sections',
    number: 'Number',
    published: 'Published at',
    data: 'Data version',
    correction: 'Correction',
    revision: 'Revision',
    computed: 'Computed at',
  },
  status: {
    provisional: 'provisional (the period is not over, or its data may still change)',
    insufficient: 'not final: there are not enough valid days',
    final: 'final',
  },
  headings: {
    air: '1. Ambient air',
    ranking: '2. Ranking',
    water: '3. Surface water',
    beyond: '4. Sections beyond their target',
    completeness: '5. Completeness of the data',
    editions: '6. Standards used',
  },
  captions: {
    pollutants: 'The six pollutants',
    ranking: 'By composite index, the smallest first',
    rivers: 'Class of each river',
    lakes: 'Class and trophic state of each lake',
    shares: 'Shares of the sections',
    beyond: 'Sections beyond their target, with their items',
    sections: 'Class of each section',
    airDays: 'Valid days of each region',
  },
  heads: {
    pollutants: ['Pollutant', 'Concentration', 'Year earlier', 'Unit', 'Term', 'Days as primary'],
    ranking: [
      'Rank',
      'Region',
      'Index',
      'On period before (%)',
      'On year earlier (%)',
      'Rank by change',
      'Good days',
      'Good days (%)',
      'Largest term',
    ],
    rivers: ['River', 'Class', 'Quality', 'On year earlier', 'Sections'],
    lakes: ['Lake', 'Class', 'Quality', 'On year earlier', 'Total nitrogen', 'Trophic state', 'Index'],
    shares: ['Of', 'Sections', 'Class I to III (%)', 'Worse than V (%)', 'On target', 'On target (%)'],
    beyond: ['Section', 'River or lake', 'Target', 'Class', 'Item', 'Value', 'Limit', 'Exceedance multiple'],
    sections: [
      'Section',
      'River or lake',
      'Target',
      'Class',
      'On target',
      'On year earlier',
      'Observed / expected',
    ],
    airDays: ['Region', 'Expected', 'Observed', 'Share (%)'],
  },
  index: (span, region, index) => `The composite index of ${region} for ${span} is ${index}. `,
  noIndex: (span, region, reason) => `There is no composite index of ${region} for ${span} (${reason}). `,
  lacking: (why) => `What falls short: ${why}. `,
  insufficient: (why) => `The days are not enough for a valid figure, which has no rank: ${why}. `,
  insufficientBefore: (of) => `The days of ${than[of]} are not enough for a valid figure. `,
  changed: (of, percent) =>
    percent === 0
      ? `It is the same as in ${than[of]}. `
      : `It is ${Math.abs(percent).toFixed(2)} % ${percent < 0 ? 'lower' : 'higher'} than in ${than[of]}. `,
  notCompared: (of) => `There is nothing to compare it with in ${than[of]}. `,
  goodDays: (good, valid, ratio) => `${good} of ${valid} valid days were good, ${ratio} %. `,
  goodDaysWithoutDust: (good, valid, ratio) =>
    `Without the days of dust ${good} of ${valid} days were good, ${ratio} %. `,
  dust: (text) => `Index and concentrations are ${text}. `,
  goodDaysBefore: (ratio, points) =>
    points === 0
      ? `A year earlier it was as many, ${ratio} %. `
      : `A year earlier it was ${ratio} %, ${Math.abs(points).toFixed(1)} percentage points ${points < 0 ? 'more' : 'less'}. `,
  primaryDays: (each) => `Primary pollutants${list(each)}. `,
  primaryOn: (name, days) => `${name} on ${days} ${days === 1 ? 'day' : 'days'}`,
  noPrimary: 'There was no primary pollutant on any day. ',
  rivers: (evaluated, each) => `${evaluated} rivers were evaluated${list(each)}. `,
  ofClass: (count, of) => `${count} of class ${of}`,
  countByProportion: (count) => `${count} by proportion`,
  inflows: (lake, evaluated, each) => `${evaluated} rivers flow into ${lake}${list(each)}. `,
  sections: (evaluated, good, worse) =>
    `${evaluated} sections were evaluated: ${good} % are class I to III, ${worse} % worse than V. `,
  controlled: (good, evaluated) =>
    `Of ${evaluated} national and provincial sections ${good} are class III or better. `,
  attainment: (compliant, targeted, percent) =>
    `${compliant} of ${targeted} sections with a target meet it, ${percent} %. `,
  mainItems: (each) => `Main pollution items${list(each)}. `,
  nothingBeyond: 'No section is beyond its target.',
  changeOfWater: (text) => `On the same period a year earlier: ${text}. `,
  absent: {
    air: {
      'not-monitored': 'There are no evaluation points of air.',
      'no-data': 'Nothing of air was evaluated in this period.',
    },
    water: {
      'not-monitored': 'There are no sections of surface water.',
      'no-data': 'Nothing of surface water was evaluated in this period.',
    },
  },
  editions: {
    air: (ids) => `Air: ${ids}. `,
    water: (ids) => `Surface water: ${ids}. `,
    asked: (id) =>
      `Air is evaluated under ${id}, as asked for, whichever was in force on the last day; what it is compared with is under the same. `,
    method: (id) => `Method of the composite index: ${id}. `,
    sameEdition: (ids) =>
      `Other standards were in force a year earlier. Every figure of that time (index, good days, levels, primary pollutants) is evaluated under the standards of this period: ${ids}. `,
    inForce: (ids) =>
      `The figures of the year before are under the standards in force then: ${ids}. They are not comparable where these differ from those of this period. `,
    changed: () =>
      'A standard or its stage changed within the period: all of it is evaluated under what is in force on its last day, and what it is compared with under the same.',
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
  comma: ', ',
};
