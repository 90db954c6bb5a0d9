import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LanbiError, type Registry } from '@lanbi/model';
import { formatFaults, parseRegistry } from '@lanbi/registry';
import { readTextFile, type TextFile } from './text-file.ts';

const sampleFolder = (): string =>
  join(dirname(fileURLToPath(import.meta.resolve('@lanbi/registry'))), '../sample');

async function filesAt(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const names = (await readdir(path)).filter((name) => /\.(ya?ml|json)$/.test(name)).sort();
  return names.map((name) => join(path, name));
}

/**
 * The registry from a YAML or JSON file or a folder of them; without a path the shipped sample.
 * @throws LanbiError registry-invalid with every fault of every file.
 */
export async function loadRegistry(path: string | undefined): Promise<Registry> {
  const files = await readFiles(path ?? sampleFolder());
  const parsed = parseRegistry(files);
  if (parsed.ok) return parsed.registry;
  throw new LanbiError('registry-invalid', `the registry has faults:\n${formatFaults(parsed.faults)}`);
}

async function readFiles(path: string): Promise<TextFile[]> {
  try {
    const names = await filesAt(path);
    if (names.length === 0) throw new Error('no .yaml, .yml or .json file in it');
    return await Promise.all(names.map(readTextFile));
  } catch (cause) {
    throw new LanbiError('registry-invalid', `the registry at ${path} cannot be read: ${String(cause)}`, {
      cause,
    });
  }
}
