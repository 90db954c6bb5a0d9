import { STANDING_PERIODS } from '@lanbi/model';
import { describe, expect, it } from 'vitest';
import { documentOf, formatDuration, parseDuration, parseRule } from '../src/index.ts';
import { ruleDocument } from './rules.ts';

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
      expect(parseRule(documentOf(parsed.rule))).toEqual(parsed);
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
    expect(faults({ figure: 'silence', raise: 3600 })).toEqual([]);
  });

  it.each([
    [{ figure: 'pm3' }, ['figure: there is no figure pm3']],
    [{ figure: 'class' }, ['subject.kind: class is a figure of a section, not of a station']],
    [{ figure: 'toString' }, ['figure: there is no figure toString']],
    [{ op: '>', raise: 5, clear: 6 }, ['clear: with > an alert clears at or below raise (5)']],
    [{ op: '<', raise: 5, clear: 4 }, ['clear: with < an alert clears at or above raise (5)']],
    [{ raise: 'IV' }, ['raise: pm2_5 takes a number']],
    [
      { subject: { kind: 'station', medium: 'water', id: '*' } },
      ['subject.medium: pm2_5 is a figure of air'],
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
