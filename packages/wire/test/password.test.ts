import { type Registry, regionId, stationId } from '@lanbi/model';
import { instant, seconds } from '@lanbi/standards';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, hj212Crc, maskPassword, maskPasswordText } from '../src/index.ts';

const NOW = instant(Date.parse('2026-04-01T09:00:00+08:00'));
const A = stationId('A');
const registry: Registry = {
  regions: new Map(),
  stations: new Map([
    [
      A,
      {
        id: A,
        medium: 'air',
        name: { zh: 'A', en: 'A' },
        region: regionId('r'),
        role: 'evaluation',
        period: seconds(3600),
        stamp: 'end',
        parameters: [],
        units: {},
      },
    ],
  ]),
  lakes: new Map(),
  rivers: new Map(),
  sections: new Map(),
  stationsOfSection: new Map(),
};

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const mask = (text: string): string => Buffer.from(maskPassword(bytes(text))).toString('latin1');
const frame = (segment: string): string =>
  `##${String(segment.length).padStart(4, '0')}${segment}${hj212Crc(bytes(segment))}\r\n`;
const hour = (password: string): string =>
  `QN=1;ST=22;CN=2061;${password};MN=M;CP=&&DataTime=20260401070000;a34004-Avg=35,a34004-Flag=N&&`;
const taken = (payload: Uint8Array) => decode({ topic: 'env/v1/air/A/hj212', payload }, registry, NOW);

describe('the password of a frame', () => {
  it.each(['PW=123456', 'pw=123456', 'Pw=123456', 'pW=123456'])(
    'is masked as %s, and decodes as before',
    (field) => {
      const sent = frame(hour(field));
      const kept = mask(sent);
      expect(kept).toContain(`;${field.slice(0, 3)}******;`);
      expect(kept).not.toContain('123456');
      expect(kept).toHaveLength(sent.length);
      expect(taken(bytes(sent)).kind).toBe('taken');
      expect(taken(bytes(kept))).toEqual(taken(bytes(sent)));
    },
  );

  it.each([
    ['a JSON text around a frame', '{"frame":"ST=22;PW=123456;MN=1"}', '{"frame":"ST=22;PW=******;MN=1"}'],
    ['a cut frame', '##0200ST=22;PW=123456', '##0200ST=22;PW=******'],
    ['bytes that are no UTF-8', 'ÿþST=22;pw=123456;MN=ÿ', 'ÿþST=22;pw=******;MN=ÿ'],
    ['two passwords', 'PW=123456;pw=1&&', 'PW=******;pw=*&&'],
    ['no separator before it', 'ST=22PW=123456;', 'ST=22PW=******;'],
    ['separators of another kind in it', 'PW=12,34 56"78;MN=1', 'PW=***********;MN=1'],
  ])('is masked in %s', (_what, text, expected) => {
    expect(mask(text)).toBe(expected);
  });

  it('stays in what was given', () => {
    const payload = Buffer.from(frame(hour('PW=123456')));
    const masked = maskPassword(payload);
    expect(payload.toString()).toContain('123456');
    expect(taken(masked).kind).toBe('taken');
  });

  it('leaves a wrong CRC wrong', () => {
    const sent = frame(hour('PW=123456')).replace(/[0-9A-F]{4}\r\n$/, '0000\r\n');
    expect(taken(maskPassword(bytes(sent)))).toMatchObject({ refusals: [{ reason: 'hj212-crc' }] });
  });

  it('changes nothing where there is none, and nothing a second time', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (payload) => {
        const masked = maskPassword(payload);
        expect(masked).toHaveLength(payload.length);
        if (!/pw=/i.test(Buffer.from(payload).toString('latin1'))) expect(masked).toBe(payload);
        expect(maskPassword(masked)).toEqual(masked);
      }),
    );
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Za-z]{1,9}$/), (password) => {
        const masked = mask(frame(hour(`PW=${password}`)));
        expect(masked).toMatch(/;PW=\*+;/);
        expect(mask(masked)).toBe(masked);
      }),
    );
  });

  it('is masked in one pass over hostile bytes', () => {
    for (const text of ['pw='.repeat(87_000), 'pw=;'.repeat(65_000), '='.repeat(262_144)]) {
      const begin = performance.now();
      maskPassword(bytes(text));
      maskPasswordText(text);
      // Quadratic work would take a minute.
      expect(performance.now() - begin).toBeLessThan(2_000);
    }
  });

  it('is masked in a text that quotes it', () => {
    expect(maskPasswordText('found "pw=123456;MN=1" and PW=9')).toBe('found "pw=***;MN=1" and PW=***');
  });
});
