import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/** Inner to outer. Rooms of one ring do not import each other. */
const RINGS: readonly (readonly string[])[] = [
  // The client stands alone: it knows nothing but the document of the API.
  ['packages/standards', 'packages/client'],
  ['packages/model'],
  ['packages/evaluation', 'packages/wire'],
  ['packages/registry', 'packages/alerting'],
  ['packages/query'],
  ['packages/sqlite'],
  [
    'packages/store-embedded',
    'packages/bus-mqtt',
    'packages/broker-embedded',
    'packages/spool',
    'packages/alerts-embedded',
  ],
  ['packages/store-influx'],
  ['packages/runtime'],
  ['packages/feed'],
  ['services/ingest', 'services/evaluate', 'services/alert', 'services/api', 'services/simulate'],
  ['services/lanbi'],
];
/** Compute only: no I/O, no clock, no chance. */
const PURE = [
  'packages/standards',
  'packages/model',
  'packages/evaluation',
  'packages/wire',
  'packages/registry',
  'packages/alerting',
  'packages/query',
];
const FORBIDDEN =
  /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.|\bMath\.random\b|\bprocess\.|\bset(Timeout|Interval|Immediate)\b|from 'node:/;

const root = fileURLToPath(new URL('../../', import.meta.url));

const sources = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(
      (entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.parentPath.includes('node_modules'),
    )
    .map((entry) => join(entry.parentPath, entry.name));

const roomOf = (name: string): string =>
  name === '@lanbi/all-in-one'
    ? 'services/lanbi'
    : (RINGS.flat().find((room) => room.endsWith(`/${name.slice('@lanbi/'.length)}`)) ?? name);

const importsOf = (text: string): string[] =>
  [...text.matchAll(/(?:from|import)\s*\(?\s*'(@lanbi\/[^']+)'/g)].map((found) => found[1] ?? '');

const ringOf = (room: string): number => RINGS.findIndex((ring) => ring.includes(room));

describe('the rings', () => {
  const rooms = ['packages', 'services'].flatMap((ring) =>
    readdirSync(join(root, ring)).map((name) => `${ring}/${name}`),
  );
  const files = rooms.flatMap((room) =>
    sources(join(root, room, 'src')).map((path) => ({ room, path, text: readFileSync(path, 'utf8') })),
  );

  it('name every room', () => {
    expect(RINGS.flat().sort()).toEqual(rooms.sort());
  });

  it('are only imported inwards', () => {
    const wrong = files.flatMap(({ room, path, text }) =>
      importsOf(text)
        .filter((name) => ringOf(roomOf(name)) >= ringOf(room) || ringOf(roomOf(name)) < 0)
        .map((name) => `${relative(root, path)} imports ${name}`),
    );
    expect(files.length).toBeGreaterThan(rooms.length);
    expect(wrong).toEqual([]);
  });

  it('hold no I/O, clock or chance where they are pure', () => {
    const pure = files.filter(({ room }) => PURE.includes(room));
    expect(pure.length).toBeGreaterThan(PURE.length);
    expect(pure.filter(({ text }) => FORBIDDEN.test(text)).map(({ path }) => relative(root, path))).toEqual(
      [],
    );
    for (const room of PURE) {
      const { extends: base, compilerOptions } = JSON.parse(
        readFileSync(join(root, room, 'tsconfig.json'), 'utf8'),
      );
      expect([room, base, compilerOptions?.types]).toEqual([room, '../../tsconfig.base.json', undefined]);
    }
  });

  it('read the environment in one file', () => {
    const readers = files.filter(({ text }) =>
      /process\.env/.test(text.replace(/\/\*\*[\s\S]*?\*\/|\/\/.*/g, '')),
    );
    expect(readers.map(({ path }) => relative(root, path))).toEqual(['packages/runtime/src/config.ts']);
  });
});
