import type { Instant } from '@lanbi/standards';
import type { Authored } from '../nouns/annotation.ts';
import type { RegionId } from '../nouns/ids.ts';

/** A bulletin as it was published: its figures and texts stay as they are, whatever changes behind them. */
export interface NewPublishedBulletin extends Partial<Authored> {
  /** The name of its period: `2026-09`, `2026-Q3` or `2026`. */
  readonly period: string;
  /** Absent where it is about everything. */
  readonly region?: RegionId;
  /** The one after the last edition of the same period and region: 1 for the first. */
  readonly edition: number;
  readonly at: Instant;
  /** Another text whenever a figure is another one. */
  readonly dataVersion: string;
  /** All figures and editions, as a JSON document. */
  readonly figures: string;
  /** The document in each language and form. */
  readonly texts: {
    readonly zh: PublishedText;
    readonly en: PublishedText;
  };
}

export interface PublishedText {
  readonly title: string;
  readonly markdown: string;
  readonly html: string;
}

export interface PublishedBulletin extends NewPublishedBulletin {
  /** Period, region and edition: `2026-09-baoding-1`. */
  readonly number: string;
}

/** A line of the list of published bulletins. */
export type PublishedBulletinSummary = Omit<PublishedBulletin, 'figures' | 'texts'> & {
  readonly title: { readonly zh: string; readonly en: string };
};

export interface PublishedBulletinQuery {
  readonly period?: string;
  readonly region?: RegionId;
  /** Only those published before this number was; absent for the newest. */
  readonly before?: string;
  readonly limit: number;
}

/** What became of a bulletin that was to be published. */
export type Publication =
  | { readonly outcome: 'published'; readonly bulletin: PublishedBulletin }
  /** The last edition of the same period and region has the same figures: nothing is stored. */
  | { readonly outcome: 'unchanged'; readonly bulletin: PublishedBulletin }
  /** The edition is not the one after the last, which was published meanwhile: nothing is stored. */
  | { readonly outcome: 'not-next' };

/** The number of an edition. */
export const bulletinNumber = ({
  period,
  region,
  edition,
}: Pick<NewPublishedBulletin, 'period' | 'region' | 'edition'>): string =>
  [period, region ?? [], edition].flat().join('-');

/** Published bulletins: appended to, never changed or deleted. A publication is durable when it resolves. */
export interface PublishedBulletins {
  publishBulletin(bulletin: NewPublishedBulletin): Promise<Publication>;
  publishedBulletin(number: string): Promise<PublishedBulletin | undefined>;
  /** Newest first. */
  publishedBulletins(query: PublishedBulletinQuery): Promise<readonly PublishedBulletinSummary[]>;
}
