import { readdirSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/** One vitest project for each workspace package: `--project standards` runs the tests of one. */
const packages = ['packages', 'services'].flatMap((ring) =>
  readdirSync(new URL(ring, import.meta.url)).map((name) => ({ name, root: `./${ring}/${name}` })),
);

/** The soak takes minutes: it runs alone, by its own command. */
const include = process.env['LANBI_TEST_SOAK'] ? ['faults/soak.ts'] : ['**/*.test.ts'];

const project = (name: string, root: string) => ({
  extends: true as const,
  test: { name, root, include, exclude: ['**/node_modules/**'] },
});

export default defineConfig({
  test: {
    // Bounds for what hangs, not for what is slow: the machine may be doing anything else.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
    maxWorkers: 2,
    // A worker runs many files: a process and the imports for each file took half of the processor time of the suite.
    isolate: false,
    globalSetup: ['./services/dashboard/build/test-setup.ts'],
    projects: [...packages.map(({ name, root }) => project(name, root)), project('whole', './test')],
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      thresholds: {
        'packages/standards/src/**/*.ts': { lines: 100, branches: 100, functions: 100, statements: 100 },
      },
    },
  },
});
