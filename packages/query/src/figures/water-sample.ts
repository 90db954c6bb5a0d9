import { type SectionSampleBody, sampleStandards, sectionSample } from '@lanbi/evaluation';
import { type Registry, type Section, WATER_PARAMETERS } from '@lanbi/model';
import {
  type Gb3838Edition,
  HOUR,
  isMissing,
  type SectionOptions,
  type Trace,
  type WaterMethod,
} from '@lanbi/standards';
import { FILL_TIMES } from '../tables/asked-air.ts';
import { waterSamplesShape } from '../tables/water-columns.ts';
import { checkedSpanOf, waterSampleRows } from '../tables/water-samples.ts';
import { type StoredSample, sectionOfSample } from '../water/section-of-sample.ts';
import { type AlertValue, fromResults } from './alert-value.ts';
import type { FigureFamily } from './family.ts';
import { figureTable } from './figure-table.ts';
import { waterClassValues } from './water-values.ts';

/** A stored sample and its section, as it is on the day of the sample. */
export interface SampleOfSection {
  readonly stored: Pick<StoredSample, 'to' | 'body'>;
  readonly section: Pick<Section, 'waterBody' | 'target'>;
}

/** Another edition, method or options than those of the sampling time. */
export interface SampleOptions {
  readonly gb3838?: Gb3838Edition | undefined;
  readonly method?: WaterMethod | undefined;
  readonly section?: Partial<SectionOptions> | undefined;
}

const CONCENTRATIONS: readonly AlertValue[] = WATER_PARAMETERS.map((of) => ({
  ...{ name: of, form: '{parameter}', subject: 'section', medium: 'water' },
  source: fromResults('class.sample', (result) => {
    const value = result.kind === 'class.sample' ? result.body.values[of] : undefined;
    return value === undefined || isMissing(value) ? undefined : value;
  }),
}));

/**
 * Class of a section at a sampling time with its determining items, exceedances and validity, from the record of the
 * sample.
 * @source GB 3838-2002 clause 5.1; real-time rule [data]
 */
export const waterSampleFigures: FigureFamily<SampleOfSection, SampleOptions, SectionSampleBody> = {
  name: 'class-sample',
  title: { zh: '断面水质类别（次）', en: 'Class of a section at a sampling time' },
  subjects: ['section'],
  span: 'sample',
  version: 1,
  inputs: ['class.sample'],
  compute({ stored: { body, to }, section }, options = {}, trace) {
    const inForce = sampleStandards(to);
    const by = {
      edition: options.gb3838 ?? inForce.edition,
      method: options.method ?? inForce.method,
      options: options.section ?? inForce.options,
    };
    return sectionSample(section, { record: body, at: to }, trace, by);
  },
  alertValues: [...CONCENTRATIONS, ...waterClassValues('section', 'class.sample')],
  tables: [
    figureTable({
      name: 'water-samples',
      path: '/v1/water/samples',
      summary: 'Samples of sections in one table',
      ...{ row: 'WaterSampleRow', subjects: 'sections', edition: 'GB 3838', fill: FILL_TIMES },
      time: { by: 'row', length: HOUR, days: 1 },
      shape: ({ fill }) => waterSamplesShape(fill),
      checked: checkedSpanOf,
      rows(deps, { subjects, fill, under: { gb3838, waterMethod: method } }, part) {
        const classOf = (stored: StoredSample, section: Section) =>
          waterSampleFigures.compute({ stored, section }, { gb3838, method }).section;
        return waterSampleRows(deps, { subjects, fill }, classOf, part);
      },
    }),
  ],
};

/** The figure of a stored sample; undefined where the registry does not name its section. */
export function sampleFigure(registry: Registry, stored: StoredSample, trace?: Trace) {
  const section = sectionOfSample(registry, stored);
  return section && waterSampleFigures.compute({ stored, section }, {}, trace);
}
