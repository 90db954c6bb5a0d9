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
      expect.stringMatching(/^0\.yaml stations\[0\] .*colour/),
      expect.stringMatching(/^1\.yaml regions\[0\]\.id /),
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
    expect(faults).toMatch(/stations\[0\]\.units\.co furlong is no unit/);
    expect(faults).toMatch(/stations\[0\]\.parameters\[0\] ph is no parameter of air/);
    expect(faults).toMatch(/regions\[0\]\.parent a circle of regions/);
    expect(faults).toMatch(/sections\[0\] a section is on a river or on a lake/);
  });

  it('that is no YAML is a fault of its file', () => {
    expect(faultsOf('stations: [{', good)).toContainEqual(expect.stringMatching(/^0\.yaml .*line 1/));
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
    for (const unreadable of ['regions: [{', 'regions: 5', '- a', 'regions: *nothing']) {
      const faults = faultsOf(unreadable, twice);
      expect(faults.some((fault) => fault.startsWith('0.yaml '))).toBe(true);
      expect(faults.filter((fault) => fault.startsWith('1.yaml'))).toEqual([
        expect.stringMatching(/^1\.yaml rivers\[1\]\.id a stands already at 1\.yaml: rivers\[0\]/),
      ]);
    }
  });

  it('has its faults shown with file, line and place', () => {
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
      expect.stringMatching(/^ {2}a\.yaml:11: stations\[1\]\.medium: /),
      expect.stringMatching(/^ {2}a\.yaml:14: stations\[2\]\.name: /),
      '  a.yaml:9: stations[0].units.co: furlong is no unit for co',
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
});
