import {
  bulletinNumber,
  type NewPublishedBulletin,
  type Publication,
  type PublishedBulletin,
  type PublishedBulletinQuery,
  type PublishedBulletinSummary,
  regionId,
} from '@lanbi/model';
import type { Connection, Row } from '@lanbi/sqlite';
import { instant } from '@lanbi/standards';

// The table is STRICT and only this package writes it: a column holds what its type says.
const int = (row: Row, column: string): number => row[column] as number;
const text = (row: Row, column: string): string => row[column] as string;
const optional = (row: Row, column: string, name: string) =>
  row[column] === null ? {} : { [name]: text(row, column) };

const summaryOf = (row: Row): PublishedBulletinSummary => ({
  number: text(row, 'number'),
  edition: int(row, 'edition'),
  period: text(row, 'period'),
  ...(text(row, 'region') !== '' && { region: regionId(text(row, 'region')) }),
  at: instant(int(row, 'at_ms')),
  dataVersion: text(row, 'data_version'),
  ...optional(row, 'reason', 'reason'),
  ...optional(row, 'by_whom', 'by'),
  ...optional(row, 'author', 'author'),
  title: { zh: text(row, 'title_zh'), en: text(row, 'title_en') },
});

function bulletinOf(row: Row): PublishedBulletin {
  const { title: _, ...summary } = summaryOf(row);
  return { ...summary, figures: text(row, 'figures'), texts: JSON.parse(text(row, 'texts')) };
}

const SUMMARY =
  'id, number, edition, period, region, at_ms, data_version, reason, by_whom, author, title_zh, title_en';
const INSERT = `INSERT INTO published_bulletin
  (number, edition, period, region, at_ms, data_version, reason, by_whom, author, title_zh, title_en, figures, texts)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const LAST = `SELECT * FROM published_bulletin WHERE period = ? AND region = ? ORDER BY edition DESC LIMIT 1`;

/** The table of published bulletins. */
export class PublishedBulletinTable {
  readonly #db: Connection;

  constructor(db: Connection) {
    this.#db = db;
  }

  publish(bulletin: NewPublishedBulletin): Publication {
    return this.#db.transaction('a bulletin could not be published', () => {
      const last = this.#db.first(bulletinOf, LAST, bulletin.period, bulletin.region ?? '');
      if (last?.dataVersion === bulletin.dataVersion) return { outcome: 'unchanged', bulletin: last };
      if (bulletin.edition !== (last?.edition ?? 0) + 1) return { outcome: 'not-next' };
      return { outcome: 'published', bulletin: this.#insert(bulletin) };
    });
  }

  get(number: string): PublishedBulletin | undefined {
    return this.#db.first(bulletinOf, 'SELECT * FROM published_bulletin WHERE number = ?', number);
  }

  newest({ period, region, before, limit }: PublishedBulletinQuery): PublishedBulletinSummary[] {
    const conditions = ['1 = 1'];
    const values: (string | number)[] = [];
    for (const [column, value] of Object.entries({ period, region }))
      if (value !== undefined) {
        conditions.push(`${column} = ?`);
        values.push(value);
      }
    if (before !== undefined) {
      conditions.push('id < (SELECT id FROM published_bulletin WHERE number = ?)');
      values.push(before);
    }
    const sql = `SELECT ${SUMMARY} FROM published_bulletin WHERE ${conditions.join(' AND ')} ORDER BY id DESC LIMIT ?`;
    return this.#db.all(summaryOf, sql, ...values, limit);
  }

  #insert(bulletin: NewPublishedBulletin): PublishedBulletin {
    const { period, region, edition, at, dataVersion, reason, by, author, figures, texts } = bulletin;
    const number = bulletinNumber(bulletin);
    const whose = [reason ?? null, by ?? null, author ?? null];
    const titles = [texts.zh.title, texts.en.title];
    const about = [number, edition, period, region ?? '', at, dataVersion, ...whose, ...titles];
    this.#db.run(INSERT, ...about, figures, JSON.stringify(texts));
    return { ...bulletin, number };
  }
}
