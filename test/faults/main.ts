import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

/**
 * `npm run faults -- [--rounds 100] [--seed 7] [scenario …]`: the fault suite of `npm test` with more rounds. Every
 * round prints its seed; `--seed` with `--rounds 1` repeats that round.
 * `npm run soak -- [--soak 600000]`: so many messages through the program; prints its memory.
 */
const { values, positionals } = parseArgs({
  options: { rounds: { type: 'string', default: '20' }, seed: { type: 'string' }, soak: { type: 'string' } },
  allowPositionals: true,
});
const all = values.soak === undefined ? ['faults/', 'packages/wire/test/fuzz'] : ['faults/soak'];
const scenarios = positionals.length > 0 ? positionals : all;
const { status } = spawnSync(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--disable-console-intercept',
    '--no-file-parallelism',
    ...scenarios,
  ],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      LANBI_TEST_ROUNDS: values.rounds,
      LANBI_TEST_CASES: '120000',
      ...(values.soak !== undefined && { LANBI_TEST_SOAK: values.soak }),
      ...(values.seed !== undefined && { LANBI_TEST_SEED: values.seed }),
    },
  },
);
process.exitCode = status ?? 1;
