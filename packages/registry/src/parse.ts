import type { Registry } from '@lanbi/model';
import { parseDocument } from 'yaml';
import { buildRegistry } from './build.ts';
import type { Fault } from './fault.ts';
import { crossFaults, type ListName, type Lists, type Placed } from './references.ts';
import { type RegistryFile, registryFile } from './schema.ts';

export interface SourceFile {
  readonly name: string;
  /** YAML, of which JSON is a part. */
  readonly text: string;
}

export type ParsedRegistry =
  | { readonly ok: true; readonly registry: Registry }
  | { readonly ok: false; readonly faults: readonly Fault[] };

const placeOf = (path: readonly PropertyKey[]): string =>
  path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');

function parseFile({ name, text }: SourceFile, faults: Fault[]): RegistryFile | undefined {
  const document = parseDocument(text, { prettyErrors: true });
  if (document.errors.length > 0) {
    faults.push(
      ...document.errors.map((error) => ({
        file: name,
        place: '',
        message: error.message.split('\n')[0] ?? 'not YAML',
      })),
    );
    return undefined;
  }
  const checked = registryFile.safeParse(document.toJS() ?? {});
  if (checked.success) return checked.data;
  faults.push(
    ...checked.error.issues.map((issue) => ({
      file: name,
      place: placeOf(issue.path),
      message: issue.message,
    })),
  );
  return undefined;
}

/** The lists of several files are joined; all faults of all of them are reported together. @source contract 4 */
export function parseRegistry(files: readonly SourceFile[]): ParsedRegistry {
  const faults: Fault[] = [];
  const read = files.flatMap((file) => {
    const contents = parseFile(file, faults);
    return contents ? [{ file: file.name, contents }] : [];
  });
  const joined = <List extends ListName>(list: List): Placed<List>[] =>
    read.flatMap(({ file, contents }) =>
      contents[list].map((entry, i) => ({
        entry: entry as RegistryFile[List][number],
        file,
        place: `${list}[${i}]`,
      })),
    );
  const lists: Lists = {
    regions: joined('regions'),
    stations: joined('stations'),
    lakes: joined('lakes'),
    rivers: joined('rivers'),
    sections: joined('sections'),
  };
  // References into a file that could not be read would be faults of that file alone.
  if (faults.length === 0) faults.push(...crossFaults(lists));
  return faults.length > 0 ? { ok: false, faults } : { ok: true, registry: buildRegistry(lists) };
}
