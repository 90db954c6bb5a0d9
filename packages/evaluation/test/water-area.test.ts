import { type Registry, type Section, type SectionId, sectionId } from '@lanbi/model';
import { civilDate } from '@lanbi/standards';
import { describe, expect, it } from 'vitest';
import {
  compareLakes,
  compareRivers,
  compareSections,
  type Member,
  periodStandards,
  sectionsOf,
  waterSummary,
  windowOf,
} from '../src/index.ts';

const by = periodStandards('month', windowOf('month', civilDate('2026-07-15')));

const section = (id: string, more: object = {}): Section => ({
  id: sectionId(id),
  name: { zh: id, en: id },
  region: 'district' as Section['region'],
  river: 'river' as NonNullable<Section['river']>,
  waterBody: 'river',
  target: 'III',
  ...more,
});
const member = (id: string, values: Member['values'], more: object = {}): Member => ({
  section: section(id, more),
  values,
});
const II = { codmn: 3 };
const III = { codmn: 5 };
const IV = { codmn: 8 };
const WORST = { codmn: 16 };

describe('a change between periods', () => {
  it('of a section goes by the level: one step is slight, two are marked', () => {
    const change = (before: Member['values'], after: Member['values']) =>
      compareSections(member('a', before), member('a', after), by).change;
    expect(change(IV, III)).toMatchObject({ zh: '有所好转' });
    expect(change(II, IV)).toMatchObject({ zh: '明显变差' });
    expect(change(II, II)).toMatchObject({ zh: '无明显变化' });
    expect(change(II, { codmn: 3, tp: 0.1 })).toEqual({ missing: 'not-applicable' });
    expect(compareSections(undefined, member('a', II), by)).toMatchObject({
      change: { missing: 'no-data' },
      before: null,
      after: 'II',
      compared: 0,
    });
  });

  it('of a river below five sections goes by the class of the sections that both periods have', () => {
    const before = [member('a', IV), member('b', II)];
    const after = [member('a', III), member('c', II)];
    // a alone is compared: IV to III.
    expect(compareRivers(before, after, by)).toMatchObject({
      basis: 'class',
      change: { zh: '有所好转' },
      before: 'IV',
      after: 'III',
      compared: 1,
      leftOut: [
        { section: 'b', reason: 'one-period' },
        { section: 'c', reason: 'one-period' },
      ],
    });
  });

  it('of five sections or more goes by ΔG - ΔD', () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const before = names.map((id, at) => member(id, at === 0 ? WORST : III));
    const after = names.map((id) => member(id, III));
    // G from 80 to 100, D from 20 to 0: 20 + 20 points.
    expect(compareRivers(before, after, by)).toMatchObject({
      basis: 'proportion',
      change: { zh: '明显好转' },
      good: 20,
      worse: -20,
      compared: 5,
    });
  });

  it('of a lake goes by the class of its mean, however many points', () => {
    const lake = { lake: 'lake', waterBody: 'lake', river: undefined };
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const before = names.map((id) => member(id, IV, lake));
    const after = names.map((id) => member(id, II, lake));
    expect(compareLakes(before, after, by)).toMatchObject({ basis: 'class', before: 'IV', after: 'II' });
    expect(compareLakes([], after, by)).toMatchObject({ change: { missing: 'no-data' }, compared: 0 });
  });
});

const name = { zh: '', en: '' };
const mapOf = <T extends { readonly id: string }>(all: readonly T[]) =>
  new Map(all.map((one) => [one.id, one]));
const made = [
  section('w1', { control: 'national' }),
  section('w2', { control: 'provincial', river: 'other', region: 'city' }),
  section('p1', { river: undefined, lake: 'lake', waterBody: 'lake', region: 'elsewhere' }),
];
const registry = {
  stations: new Map(),
  regions: mapOf([
    { id: 'city', name, kind: 'city' },
    { id: 'district', name, kind: 'district', parent: 'city' },
    { id: 'elsewhere', name, kind: 'city' },
  ]),
  rivers: mapOf([
    { id: 'river', name, basin: 'one', inflowOf: 'lake' },
    { id: 'other', name, basin: 'two' },
  ]),
  lakes: mapOf([{ id: 'lake', name, basin: 'one' }]),
  sections: new Map(made.map((one) => [one.id, one])),
} as unknown as Registry;

describe('a scope', () => {
  it.each([
    ['all', ['w1', 'w2', 'p1']],
    ['city', ['w1', 'w2']],
    ['region:district', ['w1']],
    ['basin:one', ['w1', 'p1']],
    ['inflow-of:lake', ['w1']],
    ['river:other', ['w2']],
    ['lake:lake', ['p1']],
    ['nowhere', undefined],
    ['basin:three', undefined],
    ['inflow-of:river', undefined],
    ['planet:earth', undefined],
  ])('%s', (scope, ids) => {
    expect(sectionsOf(scope, registry)?.map(({ id }) => id)).toEqual(ids);
  });
});

describe('the summary of an area', () => {
  const values: Record<string, Member['values']> = { w1: II, w2: IV, p1: { codmn: 5, tp: 0.04 } };
  const members = made.map((one) => ({ section: one, values: values[one.id as SectionId] ?? {} }));
  const summary = waterSummary(members, registry, by);

  it('counts rivers and lakes at each class', () => {
    expect(summary.riversByClass).toEqual({
      evaluated: 2,
      counts: { I: 0, II: 1, III: 0, IV: 1, V: 0, 'worse-than-V': 0 },
      byProportion: 0,
      withoutData: 0,
    });
    expect(summary.lakesByClass.counts.III).toBe(1);
  });

  it('has the shares of all sections and by level of control', () => {
    expect(summary.area.shares).toMatchObject({ evaluated: 3, good: 66.7, targeted: 3, compliant: 2 });
    expect(summary.control.national).toMatchObject({ evaluated: 1, good: 100, attainment: 100 });
    expect(summary.control.provincial).toMatchObject({ evaluated: 1, good: 0, attainment: 0 });
    expect(summary.control.none).toMatchObject({ evaluated: 1, good: 100 });
    expect(summary.control.municipal).toBeUndefined();
    expect(summary.mainItems).toEqual([{ item: 'codmn', sections: 1, share: 33.3 }]);
  });
});
