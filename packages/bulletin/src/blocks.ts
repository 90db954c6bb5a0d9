/** A document apart from how it is written down. */
export interface Document {
  readonly lang: 'zh' | 'en';
  readonly title: string;
  /** What must be known before reading: period, status, coverage. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly blocks: readonly Block[];
}

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | Table;

export interface Table {
  readonly kind: 'table';
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export const heading = (text: string): Block => ({ kind: 'heading', text });
export const paragraph = (...sentences: readonly string[]): Block => ({
  kind: 'paragraph',
  text: sentences.filter(Boolean).join(''),
});

/** Nothing where there are no rows. */
export const table = (
  caption: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): readonly Block[] => (rows.length === 0 ? [] : [{ kind: 'table', caption, head, rows }]);
