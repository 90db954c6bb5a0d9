// `npm run check`: format, lint and types of every workspace package. Prints what failed and exits 1.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';

const run = (name, args) => {
  const { status } = spawnSync(`node_modules/.bin/${name}`, args, { stdio: 'inherit' });
  return status === 0;
};

const projects = ['packages', 'services']
  .flatMap((ring) => readdirSync(ring).map((name) => `${ring}/${name}`))
  .flatMap((folder) => [folder, `${folder}/page`])
  .concat('test')
  .filter((folder) => existsSync(`${folder}/tsconfig.json`));

const failed = [];
if (!run('biome', ['check', '--error-on-warnings', '.'])) failed.push('biome');
for (const project of projects) if (!run('tsc', ['-p', project])) failed.push(`tsc ${project}`);
console.log(
  failed.length ? `failed: ${failed.join(', ')}` : `format, lint and ${projects.length} type checks passed`,
);
process.exit(failed.length ? 1 : 0);
