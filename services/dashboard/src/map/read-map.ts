import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LanbiError, schemaFaults } from '@lanbi/model';
import { type CityMap, shapesOf, sourceOf } from './city-map.ts';
import { type MapFile, mapFile } from './schema.ts';

/** Bytes of all files of a map together: a browser gets what they hold. */
const MOST_BYTES = 8 * 1024 * 1024;

interface Read {
  readonly bytes: number;
  readonly file?: MapFile;
  readonly faults: readonly string[];
}

async function readOne(folder: string, name: string): Promise<Read> {
  const text = await readFile(join(folder, name), 'utf8');
  const bytes = Buffer.byteLength(text);
  try {
    const written: unknown = JSON.parse(text);
    const parsed = mapFile.safeParse(written);
    if (parsed.success) return { bytes, file: parsed.data, faults: [] };
    const faults = schemaFaults(parsed.error.issues, mapFile, written);
    return { bytes, faults: faults.map(({ path, message }) => `${name}: ${path}: ${message}`) };
  } catch (cause) {
    return { bytes, faults: [`${name}: ${cause instanceof Error ? cause.message : String(cause)}`] };
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => /\.(geojson|json)$/.test(name)).sort();
  } catch (cause) {
    const message = `LANBI_MAP: the folder ${folder} cannot be read: ${String(cause)}`;
    throw new LanbiError('configuration-invalid', message, { cause });
  }
}

/**
 * The map of a folder of GeoJSON files.
 * @throws LanbiError configuration-invalid with every fault of every file
 */
export async function readMap(folder: string): Promise<CityMap> {
  const names = await namesIn(folder);
  const read = await Promise.all(names.map((name) => readOne(folder, name)));
  const bytes = read.reduce((sum, each) => sum + each.bytes, 0);
  const faults = [
    ...(names.length === 0 ? [`${folder}: there is no file *.geojson or *.json`] : []),
    ...(bytes > MOST_BYTES ? [`${bytes} bytes of ${MOST_BYTES} at the most: simplify the shapes`] : []),
    ...read.flatMap((each) => each.faults),
  ];
  if (faults.length > 0)
    throw new LanbiError('configuration-invalid', `LANBI_MAP has faults:\n  ${faults.join('\n  ')}`);
  const files = read.flatMap(({ file }) => file ?? []);
  return { shapes: files.flatMap(shapesOf), sources: files.map(sourceOf) };
}
