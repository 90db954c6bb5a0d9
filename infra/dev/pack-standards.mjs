// `npm run pack:standards [folder]`: builds packages/standards to JavaScript with declarations and packs it for npm, into
// the folder given or the current one. Plain Node runs the result; it has no dependency. Prints the path of the package.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const source = join(root, 'packages/standards');
const target = resolve(process.argv[2] ?? '.');
const build = mkdtempSync(join(tmpdir(), 'lanbi-standards-'));

function run(command, args, cwd) {
  const { status, stdout, error } = spawnSync(command, args, {
    cwd,
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status === 0) return stdout.trim();
  process.stderr.write(
    `${stdout ?? ''}${command} failed${error ? `: ${error.message}` : ` (exit ${status})`}\n`,
  );
  process.exitCode = 1;
  return undefined;
}

/** The package as a user gets it: built files instead of sources. */
function manifest() {
  const { name, version, description, type } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
  const entry = { types: './dist/index.d.ts', default: './dist/index.js' };
  const engines = { node: '>=21' }; // Map.groupBy
  return { name, version, description, type, engines, exports: { '.': entry }, files: ['dist'] };
}

try {
  const tsc = join(root, 'node_modules/.bin/tsc');
  const built = run(tsc, ['-p', join(source, 'tsconfig.build.json'), '--outDir', join(build, 'dist')], root);
  if (built !== undefined) {
    writeFileSync(join(build, 'package.json'), `${JSON.stringify(manifest(), undefined, 2)}\n`);
    copyFileSync(join(source, 'README.md'), join(build, 'README.md'));
    const file = run('npm', ['pack', '--silent', '--pack-destination', target], build);
    if (file !== undefined) console.log(join(target, file));
  }
} finally {
  rmSync(build, { recursive: true, force: true });
}
