import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readMap } from '../src/map/read-map.ts';

function folderWith(files: Readonly<Record<string, unknown>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'lanbi-map-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  return folder;
}

const faultsOf = async (files: Readonly<Record<string, unknown>>): Promise<string[]> => {
  const error = await readMap(folderWith(files)).then(
    () => undefined,
    (reason: unknown) => reason as Error & { readonly code: string },
  );
  expect(error?.code).toBe('configuration-invalid');
  return (error?.message ?? '').split('\n').slice(1);
};

const river = (coordinates: unknown, more: object = {}) => ({
  type: 'FeatureCollection',
  datum: 'WGS 84',
  attribution: 'Surveyors',
  features: [
    { type: 'Feature', geometry: { type: 'LineString', coordinates }, properties: { kind: 'water' } },
  ],
  ...more,
});

describe('a map of the user', () => {
  it('joins the files of a folder, with lines, areas, whose they are and their review numbers', async () => {
    const ring = [
      [115, 38],
      [116, 38],
      [116, 39],
      [115, 38],
    ];
    const boundary = {
      ...river([]),
      attribution: { zh: '测绘院', en: 'Survey' },
      reviewNumber: '冀S(2026)001号',
      features: [
        {
          type: 'Feature',
          geometry: { type: 'MultiPolygon', coordinates: [[ring], [ring]] },
          properties: null,
        },
      ],
    };
    const lake = river([
      [115.5, 38.9, 12],
      [115.6, 38.91],
    ]);
    expect(
      await readMap(folderWith({ 'a.geojson': boundary, 'b.json': lake, 'notes.txt': 'no map' })),
    ).toEqual({
      shapes: [
        { kind: 'other', area: true, lines: [ring, ring] },
        {
          kind: 'water',
          area: false,
          lines: [
            [
              [115.5, 38.9],
              [115.6, 38.91],
            ],
          ],
        },
      ],
      sources: [
        { attribution: { zh: '测绘院', en: 'Survey' }, reviewNumber: '冀S(2026)001号' },
        { attribution: { zh: 'Surveyors', en: 'Surveyors' } },
      ],
    });
  });

  it('brings GCJ-02 to WGS 84, and leaves WGS 84 and places outside of China as they are', async () => {
    // Pairs of both datums, published with the test of googollee/eviltransform: Shanghai, Shenzhen, Beijing.
    const pairs = [
      { gcj: [121.531541859215, 31.17530398364597], wgs: [121.5272106, 31.1774276] },
      { gcj: [113.9171764808363, 22.540796131694766], wgs: [113.912316, 22.543847] },
      { gcj: [116.38404722455657, 39.91334545536069], wgs: [116.377817, 39.911954] },
    ];
    const paris = [2.35, 48.85];
    const moved = await readMap(
      folderWith({ 'm.json': river([...pairs.map(({ gcj }) => gcj), paris], { datum: 'GCJ-02' }) }),
    );
    const points = moved.shapes[0]?.lines[0] ?? [];
    for (const [at, { wgs }] of pairs.entries()) {
      expect(points[at]?.[0]).toBeCloseTo(wgs[0] ?? 0, 4);
      expect(points[at]?.[1]).toBeCloseTo(wgs[1] ?? 0, 4);
    }
    expect(points[3]).toEqual(paris);
    const same = await readMap(folderWith({ 'm.json': river(pairs.map(({ gcj }) => gcj)) }));
    expect(same.shapes[0]?.lines[0]?.[0]).toEqual([121.53154, 31.1753]);
  });

  it('is refused with every fault of every file', async () => {
    const { datum: _datum, ...undeclared } = river([
      [115, 38],
      [116, 39],
    ]);
    const swapped = river([
      [38, 115],
      [39, 116],
    ]);
    const faults = await faultsOf({
      'a.json': undeclared,
      'b.json': swapped,
      'c.json': '{"type":',
      'd.json': river([[115, 38]], {
        features: [{ type: 'Feature', geometry: { type: 'Point', coordinates: [1, 2] } }],
      }),
    });
    const about = (name: string) => faults.filter((fault) => fault.includes(name)).join('\n');
    expect(about('a.json')).toMatch(/datum/);
    expect(about('b.json')).toMatch(/features.*coordinates.*longitude, latitude/);
    expect(about('c.json')).toMatch(/JSON/);
    expect(about('d.json')).toMatch(/geometry/);
  });

  it('is refused where the folder is empty or is none', async () => {
    expect(await faultsOf({ 'notes.txt': '' })).toEqual([expect.stringContaining('no file *.geojson')]);
    await expect(readMap('/nowhere/at/all')).rejects.toMatchObject({ code: 'configuration-invalid' });
  });
});
