// `npm run check`: format, lint and types of every workspace package. Prints what failed and exits 1.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

const CACHE = 'node_modules/.cache/check';

const run = (name, args) => {
  const { status } = spawnSync(`node_modules/.bin/${name}`, args, { stdio: 'inherit' });
  return status === 0;
};

const projects = ['packages', 'services']
  .flatMap((ring) => readdirSync(ring).map((name) => `${ring}/${name}`))
  .flatMap((folder) => [folder, `${folder}/page`])
  .concat('test')
  .filter((folder) => existsSync(`${folder}/tsconfig.json`));

/** The projects by their compiler options. Projects with the same options are checked as one program. */
function programsOf(folders) {
  const programs = new Map();
  for (const folder of folders) {
    const { compilerOptions = {}, include } = JSON.parse(
      readFileSync(`${folder}/tsconfig.json`, 'utf8').replaceAll(/\/\/.*$/gm, ''),
    );
    const key = JSON.stringify(compilerOptions);
    const program = programs.get(key) ?? { folders: [], compilerOptions, include: [] };
    program.folders.push(folder);
    program.include.push(...include.map((path) => resolve(folder, path)));
    programs.set(key, program);
  }
  return [...programs.values()];
}

/** Writes the configuration of a program of several projects. One of a single project is its own: it finds its types there. */
function configurationOf({ folders, compilerOptions, include }, file) {
  if (folders.length === 1) return folders[0];
  writeFileSync(file, JSON.stringify({ extends: resolve('tsconfig.base.json'), compilerOptions, include }));
  return file;
}

/** Checks the types of a program. The compiler keeps what it found, and later checks changed files and their users only. */
function checkTypes(program, number) {
  const configuration = configurationOf(program, `${CACHE}/${number}.json`);
  return run('tsc', ['-p', configuration, '--incremental', '--tsBuildInfoFile', `${CACHE}/${number}.info`]);
}

mkdirSync(CACHE, { recursive: true });
const failed = [];
if (!run('biome', ['check', '--error-on-warnings', '.'])) failed.push('biome');
for (const [number, program] of programsOf(projects).entries())
  if (!checkTypes(program, number)) failed.push(`tsc ${program.folders.join(' ')}`);
console.log(
  failed.length
    ? `failed: ${failed.join(', ')}`
    : `format, lint and types of ${projects.length} projects passed`,
);
process.exit(failed.length ? 1 : 0);
