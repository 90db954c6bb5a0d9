import { hj212Crc, PARAMETERS } from '@lanbi/wire';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonFault } from '../src/json-fault.ts';
import { utf8Fault } from '../src/utf8-fault.ts';
import { send } from './support/air.ts';

const TS = '2026-04-01T08:00:00+08:00';
const WATER = 'env/v1/water/W/observations';
const values = (text: string): string => `{"ts":"${TS}","values":{${text}}}`;
const stamped = (ts: string): string => `{"ts":${ts},"values":{"pm2_5":35}}`;

/** Reason and text of the first refusal. */
function refusal(payload: string | Uint8Array, topic?: string): { reason: string; message: string } {
  const outcome = send(payload, topic);
  if (outcome.kind === 'ignored') throw new Error('ignored');
  const [first] = outcome.refusals;
  if (!first) throw new Error('taken');
  return first;
}

/** Words of the validator, which say nothing to the owner of a station. */
const IDIOM = /expected|received|invalid input|undefined|unrecognized/i;

describe('a payload that is not JSON names the place and what stands there', () => {
  it.each([
    [values('"pm2_5":NaN,"so2":9'), 'at character 53 (line 1, column 53): found NaN'],
    [values('"pm2_5":Infinity'), 'column 53): found Infinity'],
    [values('"pm2_5":-Infinity'), 'column 53): found -Infinity'],
    [values('"pm2_5":None'), 'found None'],
    [`${values('"pm2_5":35')}\0`, 'at character 57 (line 1, column 57): found a NUL character'],
    [`${values('"pm2_5":35')}\r\n{}`, 'line 2, column 1): found "{" behind the end'],
    [`{'ts':'${TS}'}`, 'column 2): found a single quote'],
    [values('"pm2_5":35,'), 'found "}" behind a comma; leave the last comma out'],
    ['[1,]', 'found "]" behind a comma; leave the last comma out'],
    [`{\n "ts":\n  oops}`, 'line 3, column 3): found "oops" where a value'],
    ['{"ts":"2026', 'at character 12 (line 1, column 12): the text ends here, a double quote is not closed'],
    ['{"ts":', 'the text ends here, a value is expected'],
    ['[{"a":1}', 'the text ends here, a [ is not closed'],
    [values('"pm2_5":035'), 'column 53): found "035", which is no number'],
    [values('"pm2_5":.5'), 'found ".5", which is no number'],
    [values('"pm2_5":+5'), 'found "+5", which is no number'],
    [values('"pm2_5" 35'), 'found "35" where a colon'],
    [values('"pm2_5":35 "so2":9'), 'where a comma or "}"'],
    ['{ts:1}', 'found "ts" where a name in double quotes'],
    [`{"ts":"a\tb"}`, 'found a control character'],
    [String.raw`{"ts":"a\qb"}`, 'no escape of JSON'],
    ['', 'the payload is empty'],
    ['##0101QN=1;PW=secret', 'publish it under env/v1/air/A/hj212'],
  ])('%j', (payload, part) => {
    const { reason, message } = refusal(payload);
    expect(reason).toBe('not-json');
    expect(message).toContain(part);
    expect(message).not.toContain('secret');
    expect(message).not.toMatch(/undefined|received/);
  });

  it('finds a fault exactly where the parser of the language finds one', () => {
    const parses = (text: string): boolean => {
      try {
        JSON.parse(text);
        return true;
      } catch {
        return false;
      }
    };
    const tokens = fc.constantFrom(...'{}[],:"\\ \n0123.eE+-tfnu', 'true', 'null', '"a"', '1.5', 'é');
    const texts = fc.oneof(
      fc.json(),
      fc.array(tokens, { maxLength: 12 }).map((parts) => parts.join('')),
      fc
        .tuple(fc.json(), tokens, fc.nat(40))
        .map(([text, token, at]) => text.slice(0, at) + token + text.slice(at)),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(jsonFault(text) === undefined, text).toBe(parses(text));
      }),
      { numRuns: 3_000 },
    );
  });

  it('does not fall over nesting', () => {
    expect(refusal('['.repeat(200_000)).message).toContain('at character 200001');
  });
});

describe('a payload that is not UTF-8 names the byte', () => {
  it('of GBK, as of 保 in GBK', () => {
    const payload = Buffer.concat([Buffer.from('{"ts":"'), Buffer.from([0xb1, 0xa3])]);
    expect(refusal(payload)).toMatchObject({
      reason: 'not-json',
      message: 'the payload is not UTF-8: found the bytes B1 A3 at byte 8; it may be GBK: send it as UTF-8',
    });
  });

  it('of UTF-16 with its mark', () => {
    expect(refusal(Buffer.from(`\ufeff${values('"pm2_5":35')}`, 'utf16le')).message).toContain('UTF-16');
  });

  it('takes UTF-8 with a byte order mark', () => {
    expect(send(`\ufeff${values('"pm2_5":35')}`).kind).toBe('taken');
  });

  it('finds a byte exactly where the decoder of the language does', () => {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    const isUtf8 = (bytes: Uint8Array): boolean => {
      try {
        decoder.decode(bytes);
        return true;
      } catch {
        return false;
      }
    };
    const near = fc.array(
      fc.constantFrom(
        0x41,
        0x80,
        0xbf,
        0xc1,
        0xc2,
        0xe0,
        0xa0,
        0x9f,
        0xed,
        0xef,
        0xf0,
        0x90,
        0x8f,
        0xf4,
        0xf5,
      ),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), near.map(Uint8Array.from.bind(Uint8Array))), (bytes) => {
        expect(utf8Fault(bytes) === undefined).toBe(isUtf8(bytes));
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('a time names what is wrong with it and how it is written', () => {
  it.each([
    ['"2026-04-01T08:00:00+0800"', 'time-invalid', `write "${TS}"`],
    ['"2026-04-01T08:00:00+08"', 'time-invalid', `write "${TS}"`],
    ['"2026-03-31T24:00:00+08:00"', 'time-invalid', 'write "2026-04-01T00:00:00+08:00"'],
    ['"2025-12-31T24:00+08:00"', 'time-invalid', 'write "2026-01-01T00:00:00+08:00"'],
    ['"2026-04-01T08:00+08:00"', 'time-invalid', `the seconds are missing; write "${TS}"`],
    ['"2026-04-01T08:00:00"', 'time-without-offset', `write "${TS}" if it is Beijing time`],
    ['"2026-04-01 08:00"', 'time-without-offset', `write "${TS}"`],
    ['"2026/4/1 8:00:00"', 'time-without-offset', `write "${TS}"`],
    ['"20260401080000"', 'time-without-offset', `write "${TS}"`],
    ['"2026年4月1日 08:00"', 'time-without-offset', `write "${TS}"`],
    ['"2026-04-01T08:00:00,5+08:00"', 'time-invalid', 'write "2026-04-01T08:00:00.5+08:00"'],
    [`" ${TS}"`, 'time-invalid', `write "${TS}"`],
    ['"2026-04-01"', 'time-invalid', 'is a date without a time'],
    ['"2026-02-30T08:00:00+08:00"', 'time-invalid', 'is no moment of the calendar'],
    ['"yesterday"', 'time-invalid', '"yesterday" is no time; write RFC 3339 with an offset'],
    ['"1775001600000"', 'time-invalid', 'without quotes'],
    ['1775001600', 'time-too-early', 'epoch seconds: write milliseconds, 1775001600000'],
    ['1775001600.5', 'time-invalid', 'epoch seconds: write milliseconds, 1775001600500'],
    ['1775001600000000', 'time-in-future', 'microseconds: write milliseconds, 1775001600000'],
    ['"1999-12-31T23:59:59+08:00"', 'time-too-early', 'is before 2000'],
    ['"2026-04-01T08:11:00+08:00"', 'time-in-future', `it is ${TS} here`],
    ['"2026-04-01T08:00:00Z"', 'time-in-future', 'it may be Beijing time that ends in Z: write +08:00'],
  ])('%s', (ts, reason, part) => {
    const found = refusal(stamped(ts));
    expect(found.reason).toBe(reason);
    expect(found.message).toContain('ts: ');
    expect(found.message).toContain(part);
  });
});

describe('a name that is no parameter is pointed to the right one', () => {
  it.each([
    ['PM2.5', 'write "pm2_5"', undefined],
    ['PM25', 'write "pm2_5"', undefined],
    ['PM₂.₅', 'write "pm2_5"', undefined],
    ['细颗粒物', 'write "pm2_5"', undefined],
    ['O3_8h', 'write "o3"', undefined],
    ['pm1O', 'did you mean pm10?', undefined],
    ['temprature', 'did you mean temperature?', undefined],
    ['NH3-N', 'write "nh3n"', WATER],
    ['氨氮', 'write "nh3n"', WATER],
    ['COD Mn', 'write "codmn"', WATER],
    ['CODCr', 'write "cod"', WATER],
    ['BOD', 'write "bod5"', WATER],
    ['Cr6+', 'write "cr6"', WATER],
    ['turbidty', 'did you mean turbidity?', WATER],
    ['ph', 'is a parameter of water stations; this is one of air', undefined],
    ['xyzzy', 'air stations have pm2_5, pm10, so2', undefined],
  ])('%s', (name, part, topic) => {
    const found = refusal(values(`${JSON.stringify(name)}:1`), topic);
    expect(found).toMatchObject({ reason: 'unknown-parameter' });
    expect(found.message).toContain(`values.${name}: ${JSON.stringify(name)}`);
    expect(found.message).toContain(part);
  });

  it('while the printed names that differ by case only are taken', () => {
    for (const [name, topic] of [
      ['PM10', undefined],
      ['SO2', undefined],
      ['O3', undefined],
      ['CODMn', WATER],
      ['TP', WATER],
      ['pH', WATER],
    ] as const)
      expect(send(values(`"${name}":1`), topic)).toMatchObject({ kind: 'taken', refusals: [] });
  });

  it('and every name of the table leads to its own code', () => {
    for (const { code, medium, name } of Object.values(PARAMETERS)) {
      const topic = medium === 'water' ? WATER : undefined;
      for (const written of [name.zh, name.en]) {
        const outcome = send(values(`${JSON.stringify(written)}:1`), topic);
        const isTaken = outcome.kind === 'taken' && outcome.observations.length > 0;
        if (!isTaken) expect(refusal(values(`${JSON.stringify(written)}:1`), topic).message).toContain(code);
      }
    }
  });
});

describe('a value that is no number names how it is written', () => {
  it.each([
    ['"35"', '"35" is a text; write the number without quotes: 35'],
    ['" 3.5e1 "', 'write the number without quotes: 35'],
    ['"<0.025"', 'write {"value":0.025,"flag":"L"}'.replace('write ', 'is written ')],
    ['"< 0.025"', '{"value":0.025,"flag":"L"}'],
    ['"＜0.01"', '{"value":0.01,"flag":"L"}'],
    ['"0.025L"', '{"value":0.025,"flag":"L"}'],
    ['"ND"', 'flag L'],
    ['"未检出"', 'flag L'],
    ['"35,2"', 'write the number with a point and without quotes: 35.2'],
    ['"35 ug/m3"', 'write {"value":35,"unit":"ug/m3"}'],
    ['"--"', 'leave a parameter without a value out'],
    ['null', 'null is no number; leave a parameter without a value out'],
    ['true', 'found true; write a number such as 35'],
    ['[35]', 'found a list'],
    ['{"val":35}', 'the object has no "value"'],
    ['{"value":"<0.025"}', '{"value":0.025,"flag":"L"}'],
    ['1e999', 'too large'],
  ])('%s', (value, part) => {
    const found = refusal(values(`"no2":${value}`));
    expect(found).toMatchObject({ reason: 'not-finite', parameter: 'no2', index: 0 });
    expect(found.message).toContain('values.no2: ');
    expect(found.message).toContain(part);
    expect(found.message).not.toMatch(IDIOM);
  });

  it('a unit names those that there are', () => {
    const { message } = refusal(values('"no2":{"value":1,"unit":"furlong"}'));
    expect(message).toBe('values.no2: "furlong" is no unit of no2; write "ug/m3" or "mg/m3" or "ng/m3"');
  });
});

describe('an object that is no observation names the field', () => {
  it.each([
    ['[]', 'found an empty list'],
    ['35', 'found 35; an observation is an object such as {"ts":'],
    ['"text"', 'found "text"; an observation is an object'],
    ['{"values":{"pm2_5":35}}', 'ts is missing; write {"ts":'],
    ['{"timestamp":1,"values":{"pm2_5":35}}', 'ts is missing; found "timestamp": its name is ts'],
    [`{"ts":null,"values":{"pm2_5":35}}`, 'ts: found null'],
    [`{"ts":"${TS}"}`, 'values is missing'],
    [`{"ts":"${TS}","data":{"pm2_5":35}}`, 'found "data": its name is values'],
    [`{"ts":"${TS}","values":{}}`, 'values is empty'],
    [`{"ts":"${TS}","values":35}`, 'values: found 35; write an object'],
    [
      `{"ts":"${TS}","values":[{"name":"PM10","value":60}]}`,
      'values: found a list; write an object of parameters and values, {"pm10":60}',
    ],
    [`{"ts":"${TS}","period":"1h","values":{"pm2_5":35}}`, 'period: found "1h"; write whole seconds'],
    [`{"ts":"${TS}","seq":"1","values":{"pm2_5":35}}`, 'seq: found "1"'],
    [
      `{"ts":"${TS}","values":{"co":{"value":1,"flag":5}}}`,
      'values.co.flag: found 5; write a text of 1 to 8',
    ],
  ])('%s', (payload, part) => {
    const found = refusal(payload);
    expect(found.reason).toBe('malformed');
    expect(found.message).toContain(part);
    expect(found.message).not.toMatch(IDIOM);
  });

  it('and the place in a list', () => {
    const one = values('"pm2_5":35');
    expect(send(`[${one},{"ts":"${TS}"},${one}]`)).toMatchObject({
      kind: 'refused',
      refusals: [{ reason: 'malformed', index: 1 }],
    });
  });
});

describe('HJ 212', () => {
  const frame = (cn: string, cp: string): string => {
    const segment = `ST=22;CN=${cn};PW=secret;MN=M;Flag=9;${cp}`;
    return `##${String(segment.length).padStart(4, '0')}${segment}${hj212Crc(Buffer.from(segment))}\r\n`;
  };
  const hj = 'env/v1/air/A/hj212';

  it.each(['9011', '9012', '9013', '9014', '9015', '2081', '2021', '3020', '1011', '1062', '1000'])(
    'CN %s carries no data and is no refusal',
    (cn) => {
      for (const cp of ['CP=&&&&', 'CP=&&DataTime=20260401070000;RestartTime=20260401060000&&'])
        expect(send(frame(cn, cp), hj)).toEqual({ kind: 'ignored', command: cn });
    },
  );

  it.each([
    ['2061', 'CP=&&a34004-Avg=35&&', 'time-invalid', 'DataTime is missing'],
    ['2061', 'CP=&&DataTime=2026-04-01;a34004-Avg=35&&', 'time-invalid', 'write YYYYMMDDhhmmss'],
    [
      '2061',
      'CP=&&DataTime=19990401070000;a34004-Avg=35&&',
      'time-too-early',
      'DataTime 19990401070000 is before',
    ],
    ['2061', 'CP=&&DataTime=20260402070000;a34004-Avg=35&&', 'time-in-future', 'DataTime 20260402070000'],
    ['2061', 'CP=&&DataTime=20260401060000;a34004-Avg=NaN&&', 'not-finite', 'a34004-Avg: "NaN" is no number'],
    ['2061', 'CP=&&DataTime=20260401060000;w01001-Avg=7&&', 'unknown-parameter', 'a parameter of water'],
    [
      '2111',
      'CP=&&DataTime=20260401060000;a34004-Avg=7&&',
      'hj212-unsupported',
      'send 2011, 2051, 2061 or 2031',
    ],
  ])('CN %s %s', (cn, cp, reason, part) => {
    const found = refusal(frame(cn, cp), hj);
    expect(found.reason).toBe(reason);
    expect(found.message).toContain(part);
    expect(found.message).not.toContain('secret');
  });
});

describe('a message with thousands of refusals', () => {
  const many = (count: number): string => Array.from({ length: count }, (_, n) => `"x${n}":1`).join(',');

  it('keeps 20 of them and counts the others', () => {
    const outcome = send(values(`"pm2_5":35,${many(20_000)},"no2":"a"`));
    expect(outcome).toMatchObject({
      kind: 'taken',
      counts: { 'unknown-parameter': 20_000, 'not-finite': 1 },
    });
    if (outcome.kind !== 'taken') return;
    expect(outcome.refusals).toHaveLength(20);
    expect(JSON.stringify(outcome.refusals).length).toBeLessThan(10_000);
  });

  it('keeps all of 20 and counts nothing', () => {
    const outcome = send(values(many(20)));
    expect(outcome).toMatchObject({ kind: 'taken' });
    expect(outcome).not.toHaveProperty('counts');
  });

  it('of a list of observations with faults likewise', () => {
    const outcome = send(`[${Array(1000).fill('{"ts":1}').join()}]`);
    expect(outcome).toMatchObject({ kind: 'refused', counts: { malformed: 1000 } });
    if (outcome.kind === 'refused') expect(outcome.refusals).toHaveLength(20);
  });

  it('shows texts of the sender shortened', () => {
    const long = '龙'.repeat(60_000);
    for (const payload of [
      values(`"${long}":1`),
      values(`"no2":"${long}"`),
      stamped(`"${long}"`),
      `{"${long}`,
    ])
      expect(refusal(payload).message.length).toBeLessThan(400);
  });
});
