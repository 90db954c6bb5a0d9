import type { Registry } from '@lanbi/model';
import { buildRegistry } from './build.ts';
import type { Fault } from './fault.ts';
import { joinLists } from './lists.ts';
import { crossFaults } from './references.ts';
import { readSource, type SourceFile } from './source.ts';

export type { SourceFile } from './source.ts';

export type ParsedRegistry =
  | { readonly ok: true; readonly registry: Registry }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** Parses the registry: joins the lists of all files and reports all faults together. @source contract 4 */
export function parseRegistry(files: readonly SourceFile[]): ParsedRegistry {
  const sources = files.map(readSource);
  const lists = joinLists(sources);
  const faults = [...sources.flatMap((source) => source.faults), ...crossFaults(lists)];
  return faults.length > 0 ? { ok: false, faults } : { ok: true, registry: buildRegistry(lists) };
}
