import { type Registry, regionId, type Station, stationId } from '@lanbi/model';
import { instant, seconds } from '@lanbi/standards';
import { framed } from '@lanbi/testkit/samples/messages';
import { describe, expect, it } from 'vitest';
import { decode, MAX_BYTES, parameterOf, parseTopic } from '../src/index.ts';

const NOW = instant(Date.parse('2026-04-01T08:00:00+08:00'));
const air: Station = {
  id: stationId('A'),
  medium: 'air',
  name: { zh: 'A', en: 'A' },
  region: regionId('r'),
  role: 'evaluation',
  period: seconds(3600),
  stamp: 'end',
  parameters: [],
  units: {},
};
const registry: Registry = {
  regions: new Map(),
  stations: new Map([[air.id, air]]),
  lakes: new Map(),
  rivers: new Map(),
  sections: new Map(),
  stationsOfSection: new Map(),
};
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));
const TRIES = 5;
const MESSAGES = 100;

/**
 * CPU time of one message in ms: of a hundred together, the least of a few tries. Waiting for the processor, which others
 * share, does not count.
 */
function cost(topic: string, payload: Uint8Array): number {
  const times = Array.from({ length: TRIES }, () => {
    const begun = process.cpuUsage();
    for (let n = 0; n < MESSAGES; n++) decode({ topic, payload }, registry, NOW);
    const { user, system } = process.cpuUsage(begun);
    return (user + system) / 1000 / MESSAGES;
  });
  return Math.min(...times);
}

/** Characters that bring a segment to the longest length that four digits can say. */
const FILL = 9_900;
const TAILS: readonly (readonly [string, string])[] = [
  ['digits and a letter', `${'9'.repeat(FILL)}x`],
  ['digits, points and a letter', `${'1.'.repeat(FILL / 2)}x`],
  ['a fraction of digits and a letter', `0.${'3'.repeat(FILL)}x`],
  ['an exponent of digits and a letter', `1e${'3'.repeat(FILL)}x`],
  ['signs', '+-'.repeat(FILL / 2)],
  ['blanks and a letter', `${' '.repeat(FILL)}x`],
  ['blank fields', ' ;'.repeat(FILL / 2)],
  ['commas', ','.repeat(FILL)],
  ['factors without a value', ';a21026-Avg='.repeat(FILL / 12)],
  ['unknown factors', ';b1-Avg=1'.repeat(FILL / 9)],
  ['opened data areas', 'CP=&'.repeat(FILL / 4)],
];
const frameOf = (tail: string): Uint8Array =>
  framed(bytes(`CN=2061;CP=&&DataTime=20260401070000;a21026-Avg=${tail}`.slice(0, 9_999)));

describe('an HJ 212 frame with a right CRC and hostile contents', () => {
  const topic = 'env/v1/air/A/hj212';

  it('of 9,800 digits and a letter is refused in a few milliseconds, 100 times', () => {
    const frame = frameOf(`${'9'.repeat(9_800)}x`);
    // A pattern that is not linear takes more than fifty.
    expect(cost(topic, frame)).toBeLessThan(5);
  });

  it.each(TAILS)('of %s is decoded in a few milliseconds', (_name, tail) => {
    expect(cost(topic, frameOf(tail))).toBeLessThan(5);
  });

  it('of 9,800 digits and a letter is refused for its value', () => {
    const frame = frameOf(`${'9'.repeat(9_800)}x`);
    const outcome = decode({ topic: 'env/v1/air/A/hj212', payload: frame }, registry, NOW);
    expect(outcome).toMatchObject({ kind: 'taken', observations: [], refusals: [{ reason: 'not-finite' }] });
  });

  it('beyond what four digits can say is refused by its length', () => {
    const payload = bytes(`##9999${'9'.repeat(MAX_BYTES - 6)}`);
    const outcome = decode({ topic: 'env/v1/air/A/hj212', payload }, registry, NOW);
    expect(outcome).toMatchObject({ kind: 'refused', refusals: [{ reason: 'hj212-length' }] });
  });

  it.each(['1e3', '+.5', '-0.', '12.50', '1E-2', '.5e+1'])('reads the number %s', (written) => {
    const outcome = decode({ topic: 'env/v1/air/A/hj212', payload: frameOf(`${written}&&`) }, registry, NOW);
    const value = Number(written);
    expect(outcome).toMatchObject({ observations: [{ readings: [{ parameter: 'so2', value }] }] });
  });

  it.each(['.', 'e3', '1e', '--1', '1.2.3', '0x10', '1 2', 'Infinity', 'NaN'])(
    'reads no number in %s',
    (written) => {
      const outcome = decode(
        { topic: 'env/v1/air/A/hj212', payload: frameOf(`${written}&&`) },
        registry,
        NOW,
      );
      expect(outcome).toMatchObject({ observations: [], refusals: [{ reason: 'not-finite' }] });
    },
  );
});

/** As much as one message may have, with room for what stands around it. */
const MUCH = MAX_BYTES - 200;
const TS = '2026-04-01T08:00:00+08:00';
const PAYLOADS: readonly (readonly [string, string])[] = [
  ['a stamp of digits', `{"ts":"${'2'.repeat(MUCH)}","values":{"co":1}}`],
  ['a stamp with a long fraction', `{"ts":"2026-04-01T08:00:00.${'0'.repeat(MUCH)}","values":{"co":1}}`],
  ['a stamp with blanks', `{"ts":"2026-04-01T08:00:00${' '.repeat(MUCH)}x","values":{"co":1}}`],
  ['a long unit', `{"ts":"${TS}","values":{"co":{"value":1,"unit":"${'µ'.repeat(MUCH / 2)}"}}}`],
  ['a long name', `{"ts":"${TS}","values":{"${'A'.repeat(MUCH)}":1}}`],
  ['a long text as a value', `{"ts":"${TS}","values":{"co":"${'<'.repeat(MUCH)}"}}`],
  ['a long flag', `{"ts":"${TS}","values":{"co":{"value":1,"flag":"${'N'.repeat(MUCH)}"}}}`],
  ['a number of many digits', `{"ts":"${TS}","values":{"co":0.${'1'.repeat(MUCH)}}}`],
];

describe('a JSON payload with one hostile text of 256 KiB', () => {
  it.each(PAYLOADS)('%s is decoded within 10 ms and refused with a short text', (_name, text) => {
    const topic = 'env/v1/air/A/observations';
    expect(cost(topic, bytes(text))).toBeLessThan(10);
    const outcome = decode({ topic, payload: bytes(text) }, registry, NOW);
    if (outcome.kind === 'ignored') expect.fail('nothing was decoded');
    for (const { message, parameter = '' } of outcome.refusals) {
      expect(message.length).toBeLessThan(400);
      expect(parameter.length).toBeLessThanOrEqual(64);
    }
  });
});

describe('long names', () => {
  it('of a topic are no topic of a station', () => {
    expect(parseTopic(`env/v1/air/${'A'.repeat(65_000)}/observations`)).toBeUndefined();
    expect(parseTopic(`env/v1/water/${'A'.repeat(64)}/observations`)).toMatchObject({ medium: 'water' });
  });

  it('are no parameter', () => {
    expect(parameterOf('A'.repeat(65))).toBeUndefined();
    expect(parameterOf('W01001')).toMatchObject({ code: 'ph' });
  });
});
