import type { PublishedBulletin, PublishedBulletinSummary } from '@lanbi/model';
import { formatInstant } from '@lanbi/standards';
import * as z from 'zod';
import { name } from './name.ts';

const row = {
  number: z.string().describe('period, region and edition: 2026-09-baoding-1'),
  edition: z.int().describe('1 for the first; one more for each correction'),
  period: z.string(),
  region: z.string().optional().describe('absent where it is about everything'),
  title: name,
  publishedAt: z.string(),
  dataVersion: z.string().describe('another one whenever a figure is'),
  reason: z.string().optional().describe('why it takes the place of an earlier edition'),
  by: z.string().optional(),
  author: z.string().optional().describe('name of the API key that it came with'),
};

export const publishedRow = z.object(row).meta({ id: 'PublishedBulletinRow' });

export const publishedAnswer = z
  .object({
    ...row,
    latest: z.string().describe('the number of the last edition of the same period and region'),
    figures: z
      .unknown()
      .describe('as `GET /v1/bulletins/{period}` answered when it was published, whatever came after'),
  })
  .meta({ id: 'PublishedBulletin' });

const whose = ({ reason, by, author }: Pick<PublishedBulletinSummary, 'reason' | 'by' | 'author'>) => ({
  ...(reason !== undefined && { reason }),
  ...(by !== undefined && { by }),
  ...(author !== undefined && { author }),
});

export const publishedRowOf = (bulletin: PublishedBulletinSummary): z.infer<typeof publishedRow> => ({
  number: bulletin.number,
  edition: bulletin.edition,
  period: bulletin.period,
  ...(bulletin.region !== undefined && { region: bulletin.region }),
  title: { ...bulletin.title },
  publishedAt: formatInstant(bulletin.at),
  dataVersion: bulletin.dataVersion,
  ...whose(bulletin),
});

/** @param latest the number of the last edition */
export function publishedOf(bulletin: PublishedBulletin, latest: string): z.infer<typeof publishedAnswer> {
  const { texts, figures } = bulletin;
  const title = { zh: texts.zh.title, en: texts.en.title };
  return { ...publishedRowOf({ ...bulletin, title }), latest, figures: JSON.parse(figures) };
}
