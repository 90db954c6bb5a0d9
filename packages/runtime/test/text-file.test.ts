import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../src/index.ts';

const TEXT = 'regions:\n  - {id: r, name: 保定市, kind: city}\n';
const latin = 'regions:\n  - {id: r, name: Größe, kind: city}\n';
/** 保定市 in GBK, by the table of GB 2312: 保 B1A3, 定 B6A8, 市 CAD0. */
const gbk = Buffer.concat([
  Buffer.from('regions:\n  - {id: r, name: '),
  Buffer.from('b1a3b6a8cad0', 'hex'),
  Buffer.from(', kind: city}\n'),
]);
const utf16 = Buffer.from(TEXT, 'utf16le');
const swapped = Buffer.from(utf16).swap16();
const withMark = (mark: string, bytes: Buffer): Buffer => Buffer.concat([Buffer.from(mark, 'hex'), bytes]);

describe('a file of text', () => {
  it.each([
    ['as UTF-8', Buffer.from(TEXT)],
    ['with a byte order mark', withMark('efbbbf', Buffer.from(TEXT))],
  ])('is taken %s', (_how, bytes) => {
    expect(decodeText('a.yaml', bytes)).toEqual({ name: 'a.yaml', text: TEXT, faults: [] });
  });

  it('is taken whatever its characters are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const { text: read, faults } = decodeText('a.yaml', Buffer.from(`k: ${text.replaceAll('\0', '')}`));
        expect(faults).toEqual([]);
        expect(read).toBe(`k: ${text.replaceAll('\0', '')}`);
      }),
    );
  });

  it.each([
    ['GBK', 'GBK', gbk, TEXT, { line: 2, column: 19 }],
    ['Latin-1', 'LATIN1', Buffer.from(latin, 'latin1'), latin, { line: 2, column: 21 }],
    ['UTF-16', 'UTF-16LE', withMark('fffe', utf16), TEXT, { line: 1, column: 1 }],
    ['UTF-16', 'UTF-16BE', withMark('feff', swapped), TEXT, { line: 1, column: 1 }],
    ['UTF-16', 'UTF-16LE', utf16, TEXT, { line: 1, column: 1 }],
    ['UTF-16', 'UTF-16BE', swapped, TEXT, { line: 1, column: 1 }],
  ])(
    'in %s (%s) is refused with the remedy, and read for its other faults',
    (name, iconv, bytes, text, at) => {
      const message = `not UTF-8 (looks like ${name}); save it as UTF-8, such as by: iconv -f ${iconv} -t UTF-8 a.yaml > new.yaml`;
      expect(decodeText('a.yaml', bytes)).toEqual({
        name: 'a.yaml',
        text,
        faults: [{ file: 'a.yaml', ...at, place: '', message }],
      });
    },
  );
});
