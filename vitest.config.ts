import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The soak takes minutes: it runs alone, by its own command. */
const include = process.env['LANBI_TEST_SOAK'] ? ['**/faults/soak.ts'] : ['**/*.test.ts'];

/**
 * The standards are a project of their own, since they must be covered whole. All other packages are one, since workers
 * are shared within a project only: with one for each package, a tenth of the processor time went into starts and imports.
 */
const projects = [
  { name: 'standards', root: './packages/standards', include },
  { name: 'rest', include, exclude: ['**/node_modules/**', 'packages/standards/**'] },
].map((test) => ({ extends: true as const, test }));

/** Files that take minutes. Begun last, each leaves one of the two workers without work. */
const LONG = ['dashboard/pages-', 'dashboard/', 'containers/'];

const rankOf = ({ moduleId }: TestSpecification): number => {
  const rank = LONG.findIndex((part) => moduleId.includes(`/test/${part}`));
  return rank < 0 ? LONG.length : rank;
};

/** Begins the long files first; the others follow as Vitest orders them. */
class LongFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => rankOf(a) - rankOf(b));
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongFilesFirst },
    // Bounds for what hangs, not for what is slow: the machine may be doing anything else.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000 } },
    maxWorkers: 2,
    // Node runs the sources as they are, in tests as in the program: transforming each file, and reading each import through
    // a getter, took a quarter of the processor time. Modules cannot be mocked then; tests are given what they replace.
    experimental: { viteModuleRunner: false },
    // A worker runs many files: a process and the imports for each file took half of the processor time of the suite.
    isolate: false,
    globalSetup: ['./services/dashboard/build/test-setup.ts'],
    projects,
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      thresholds: {
        'packages/standards/src/**/*.ts': { lines: 100, branches: 100, functions: 100, statements: 100 },
      },
    },
  },
});
