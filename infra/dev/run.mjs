// Runs a script of this repository under the Node 24 that the lock file pins, installing first what is missing.
// Plain JavaScript without dependencies: it must work on a fresh machine with Node >= 20 and npm only.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const modules = `${root}node_modules/`;
/** Pinned in a file and not as `packageManager`: pnpm would look for itself in the registry first. */
const PNPM = `pnpm@${readFileSync(`${root}infra/dev/pnpm-version`, 'utf8').trim()}`;
const stamp = `${modules}.lanbi-installed`;

/** What an install depends on: if any of it changes, install again. */
function wanted() {
  const hash = createHash('sha256');
  for (const file of ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml'])
    hash.update(readFileSync(root + file));
  return hash.digest('hex');
}

function installed() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted() && existsSync(`${modules}.bin/node`);
}

function install() {
  process.stderr.write(`lanbi: installing the locked dependencies with ${PNPM} (once)\n`);
  const { status, error } = spawnSync('npx', ['--yes', PNPM, 'install', '--frozen-lockfile'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
    env: { ...process.env, CI: 'true' },
  });
  if (status !== 0) {
    process.stderr.write(`lanbi: the install failed${error ? `: ${error.message}` : ` (exit ${status})`}\n`);
    process.exit(1);
  }
  writeFileSync(stamp, wanted());
}

if (!installed()) install();

// Options of Node may stand before the script.
const args = process.argv.slice(2);
// Code that was compiled is kept from start to start, which takes a third off a start. Not for tests: coverage gets blurred.
const isProgram = args.some((arg) => arg.startsWith('services/'));
const env = { ...(isProgram && { NODE_COMPILE_CACHE: `${modules}.cache/lanbi` }), ...process.env };
const child = spawn(realpathSync(`${modules}.bin/node`), ['--disable-warning=ExperimentalWarning', ...args], {
  cwd: root,
  stdio: 'inherit',
  env,
});
// Ctrl-C reaches the child by itself (same terminal); a signal sent to us alone is handed on.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
// npm sends SIGTERM to the shell that it runs a script in, and the shell ends without handing it on: the end of the shell
// is the signal. Only if npm started this process: other parents may end and leave it running.
const parent = process.ppid;
if (process.env.npm_lifecycle_event !== undefined)
  setInterval(() => {
    if (process.ppid !== parent) child.kill('SIGTERM');
  }, 200).unref();
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
