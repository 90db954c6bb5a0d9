import { type Registry, regionId, type Station, stationId } from '@lanbi/model';
import { instant, seconds } from '@lanbi/standards';
import { describe, expect, it } from 'vitest';
import { convert, decode, hj212Crc, PARAMETERS } from '../src/index.ts';

const NOW = instant(Date.parse('2026-04-01T08:00:00+08:00'));
const station = (id: string, medium: Station['medium'], more: Partial<Station> = {}): Station => ({
  id: stationId(id),
  medium,
  name: { zh: id, en: id },
  region: regionId('r'),
  role: 'evaluation',
  period: seconds(3600),
  stamp: 'end',
  parameters: [],
  units: {},
  ...more,
});
const stations = [
  station('A', 'air'),
  station('B', 'air', { stamp: 'begin', units: { co: 'ug/m3' } }),
  station('W', 'water'),
  station('E', 'air', { stampStated: true }),
  station('M', 'air', { hj212: { minuteInterval: 10 } }),
  station('F', 'air', { period: seconds(300) }),
];
const registry: Registry = {
  regions: new Map(),
  stations: new Map(stations.map((each) => [each.id, each])),
  lakes: new Map(),
  rivers: new Map(),
  sections: new Map(),
  stationsOfSection: new Map(),
};
const bytes = (text: string) => new Uint8Array(Buffer.from(text));
const send = (text: string, topic = 'env/v1/air/A/observations') =>
  decode({ topic, payload: bytes(text) }, registry, NOW);
const TS = '"ts":"2026-04-01T08:00:00+08:00"';
const reasonOf = (outcome: ReturnType<typeof decode>) =>
  outcome.kind === 'refused' ? outcome.refusals[0]?.reason : outcome.kind;
const one = `{${TS},"values":{"pm2_5":35}}`;
const many = (count: number) => `[${Array.from({ length: count }, () => one).join()}]`;

describe('refused whole (contract 1)', () => {
  it.each([
    ['not-json', '{'],
    ['malformed', '[]'],
    ['malformed', `{${TS},"values":{}}`],
    ['malformed', `{${TS},"values":{"co":{"value":1,"flag":5}}}`],
    ['malformed', `{${TS},"period":-1,"values":{"co":1}}`],
    ['time-without-offset', '{"ts":"2026-04-01T08:00:00","values":{"co":1}}'],
    ['time-invalid', '{"ts":"yesterday","values":{"co":1}}'],
    ['time-too-early', '{"ts":0,"values":{"co":1}}'],
    ['taken', '{"ts":"2026-04-01T08:10:00+08:00","values":{"co":1}}'],
    ['time-in-future', '{"ts":"2026-04-01T08:10:00.001+08:00","values":{"co":1}}'],
    ['taken', one.padEnd(262_144)],
    ['too-large', one.padEnd(262_145)],
    ['taken', many(1000)],
    ['too-many-observations', many(1001)],
  ])('%s', (reason, text) => expect(reasonOf(send(text))).toBe(reason));

  it.each([
    ['unknown-topic', 'env/v1/soil/A/observations'],
    ['unknown-station', 'env/v1/air/Z/observations'],
    ['registry-mismatch', 'env/v1/water/A/observations'],
    ['ignored', 'env/v1/air/A/status'],
  ])('%s by topic', (reason, topic) => expect(reasonOf(send(one, topic))).toBe(reason));
});

describe('values (contract 1)', () => {
  it('takes the example of the contract', () => {
    const outcome = send(
      `{${TS},"period":3600,"seq":812,"values":{"pm2_5":35,"co":{"value":1.1,"unit":"mg/m3","flag":"N"},"a21026":{"value":9,"unit":"ug/m3"}}}`,
    );
    expect(outcome).toMatchObject({
      kind: 'taken',
      refusals: [],
      observations: [
        {
          to: NOW,
          period: 3600,
          readings: [
            { parameter: 'pm2_5', value: 35, flag: 'N' },
            { parameter: 'co', value: 1.1 },
            { parameter: 'so2', value: 9 },
          ],
        },
      ],
    });
  });

  it.each([
    ['unknown-parameter', '"ph":7'],
    ['unknown-unit', '"co":{"value":1,"unit":"furlong"}'],
    ['not-finite', '"co":1e999'],
    ['not-finite', '"co":null'],
    ['not-finite', `"co":${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['duplicate-parameter', '"co":1,"a21005":2'],
  ])('%s refuses the one value', (reason, values) =>
    expect(send(`{${TS},"values":{"pm2_5":35,${values}}}`)).toMatchObject({
      kind: 'taken',
      refusals: [{ reason, index: 0 }],
    }),
  );

  it.each([
    ['flag', '{"value":1,"flag":"D"}'],
    ['negative', '-1'],
    ['out-of-range', '100000'],
  ])('%s keeps the value as invalid', (invalid, value) =>
    expect(send(`{${TS},"values":{"pm2_5":${value}}}`)).toMatchObject({
      observations: [{ readings: [{ invalid }] }],
    }),
  );

  it('shifts a begin stamp to the end and scales the registered unit as a decimal', () =>
    expect(send(`{${TS},"values":{"co":1100}}`, 'env/v1/air/B/observations')).toMatchObject({
      observations: [{ to: NOW + 3_600_000, readings: [{ value: 1.1 }] }],
    }));

  it('knows no unit that is not of the parameter', () =>
    expect(convert(PARAMETERS.co, 1, 'mg/L')).toBeUndefined());
});

describe('HJ 212', () => {
  const frame = (segment: string, crc = hj212Crc(bytes(segment))) =>
    `##${String(segment.length).padStart(4, '0')}${segment}${crc}\r\n`;
  const hour = 'ST=22;CN=2061;PW=1;MN=M;CP=&&DataTime=20260401070000;a34004-Avg=35,a34004-Flag=N&&';
  const hj = (text: string) => send(text, 'env/v1/air/A/hj212');

  it('has the check value of hj212.md', () => expect(hj212Crc(bytes('123456789'))).toBe('2F80'));
  it('takes DataTime of an hour as its start', () =>
    expect(hj(frame(hour))).toMatchObject({
      observations: [{ to: NOW, period: 3600, readings: [{ parameter: 'pm2_5', value: 35 }] }],
    }));
  it('takes DataTime of an hour as its end where the registry states `stamp: end`', () => {
    const [to, period] = [NOW - 3_600_000, 3600];
    expect(send(frame(hour), 'env/v1/air/E/hj212')).toMatchObject({ observations: [{ to, period }] });
  });
  it.each([
    ['A', '', 60],
    ['A', 'MinInterval=10;', 600],
    ['A', 'RtdInterval=600;', 600],
    ['A', 'RtdInterval=30;', 60],
    ['A', 'RtdInterval=30;MinInterval=5;', 300],
    ['A', 'MinInterval=99;', 60],
    ['M', '', 600],
    ['M', 'MinInterval=5;', 300],
    ['F', 'RtdInterval=600;', 300],
  ])('a value of CN 2051 of %s with %s covers %i s', (id, settings, period) => {
    const segment = hour.replace('2061', '2051').replace('&&D', `&&${settings}D`);
    const to = NOW - 3_600_000 + period * 1000;
    expect(send(frame(segment), `env/v1/air/${id}/hj212`)).toMatchObject({ observations: [{ to, period }] });
  });
  it.each([
    ['A', 'RtdInterval=30;', 'begin'],
    ['E', '', 'end'],
    ['A', 'MinInterval=1;', undefined],
    ['A', 'RtdInterval=60;', undefined],
    ['M', '', undefined],
    ['F', '', undefined],
  ])('of CN 2051 of %s with %s the stated end of an assumed period is %s', (id, settings, assumed) => {
    const segment = hour.replace('2061', '2051').replace('&&D', `&&${settings}D`);
    const decoded = send(frame(segment), `env/v1/air/${id}/hj212`);
    expect(decoded.kind === 'taken' && decoded.observations.map((each) => each.assumed)).toEqual([assumed]);
  });
  it('takes a value below the detection limit as usable, with its flag', () => {
    const readings = [{ parameter: 'pm2_5', value: 35, flag: 'L' }];
    const below = hj(frame(hour.replace('Flag=N', 'Flag=L')));
    expect(below).toMatchObject({ observations: [{ readings }] });
    expect(send(`{${TS},"values":{"pm2_5":{"value":35,"flag":"L"}}}`)).toMatchObject({
      observations: [{ readings }],
    });
    expect(JSON.stringify(below)).not.toContain('invalid');
  });
  it('takes a lower-case CRC', () =>
    expect(hj(frame(hour, hj212Crc(bytes(hour)).toLowerCase())).kind).toBe('taken'));
  it('refuses a wrong CRC, a wrong length and a command without data', () => {
    const crc = hj212Crc(bytes(hour)) === '0000' ? '0001' : '0000';
    expect(reasonOf(hj(frame(hour, crc)))).toBe('hj212-crc');
    expect(reasonOf(hj(frame(hour).replace(/^##\d{4}/, '##0001')))).toBe('hj212-length');
    expect(reasonOf(hj(frame(hour.replace('2061', '2111'))))).toBe('hj212-unsupported');
  });
});
