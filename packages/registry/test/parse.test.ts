import { readdirSync, readFileSync } from 'node:fs';
import { lakeId, regionId, sectionId, stationId } from '@lanbi/model';
import { describe, expect, it } from 'vitest';
import { formatFaults, parseRegistry } from '../src/index.ts';

const sampleFolder = new URL('../sample/', import.meta.url);
const sample = readdirSync(sampleFolder).map((name) => ({
  name,
  text: readFileSync(new URL(name, sampleFolder), 'utf8'),
}));

describe('the shipped sample', () => {
  const parsed = parseRegistry(sample);

  it('is Baoding: districts, air stations, eight rivers into Baiyangdian, sections with targets', () => {
    if (!parsed.ok) throw new Error(formatFaults(parsed.faults));
    const { regions, stations, rivers, lakes, sections } = parsed.registry;
    expect([...regions.values()].filter(({ kind }) => kind === 'district').length).toBeGreaterThanOrEqual(20);
    expect([...stations.values()].filter(({ medium }) => medium === 'air').length).toBeGreaterThanOrEqual(20);
    expect([...rivers.values()].filter(({ inflowOf }) => inflowOf === lakeId('baiyangdian'))).toHaveLength(8);
    expect(lakes.size).toBe(1);
    for (const section of sections.values())
      expect(section).toMatchObject({ target: expect.any(String), control: expect.any(String) });
    expect(stations.get(stationId('W-AX-1'))).toMatchObject({ section: 'anxinqiao', period: 14_400 });
    expect(sections.get(sectionId('shaochedian'))).toMatchObject({ waterBody: 'lake', lake: 'baiyangdian' });
  });

  it('places every region, station and section on the map, and every river section along its river', () => {
    if (!parsed.ok) throw new Error(formatFaults(parsed.faults));
    const { regions, stations, sections } = parsed.registry;
    for (const place of [...regions.values(), ...stations.values(), ...sections.values()])
      expect(place.location ?? place, place.id).toMatchObject({
        lat: expect.any(Number),
        lon: expect.any(Number),
      });
    for (const { id, river, km } of sections.values()) expect(km === undefined, id).toBe(river === undefined);
  });

  it('says in every file that it is a sample', () => {
    for (const { text } of sample) expect(text).toMatch(/^# SAMPLE/);
  });
});

describe('a registry', () => {
  const good =
    'regions: [{id: r, name: 某市, kind: city}]\nstations: [{id: A1, medium: air, name: 站, region: r}]\n';

  it('has the defaults of the contract', () => {
    const parsed = parseRegistry([{ name: 'a.yaml', text: good }]);
    expect(parsed.ok && parsed.registry.stations.get(stationId('A1'))).toMatchObject({
      name: { zh: '站', en: '站' },
      role: 'evaluation',
      period: 3600,
      stamp: 'end',
      parameters: ['pm2_5', 'pm10', 'so2', 'no2', 'co', 'o3'],
      units: {},
    });
  });

  it('takes how the values of a station are to be read', () => {
    const station = 'stations:\n  - {id: A1, medium: air, name: 站, region: r, ';
    const reading = 'detectionLimit: half, instantInterval: 600, hj212: {minuteInterval: 10}';
    const read = (more: string) => {
      const text = `regions: [{id: r, name: 某市, kind: city}]\n${station}${more}}`;
      const parsed = parseRegistry([{ name: 'a.yaml', text }]);
      return parsed.ok && parsed.registry.stations.get(stationId('A1'));
    };
    expect(read(`stamp: end, ${reading}`)).toMatchObject({
      stamp: 'end',
      stampStated: true,
      detectionLimit: 'half',
      instantInterval: 600,
      hj212: { minuteInterval: 10 },
    });
    expect(read('role: other')).not.toHaveProperty('stampStated');
    expect(read('detectionLimit: double')).toBe(false);
  });

  it('takes positions of regions and sections, and the distance of a section along its river', () => {
    const text = `
regions: [{id: r, name: 某市, kind: city, location: {lat: 38.9, lon: 115.5}}]
rivers: [{id: w, name: 河}]
sections: [{id: s, name: 桥, river: w, region: r, location: {lat: 38, lon: 115}, km: 12.5}]
`;
    const parsed = parseRegistry([{ name: 'a.yaml', text }]);
    expect(parsed.ok && parsed.registry.regions.get(regionId('r'))?.location).toEqual({
      lat: 38.9,
      lon: 115.5,
    });
    expect(parsed.ok && parsed.registry.sections.get(sectionId('s'))).toMatchObject({
      location: { lat: 38, lon: 115 },
      km: 12.5,
    });
  });

  it('refuses a distance along a river of a section on a lake', () => {
    const text = `
regions: [{id: r, name: 某市, kind: city}]
lakes: [{id: l, name: 湖}]
sections: [{id: s, name: 心, lake: l, region: r, km: 3}]
`;
    const parsed = parseRegistry([{ name: 'a.yaml', text }]);
    expect(parsed.ok ? [] : parsed.faults.map(({ place }) => place)).toEqual(['sections[0].km']);
  });

  it('may be JSON, and several files are joined', () => {
    const json = JSON.stringify({
      stations: [{ id: 'A2', medium: 'air', name: { zh: '二', en: 'Two' }, region: 'r' }],
    });
    const parsed = parseRegistry([
      { name: 'a.yaml', text: good },
      { name: 'b.json', text: json },
    ]);
    expect(parsed.ok && [...parsed.registry.stations.keys()]).toEqual(['A1', 'A2']);
  });

  const faultsOf = (...texts: string[]) => {
    const parsed = parseRegistry(texts.map((text, i) => ({ name: `${i}.yaml`, text })));
    return parsed.ok ? [] : parsed.faults.map(({ file, place, message }) => `${file} ${place} ${message}`);
  };

  it('reports unknown keys and wrong values of all files together', () => {
    const faults = faultsOf(
      'stations: [{id: A1, medium: fire, name: x, region: r, colour: red}]',
      'regions: [{id: "a b", name: x, kind: city}]',
    );
    expect(faults).toEqual([
      expect.stringMatching(/^0\.yaml stations\[0\]\.medium /),
      '0.yaml stations[0].colour there is no such key',
      expect.stringMatching(/^1\.yaml regions\[0\]\.id .*not "a b"/),
      '0.yaml stations[0].region no r in regions',
    ]);
  });

  it('reports references, doubles, circles and units that do not hold, all together', () => {
    const faults = faultsOf(
      good,
      `regions: [{id: x, name: x, kind: city, parent: y}, {id: y, name: y, kind: city, parent: x}]
stations:
  - {id: A1, medium: air, name: x, region: nowhere, units: {co: furlong}, parameters: [ph]}
sections: [{id: s, name: s, region: r}]`,
    ).join('\n');
    expect(faults).toMatch(/stations\[0\]\.id A1 stands already at 0\.yaml/);
    expect(faults).toMatch(/stations\[0\]\.region no nowhere in regions/);
    expect(faults).toMatch(/stations\[0\]\.units\.co "furlong" is no unit/);
    expect(faults).toMatch(/stations\[0\]\.parameters\[0\] ph is no parameter of air/);
    expect(faults).toMatch(/regions\[0\]\.parent a circle of regions/);
    expect(faults).toMatch(/sections\[0\] a section is on a river or on a lake/);
  });

  it('that is no YAML is a fault of its file', () => {
    expect(faultsOf('stations: [{', good)).toContainEqual(expect.stringMatching(/^0\.yaml .*not YAML/));
  });

  it('has the faults between entries reported beside those inside of them, in whatever file', () => {
    const faults = faultsOf(
      'regions: [{id: r, name: x, kind: village}]',
      'stations: [{id: A1, medium: air, name: x, region: r}, {id: A2, medium: air, name: x, region: q}]',
    );
    // r has a fault of its own and is there nevertheless; q is not.
    expect(faults).toEqual([
      expect.stringMatching(/^0\.yaml regions\[0\]\.kind /),
      '1.yaml stations[1].region no q in regions',
    ]);
  });

  it('is not said to lack what an unreadable file may hold', () => {
    const twice =
      'rivers: [{id: a, name: a}, {id: a, name: a}]\nstations: [{id: A1, medium: air, name: x, region: r}]';
    for (const unreadable of ['regions: [{id: r', 'regions: r', '- r', 'regions: *r', 'regions: {r: 1}']) {
      const faults = faultsOf(unreadable, twice);
      expect(faults.some((fault) => fault.startsWith('0.yaml '))).toBe(true);
      expect(faults.filter((fault) => fault.startsWith('1.yaml'))).toEqual([
        expect.stringMatching(/^1\.yaml rivers\[1\]\.id a stands already at 1\.yaml:1: rivers\[0\]/),
      ]);
    }
  });

  it('has its faults shown with file, line, column and place', () => {
    const text = [
      'regions:',
      '  - {id: r, name: x, kind: city}',
      'stations:',
      '  - id: A1',
      '    medium: air',
      '    name: x',
      '    region: r',
      '    units:',
      '      co: furlong',
      '  - id: A2',
      '    medium: fire',
      '    name: x',
      '    region: r',
      '  - {id: A3, medium: air, region: r}',
    ].join('\n');
    const parsed = parseRegistry([{ name: 'a.yaml', text }]);
    expect(parsed.ok ? '' : formatFaults(parsed.faults).split('\n')).toEqual([
      '  a.yaml:9:11: stations[0].units.co: "furlong" is no unit for co; there are mg/m3, ug/m3, ng/m3',
      '  a.yaml:11:13: stations[1].medium: "fire" is none of air, water',
      '  a.yaml:14:5: stations[2].name: missing: a text or {zh, en}',
    ]);
  });

  it('has no MN twice, no role or section of the other medium, no river and lake at once', () => {
    const faults = faultsOf(`regions: [{id: r, name: r, kind: city}]
rivers: [{id: v, name: v}]
lakes: [{id: l, name: l}]
sections: [{id: s, name: s, region: r, river: v, lake: l}]
stations:
  - {id: A1, medium: air, name: x, region: r, hj212: {mn: "1"}, section: s}
  - {id: W1, medium: water, name: x, region: r, hj212: {mn: "1"}, section: s, role: background}`);
    expect(faults).toEqual([
      '0.yaml sections[0] a section is on a river or on a lake: give one of them',
      '0.yaml stations[0].section an air station has no section',
      '0.yaml stations[1].role a role is for air stations',
      '0.yaml stations[1].hj212.mn 1 is the MN of A1 already',
    ]);
  });

  it('knows the stations of each section, and a plan of water where none is given', () => {
    const parsed = parseRegistry(sample);
    const section = parsed.ok ? parsed.registry.stationsOfSection.get(sectionId('anxinqiao')) : undefined;
    expect(section?.map(({ id }) => id)).toEqual(['W-AX-1']);
    expect(section?.[0]?.parameters).toEqual([
      ...['water_temperature', 'ph', 'do', 'conductivity', 'turbidity'],
      ...['codmn', 'nh3n', 'tp', 'tn'],
    ]);
  });

  const formatted = (...texts: string[]) => {
    const parsed = parseRegistry(texts.map((text, i) => ({ name: `${i}.yaml`, text })));
    return parsed.ok ? [] : formatFaults(parsed.faults).split('\n');
  };

  it('has every fault reported in one round, with what was written and what is near', () => {
    const text = `regions:
  - {id: baoding, name: 保定, kind: city}
  - {id: lianchi, name: 莲池, kind: distrikt, parent: baodign}
stations:
  - {id: A1, medium: air, name: 一, region: lianchi, parameters: [pm25, o3], colour: red}
  - {id: A1, medium: air, name: 二, regoin: lianchi, units: {pm2_5: ug, pm25: mg/m3}}
  - {id: A3, medium: fire, name: 三, region: lainchi, role: backround}
  - {id: A4, medium: air, name: 四, region: lianchi, from: 2025-06-31, period: "x"}`;
    /** Where a word stands, by searching the text. */
    const at = (line: number, word: string): string =>
      `  0.yaml:${line}:${(text.split('\n')[line - 1] ?? '').indexOf(word) + 1}: `;
    const roles = 'evaluation, background, control, traffic, other';
    expect(formatted(text)).toEqual([
      `${at(3, 'distrikt')}regions[1].kind: "distrikt" is none of province, city, district; did you mean district?`,
      `${at(3, 'baodign')}regions[1].parent: no baodign in regions; did you mean baoding?`,
      `${at(5, 'pm25')}stations[0].parameters[0]: "pm25" is not known; did you mean pm2_5?`,
      `${at(5, 'red')}stations[0].colour: there is no such key`,
      `${at(6, '{id')}stations[1].region: missing: a text or a list of {is, from, until} is expected`,
      `${at(6, 'A1')}stations[1].id: A1 stands already at 0.yaml:5: stations[0]`,
      `${at(6, 'lianchi')}stations[1].regoin: there is no such key; did you mean region?`,
      `${at(6, 'ug')}stations[1].units.pm2_5: "ug" is no unit for pm2_5; there are ug/m3, mg/m3, ng/m3`,
      `${at(6, 'mg/m3')}stations[1].units.pm25: pm25 is no parameter of air stations; did you mean pm2_5?`,
      `${at(7, 'fire')}stations[2].medium: "fire" is none of air, water`,
      `${at(7, 'lainchi')}stations[2].region: no lainchi in regions; did you mean lianchi?`,
      `${at(7, 'backround')}stations[2].role: "backround" is none of ${roles}; did you mean background?`,
      `${at(8, '2025-06-31')}stations[3].from: a date such as 2025-06-30 is expected, not "2025-06-31"`,
      `${at(8, '"x"')}stations[3].period: a number is expected, not "x"`,
    ]);
  });

  it('has the faults of sound files reported beside those of a file that is no YAML', () => {
    const faults = formatted(
      'regions: [{id: r, name: x, kind: city}]\nstations: [{id: A1, medium: air, name: x, region: nowhere}]',
      'rivers:\n  - {id: v, name: [}\n',
      good,
    );
    expect(faults).toEqual([
      '  0.yaml:2:51: stations[0].region: no nowhere in regions',
      expect.stringMatching(/^ {2}1\.yaml:2:20: not YAML: /),
      expect.stringMatching(/^ {2}1\.yaml:2:21: not YAML: /),
      expect.stringMatching(/^ {2}2\.yaml:1:.* r stands already at 0\.yaml:1: regions\[0\]$/),
      expect.stringMatching(/^ {2}2\.yaml:2:.* A1 stands already at 0\.yaml:2: stations\[0\]$/),
    ]);
  });
});

describe('periods of validity', () => {
  const regions = 'regions: [{id: r, name: r, kind: city}, {id: q, name: q, kind: city}]\n';
  const parse = (text: string) => parseRegistry([{ name: 'a.yaml', text: regions + text }]);
  const faultsOf = (text: string) => {
    const parsed = parse(text);
    return parsed.ok ? [] : parsed.faults.map(({ place, message }) => `${place}: ${message}`);
  };

  it('are read of stations, roles and memberships; a plain text holds always', () => {
    const parsed = parse(`stations:
  - id: A1
    medium: air
    name: 一
    from: 2020-01-01
    until: 2025-12-31
    role: [{is: background, from: 2025-07-01}, {is: evaluation, until: 2025-06-30}]
    region: [{is: r, until: 2024-12-31}, {is: q, from: 2025-01-01}]
  - {id: A2, medium: air, name: 二, region: r}`);
    expect(parsed.ok && parsed.registry.stations.get(stationId('A1'))).toMatchObject({
      from: '2020-01-01',
      until: '2025-12-31',
      role: 'background',
      roles: [
        { is: 'evaluation', until: '2025-06-30' },
        { is: 'background', from: '2025-07-01' },
      ],
      region: 'q',
      regions: [
        { is: 'r', until: '2024-12-31' },
        { is: 'q', from: '2025-01-01' },
      ],
    });
    const always = parsed.ok && parsed.registry.stations.get(stationId('A2'));
    expect(always).toMatchObject({ region: 'r', role: 'evaluation' });
    for (const key of ['from', 'until', 'roles', 'regions']) expect(always).not.toHaveProperty(key);
  });

  it('are read of sections: their water, their target and their stations', () => {
    const parsed = parse(`rivers: [{id: v, name: v}, {id: w, name: w}]
sections:
  - {id: s, name: s, region: r, until: 2025-03-31, river: [{is: v, until: 2024-12-31}, {is: w, from: 2025-01-01}], target: [{is: IV, until: 2025-01-31}, {is: III, from: 2025-02-01}]}
  - {id: t, name: t, region: r, river: v}
stations:
  - {id: W1, medium: water, name: 一, region: r, section: [{is: s, until: 2024-12-31}, {is: t, from: 2025-01-01}]}`);
    if (!parsed.ok) throw new Error(formatFaults(parsed.faults));
    expect(parsed.registry.sections.get(sectionId('s'))).toMatchObject({
      river: 'w',
      target: 'III',
      until: '2025-03-31',
    });
    for (const id of ['s', 't'])
      expect(parsed.registry.stationsOfSection.get(sectionId(id))?.map((each) => each.id)).toEqual(['W1']);
  });

  it('that end before they begin, share days, or name what is not there are refused', () => {
    expect(
      faultsOf(`stations:
  - {id: A1, medium: air, name: x, region: r, from: 2025-02-01, until: 2025-01-31}
  - {id: A2, medium: air, name: x, region: [{is: r, until: 2025-06-30}, {is: qq, from: 2025-06-30}]}
  - {id: A3, medium: air, name: x, region: r, role: [{is: evaluation, until: 2025-13-01}]}
  - {id: A4, medium: air, name: x, region: r, role: [{is: evaluation, untill: 2025-12-01}]}
  - {id: A5, medium: air, name: x, region: r, role: []}
  - {id: A6, medium: air, name: x, region: r, until: 2025}`).sort(),
    ).toEqual([
      'stations[0].until: 2025-01-31 is before from (2025-02-01)',
      'stations[1].region[1].is: no qq in regions',
      'stations[1].region[1]: shares days with region[0]; give "until" and "from" that do not overlap',
      'stations[2].role[0].until: a date such as 2025-06-30 is expected, not "2025-13-01"',
      'stations[3].role[0].untill: there is no such key; did you mean until?',
      'stations[4].role: at least 1 entries is expected, not []',
      'stations[5].until: a date such as 2025-06-30 is expected, not 2025',
    ]);
  });
});
