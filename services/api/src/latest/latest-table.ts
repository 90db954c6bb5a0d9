import type { RegionId, Registry } from '@lanbi/model';
import type { LatestFigures, LatestGroup, LatestOf, LatestOfAll } from '@lanbi/query';
import type { Instant } from '@lanbi/standards';
import type { Fields } from '../http/fields.ts';
import { featureOf } from '../http/geojson.ts';

/** What all rows have in common, with the editions that a row names only where its own are others. */
interface Meta {
  readonly edition: string;
  readonly standards: readonly object[];
}

interface Row {
  readonly location?: { readonly lat: number; readonly lon: number } | null | undefined;
  readonly edition?: string | undefined;
  readonly method?: string | undefined;
  readonly standards?: readonly object[] | undefined;
}

/** How the figures of a group become rows. */
export interface LatestShape<Of extends LatestGroup> {
  readonly of: Of;
  rowOf(registry: Registry, figure: LatestOf<Of>): Row;
  metaOf(lag: LatestOfAll<Of>['evaluation']): Meta;
}

/** Which rows and columns are asked for. */
export interface LatestAsked {
  /** Whether a region is one of those asked for; all where not given. */
  readonly within?: ((region: RegionId | undefined) => boolean) | undefined;
  readonly fields?: Fields | undefined;
}

interface Kept {
  readonly row: Row;
  /** The row as JSON without what `meta` says, and the `meta` it was made for. */
  lean?: { readonly text: string; readonly edition: string };
}

const regionOf = (subject: LatestOf<LatestGroup>['subject']): RegionId =>
  'region' in subject ? subject.region : subject.id;

/** The row without the editions that hold for all rows. */
function leanOf(row: Row, { edition, standards }: Meta): object {
  const { edition: own, method: _method, standards: used, ...rest } = row;
  const isCommon = own === edition && JSON.stringify(used) === JSON.stringify(standards);
  return own === undefined || isCommon ? rest : row;
}

/** The latest figures of a group as a table. A row is made once for each figure. */
export class LatestTable<Of extends LatestGroup> {
  readonly #shape: LatestShape<Of>;
  readonly #registry: Registry;
  readonly #latest: LatestFigures;
  readonly #kept = new WeakMap<LatestOf<Of>, Kept>();

  constructor(shape: LatestShape<Of>, { registry, latest }: { registry: Registry; latest: LatestFigures }) {
    this.#shape = shape;
    this.#registry = registry;
    this.#latest = latest;
  }

  /** @param at a past time; now where not given */
  all(at?: Instant): Promise<LatestOfAll<Of>> {
    return at === undefined ? this.#latest.all(this.#shape.of) : this.#latest.at(this.#shape.of, at);
  }

  /** Rows that say everything themselves, for a table without `meta`. */
  rows(all: LatestOfAll<Of>, { within }: LatestAsked): readonly object[] {
    return this.#asked(all, within).map((figure) => this.#keptOf(figure).row);
  }

  json(all: LatestOfAll<Of>, { within, fields }: LatestAsked): string {
    const meta = this.#shape.metaOf(all.evaluation);
    const rows = this.#asked(all, within).map((figure) =>
      fields ? JSON.stringify(fields.pick(this.#keptOf(figure).row)) : this.#textOf(figure, meta),
    );
    return `{"data":[${rows.join(',')}],"meta":${JSON.stringify(meta)}}`;
  }

  geojson(all: LatestOfAll<Of>, { within, fields }: LatestAsked): string {
    const meta = this.#shape.metaOf(all.evaluation);
    const features = this.#asked(all, within).map((figure) => {
      const { row } = this.#keptOf(figure);
      const { location, ...properties } = row;
      const shown = fields ? fields.pick(row) : leanOf(properties as Row, meta);
      return featureOf(figure.subject.id, location ?? undefined, shown);
    });
    return JSON.stringify({ type: 'FeatureCollection', features, meta });
  }

  #asked({ figures }: LatestOfAll<Of>, within: LatestAsked['within']): readonly LatestOf<Of>[] {
    return within ? figures.filter(({ subject }) => within(regionOf(subject))) : figures;
  }

  #keptOf(figure: LatestOf<Of>): Kept {
    const known = this.#kept.get(figure);
    if (known) return known;
    const kept = { row: this.#shape.rowOf(this.#registry, figure) };
    this.#kept.set(figure, kept);
    return kept;
  }

  #textOf(figure: LatestOf<Of>, meta: Meta): string {
    const kept = this.#keptOf(figure);
    if (kept.lean?.edition !== meta.edition)
      kept.lean = { text: JSON.stringify(leanOf(kept.row, meta)), edition: meta.edition };
    return kept.lean.text;
  }
}
