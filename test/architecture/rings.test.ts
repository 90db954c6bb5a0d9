import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { circlesOf, root, type SourceFile, sourcesIn } from './imports.ts';
import { MADE, madePart, type Package, RINGS } from './rings.ts';

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** A package with its files. */
interface Read extends Package {
  readonly ring: number;
  readonly name: string;
  readonly dependencies: readonly string[];
  readonly devDependencies: readonly string[];
  readonly sources: readonly SourceFile[];
  readonly tests: readonly SourceFile[];
  /** Of a page and its build: they are bundled, so that what they import is a development dependency. */
  readonly bundled: readonly SourceFile[];
}

const jsonOf = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'));

function readPackage(each: Package, ring: number): Read {
  const { name, dependencies = {}, devDependencies = {} } = jsonOf(`${each.folder}/package.json`) as Manifest;
  return {
    ...each,
    ring,
    name,
    dependencies: Object.keys(dependencies),
    devDependencies: Object.keys(devDependencies),
    sources: sourcesIn(`${each.folder}/src`),
    tests: sourcesIn(`${each.folder}/test`),
    bundled: ['page', 'build'].flatMap((name) => sourcesIn(`${each.folder}/${name}`)),
  };
}

const FORBIDDEN =
  /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.|\bMath\.random\b|\bprocess\.|\bset(Timeout|Interval|Immediate)\b/;

const packages = RINGS.flatMap((ring, at) => ring.map((each) => readPackage(each, at)));
const pure = packages.filter((each) => each.pure);
const ringOf = (name: string): number => packages.find((each) => each.name === name)?.ring ?? Infinity;
const isOurs = (name: string): boolean => name.startsWith('@lanbi/');
const isNpm = (name: string): boolean => !isOurs(name) && !name.startsWith('node:');
const usedBy = (files: readonly SourceFile[]): Set<string> => new Set(files.flatMap((file) => file.packages));

describe('the rings', () => {
  it('name every package', () => {
    const folders = ['packages', 'services'].flatMap((top) =>
      readdirSync(join(root, top)).map((name) => `${top}/${name}`),
    );
    expect(packages.map(({ folder }) => folder).sort()).toEqual(folders.sort());
    expect(packages.filter(({ sources }) => sources.length === 0)).toEqual([]);
  });

  it('are only imported inwards', () => {
    const wrong = packages.flatMap(({ ring, sources, bundled }) =>
      [...sources, ...bundled].flatMap(({ path, packages: all }) =>
        all.filter((name) => isOurs(name) && ringOf(name) >= ring).map((name) => `${path} imports ${name}`),
      ),
    );
    expect(wrong).toEqual([]);
  });

  it('hold no I/O, clock or chance where they are pure, and only the npm packages named for them', () => {
    const wrong = pure.flatMap(({ sources, npm = [] }) =>
      sources.flatMap(({ path, text, packages: all }) => [
        ...(FORBIDDEN.test(text) ? [path] : []),
        ...all
          .filter((name) => !isOurs(name) && !npm.includes(name))
          .map((name) => `${path} imports ${name}`),
      ]),
    );
    expect(wrong).toEqual([]);
    for (const { folder } of pure) {
      const { extends: base, compilerOptions } = jsonOf(`${folder}/tsconfig.json`) as {
        readonly extends: string;
        readonly compilerOptions?: { readonly types?: unknown };
      };
      expect([folder, base, compilerOptions?.types]).toEqual([folder, '../../tsconfig.base.json', undefined]);
    }
  });

  it('declare what they import, and nothing else', () => {
    const wrong = packages.flatMap((each) => {
      const { folder, name: own, dependencies, devDependencies, sources, tests, bundled } = each;
      const [used, tested] = [usedBy(sources), usedBy([...tests, ...bundled])];
      const missing = [
        ...[...used].filter((name) => !name.startsWith('node:') && !dependencies.includes(name)),
        ...[...usedBy(bundled)].filter(
          (name) => !name.startsWith('node:') && !devDependencies.includes(name),
        ),
        ...[...tested].filter(
          (name) => isOurs(name) && ![own, ...dependencies, ...devDependencies].includes(name),
        ),
      ];
      const unused = [
        ...dependencies.filter((name) => !used.has(name)),
        ...devDependencies.filter((name) => !tested.has(name)),
      ];
      return [
        ...missing.map((name) => `${folder} does not declare ${name}`),
        ...unused.map((name) => `${folder} declares ${name} and does not use it`),
      ];
    });
    expect(wrong).toEqual([]);
  });

  it('import no file of another package, nor do their tests', () => {
    const whole = { folder: 'test', sources: [], bundled: [], tests: sourcesIn('test') };
    expect(whole.tests.length).toBeGreaterThan(0);
    const wrong = [...packages, whole].flatMap(({ folder, sources, bundled, tests }) =>
      [...sources, ...bundled, ...tests].flatMap(({ path, files }) =>
        files.filter((file) => !file.startsWith(`${folder}/`)).map((file) => `${path} imports ${file}`),
      ),
    );
    expect(wrong).toEqual([]);
  });

  it('have no circle of imports inside a package', () => {
    expect(
      packages.flatMap(({ sources, bundled }) => [...circlesOf(sources), ...circlesOf(bundled)]),
    ).toEqual([]);
  });

  it('read the environment in one file', () => {
    const readers = packages
      .filter(({ forTests }) => !forTests)
      .flatMap(({ sources }) => sources)
      .filter(({ text }) => /process\.env/.test(text.replace(/\/\*\*[\s\S]*?\*\/|\/\/.*/g, '')));
    expect(readers.map(({ path }) => path)).toEqual(['packages/runtime/src/config.ts']);
  });

  it.each(MADE)('$page shows them as they are (npm run rings)', ({ page, mark, make }) => {
    expect(madePart(readFileSync(join(root, page), 'utf8'), mark)).toBe(make());
  });

  it('would find a circle and a forbidden package', () => {
    const file = (path: string, files: string[]): SourceFile => ({ path, text: '', packages: [], files });
    expect(circlesOf([file('a', ['b']), file('b', ['c']), file('c', ['a']), file('d', ['a'])])).toEqual([
      ['a', 'b', 'c'],
    ]);
    expect([isNpm('zod'), isNpm('node:fs'), isNpm('@lanbi/model')]).toEqual([true, false, false]);
  });
});
