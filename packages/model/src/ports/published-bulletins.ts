import type { Instant } from '@lanbi/standards';
import type { Authored } from '../nouns/annotation.ts';
import type { RegionId } from '../nouns/ids.ts';

/** A bulletin to publish: its figures and texts never change afterwards. */
export interface NewPublishedBulletin extends Partial<Authored> {
  /** The name of its period: `2026-09`, `2026-Q3` or `2026`. */
  readonly period: string;
  /** Absent if the bulletin is about all regions. */
  readonly region?: RegionId;
  /** The next edition for the same period and region: 1 for the first. */
  readonly edition: number;
  readonly at: Instant;
  /** Changes with every change of a figure. */
  readonly dataVersion: string;
  /** All figures and editions, as a JSON document. */
  readonly figures: string;
  /** The document in each language and format. */
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

/** An entry of the list of published bulletins. */
export type PublishedBulletinSummary = Omit<PublishedBulletin, 'figures' | 'texts'> & {
  readonly title: { readonly zh: string; readonly en: string };
};

export interface PublishedBulletinQuery {
  readonly period?: string;
  readonly region?: RegionId;
  /** Only bulletins published before this one; absent for the newest. */
  readonly before?: string;
  readonly limit: number;
}

/** The outcome of publishing a bulletin. */
export type Publication =
  | { readonly outcome: 'published'; readonly bulletin: PublishedBulletin }
  /** The last edition of the same period and region has the same figures: nothing is stored. */
  | { readonly outcome: 'unchanged'; readonly bulletin: PublishedBulletin }
  /** The edition is not the next one, since another was published meanwhile: nothing is stored. */
  | { readonly outcome: 'not-next' };

/** Returns the number of an edition. */
export const bulletinNumber = ({
  period,
  region,
  edition,
}: Pick<NewPublishedBulletin, 'period' | 'region' | 'edition'>): string =>
  [period, region ?? [], edition].flat().join('-');

/**
 * Stores published bulletins: they are appended, never changed or deleted. A publication is durable when it resolves.
 */
export interface PublishedBulletins {
  publishBulletin(bulletin: NewPublishedBulletin): Promise<Publication>;
  publishedBulletin(number: string): Promise<PublishedBulletin | undefined>;
  /** Returns published bulletins, newest first. */
  publishedBulletins(query: PublishedBulletinQuery): Promise<readonly PublishedBulletinSummary[]>;
  /** Calls the listener after each publication, once it is durable. Returns a function that ends this. */
  onPublished(listener: () => void): () => void;
}
