import type { Section, StoredResult } from '@lanbi/model';
import type {
  Gb3838Edition,
  Instant,
  Maybe,
  SectionClass,
  WaterMeasurand,
  WaterMethod,
} from '@lanbi/standards';
import { sectionOfSample, waterSampleFigures } from '../figures/water-sample.ts';
import { CIVIL_DIMENSIONS, HOUR_DIMENSION, type TableShape } from '../table/index.ts';
import { subjectColumn, timeColumns } from './air-columns.ts';
import type { RowsDeps } from './rows-deps.ts';
import { HOUR_UNIT, inOrder, partsByTime, type RowSpan, resultsIn, slicesOf } from './together.ts';
import { WATER_PARAMETERS, type WaterRow, waterColumns } from './water-columns.ts';

type Values = Readonly<Partial<Record<WaterMeasurand, Maybe<number>>>>;
type Stored = StoredResult<'class.sample'>;

/** Another edition or method than those of samples. */
export interface SampleTableOptions {
  readonly edition?: Gb3838Edition | undefined;
  readonly method?: WaterMethod | undefined;
}

/** A sample of a section; its class is computed when a cell needs it. */
export class WaterSampleRow implements WaterRow {
  readonly subject: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly made: Stored;
  readonly section: Section | undefined;
  readonly #options: SampleTableOptions;
  #found: SectionClass | undefined;

  constructor(stored: Stored, section: Section | undefined, options: SampleTableOptions) {
    this.subject = stored.subject;
    this.from = stored.from;
    this.to = stored.to;
    this.made = stored;
    this.section = section;
    this.#options = options;
  }

  get values(): Values {
    return this.made.body.values;
  }

  get found(): SectionClass | undefined {
    this.#found ??= this.#evaluated();
    return this.#found;
  }

  #evaluated(): SectionClass | undefined {
    if (!this.section) return undefined;
    const { edition: gb3838, method } = this.#options;
    return waterSampleFigures.compute({ stored: this.made, section: this.section }, { gb3838, method })
      .section;
  }
}

/** Samples of sections. */
export const waterSamplesShape: TableShape<WaterRow> = {
  columns: [subjectColumn('section'), ...timeColumns('to'), ...waterColumns],
  parameters: WATER_PARAMETERS,
  dimensions: [HOUR_DIMENSION, ...CIVIL_DIMENSIONS],
  // Sections differ in how often they are sampled: samples that follow each other are a run.
  isNext: () => true,
};

/** Samples of sections in a span, in the order of time; those of one time in the order of the sections. */
export async function* waterSampleRows(
  deps: RowsDeps,
  subjects: readonly string[],
  options: SampleTableOptions,
  span: RowSpan,
): AsyncIterable<readonly WaterRow[]> {
  for (const slice of slicesOf(span, subjects.length, HOUR_UNIT)) {
    const found = await resultsIn(deps, 'class.sample', subjects, slice);
    const rows = inOrder(
      found.map((results) =>
        results.map((result) => new WaterSampleRow(result, sectionOfSample(deps.registry, result), options)),
      ),
    );
    for (const part of partsByTime(rows)) {
      yield part;
      await deps.breathe?.();
    }
  }
}
