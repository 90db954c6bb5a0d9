import { STANDING_PERIODS } from '@lanbi/model';
import { rule, ruleDocument } from '@lanbi/testkit/samples/alert-rules';
import { describe, expect, it } from 'vitest';
import {
  alertFigureOf,
  evaluatesAlike,
  formatDuration,
  parseDuration,
  parseRule,
  ruleDocumentOf,
} from '../src/index.ts';

const faults = (fields: object): string[] => {
  const parsed = parseRule(ruleDocument(fields));
  return parsed.ok ? [] : parsed.faults.map(({ path, message }) => `${path}: ${message}`);
};

describe('a rule', () => {
  it('is read as the contract writes it', () => {
    const parsed = parseRule({
      id: 'aqi-heavy',
      subject: { kind: 'station', medium: 'air', id: '*' },
      figure: 'aqi.hour',
      op: '>',
      raise: 200,
      clear: 180,
      for: 'PT2H',
      severity: 'warning',
      labels: {},
      text: { zh: '重度污染', en: 'heavy pollution' },
    });
    expect(parsed).toMatchObject({
      ok: true,
      rule: {
        raise: 200,
        clear: 180,
        for: { kind: 'time', ms: 7_200_000 },
        subject: { ids: '*' },
        enabled: true,
      },
    });
  });

  it('comes back from its document the same', () => {
    for (const fields of [
      {},
      {
        subject: { kind: 'station', id: ['A', 'B'] },
        for: 3,
        staleAfter: 'P1DT2H',
        activeHours: { from: 22, to: 6 },
      },
      { figure: 'class', subject: { kind: 'section', id: 'S1' }, op: '>=', raise: 'IV' },
    ]) {
      const parsed = parseRule(ruleDocument(fields));
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
      expect(parseRule(ruleDocumentOf(parsed.rule))).toEqual(parsed);
    }
  });

  it('compares a class by its rank', () => {
    const parsed = parseRule(
      ruleDocument({
        figure: 'class',
        subject: { kind: 'section', id: '*' },
        op: '>=',
        raise: 'worse-than-V',
      }),
    );
    expect(parsed.ok && parsed.rule.raise).toBe(6);
  });

  it('knows every figure of the contract', () => {
    for (const figure of ['pm2_5', 'nh3n', 'aqi.hour', 'aqi.day', 'completeness'])
      expect(faults({ figure })).toEqual([]);
    for (const period of STANDING_PERIODS)
      expect(faults({ figure: `composite-index.${period}`, subject: { kind: 'region', id: '*' } })).toEqual(
        [],
      );
    for (const figure of ['class', 'class.target', 'exceedance.tp'])
      expect(faults({ figure, subject: { kind: 'section', id: '*' } })).toEqual([]);
    for (const figure of [
      'class',
      'class.month',
      'class.target',
      'class.target.year',
      'level',
      'level.quarter',
    ])
      for (const kind of ['section', 'river', 'lake'])
        expect([kind, figure, faults({ figure, subject: { kind, id: '*' } })]).toEqual([kind, figure, []]);
    for (const kind of ['station', 'region', 'section', 'river', 'lake'])
      for (const fields of [
        { figure: 'silence', raise: 3600 },
        { figure: 'completeness', op: '<', raise: 80 },
      ])
        expect([kind, faults({ ...fields, subject: { kind, id: '*' } })]).toEqual([kind, []]);
    for (const figure of ['aqi.hour', 'aqi.day', 'pm2_5', 'o3'])
      expect(faults({ figure, subject: { kind: 'region', id: '*' } })).toEqual([]);
    expect(faults({ figure: 'nh3n', subject: { kind: 'section', id: '*' } })).toEqual([]);
    expect(faults({ figure: 'exceedance.tn.month', subject: { kind: 'lake', id: '*' } })).toEqual([]);
  });

  it.each([
    [{ figure: 'pm3' }, ['figure: there is no figure pm3']],
    [{ figure: 'class' }, ['subject.kind: class is a figure of a section, river or lake, not of a station']],
    [{ figure: 'toString' }, ['figure: there is no figure toString']],
    [
      { figure: 'pm2_5', subject: { kind: 'section', id: '*' } },
      ['subject.kind: pm2_5 is a figure of a station or region, not of a section'],
    ],
    [
      { figure: 'nh3n', subject: { kind: 'river', id: '*' } },
      ['subject.kind: nh3n is a figure of a station or section, not of a river'],
    ],
    [
      { figure: 'no', subject: { kind: 'region', id: '*' } },
      ['subject.kind: no is a figure of a station, not of a region'],
    ],
    [
      { figure: 'aqi.hour', subject: { kind: 'river', id: '*' } },
      ['subject.kind: aqi.hour is a figure of a station or region, not of a river'],
    ],
    [
      { figure: 'composite-index.month', subject: { kind: 'section', id: '*' } },
      ['subject.kind: composite-index.month is a figure of a station or region, not of a section'],
    ],
    [
      { figure: 'exceedance.tp', subject: { kind: 'river', id: '*' } },
      ['subject.kind: exceedance.tp is a figure of a section or lake, not of a river'],
    ],
    [
      { figure: 'exceedance.do', subject: { kind: 'section', id: '*' } },
      ['figure: there is no figure exceedance.do; did you mean exceedance.cod?'],
    ],
    [
      { figure: 'composite-index.day', subject: { kind: 'region', id: '*' } },
      ['figure: there is no figure composite-index.day; did you mean composite-index.year?'],
    ],
    [
      { figure: 'class.rolling-7d', subject: { kind: 'river', id: '*' } },
      ['figure: there is no figure class.rolling-7d'],
    ],
    [
      { figure: 'class', raise: 7, subject: { kind: 'section', id: '*' } },
      ['raise: a class is a rank from 1 to 6'],
    ],
    [
      { figure: 'level', raise: 6, subject: { kind: 'river', id: '*' } },
      ['raise: a level is a rank from 1 to 5'],
    ],
    [
      { figure: 'silence', raise: 3600, subject: { kind: 'region', medium: 'water', id: '*' } },
      ['subject.medium: silence of a region is a figure of air'],
    ],
    [{ op: '>', raise: 5, clear: 6 }, ['clear: with > an alert clears at or below raise (5)']],
    [{ op: '<', raise: 5, clear: 4 }, ['clear: with < an alert clears at or above raise (5)']],
    [{ raise: 'IV' }, ['raise: pm2_5 takes a number']],
    [
      { subject: { kind: 'station', medium: 'water', id: '*' } },
      ['subject.medium: pm2_5 of a station is a figure of air'],
    ],
    [
      { figure: 'silence', raise: 1 },
      ['figure: silence takes > or >=, at least 60 seconds, and a time in "for"'],
    ],
    [{ activeHours: { from: 3, to: 3 } }, ['activeHours: from and to are the same hour']],
  ])('is refused with the reason: %j', (fields, expected) => {
    expect(faults(fields)).toEqual(expected);
  });

  it('is refused with all its faults together', () => {
    const found = faults({ id: 'a b', raise: Number.NaN, for: '2 hours', severity: 'loud', colour: 'red' });
    for (const path of ['id', 'raise', 'for', 'severity']) expect(found.join('\n')).toContain(`${path}: `);
    expect(found.join('\n')).toContain('colour');
  });
});

describe('a duration', () => {
  it.each([
    ['PT2H', 7_200_000],
    ['P1D', 86_400_000],
    ['P1W', 604_800_000],
    ['P1DT1H1M1S', 90_061_000],
    ['PT0S', 0],
  ])('%s is %i ms', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
    expect(parseDuration(formatDuration(ms))).toBe(ms);
  });

  it.each(['', 'P', 'PT', '2h', 'P1M', 'PT-1H', 'PT1.5H'])('%j is none', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });
});

describe('the figure silence', () => {
  it('is another name of no-data, so that a rule may change its name and keep its alerts', () => {
    expect(alertFigureOf('silence')).toBe(alertFigureOf('no-data'));
    expect(alertFigureOf('silence')).toMatchObject({ name: 'no-data', isAbsence: true });
    const [former, present] = ['silence', 'no-data'].map((figure) => rule({ figure, op: '>=', raise: 3600 }));
    expect(former && present && evaluatesAlike(former, present)).toBe(true);
    expect(former && evaluatesAlike(former, { ...former, raise: 7200 })).toBe(false);
  });
});
