import { ENTRIES, type Entry, LIST_NAMES, type ListName } from './schema.ts';
import type { Source } from './source.ts';

/** An entry of a list with the place it was read from. */
export interface Placed<List extends ListName> {
  readonly entry: Entry<List>;
  readonly file: string;
  readonly place: string;
  /** The line of a key of the entry, of the entry itself for the empty key. */
  lineOf(key: string): number | undefined;
}

type Joined = { readonly [List in ListName]: readonly Placed<List>[] };

/** The lists of all files, one after the other: what of them can be read. */
export interface Lists extends Joined {
  /** Ids of entries with faults of their own: they are there to be referred to. */
  readonly faulty: ReadonlyMap<ListName, readonly string[]>;
  /** Whether a whole list or file could not be read: then what refers to nothing may refer to it. */
  readonly incomplete: boolean;
}

interface Found {
  readonly source: Source;
  readonly index: number;
  readonly raw: unknown;
}

const keysOf = (key: string): (string | number)[] =>
  key
    .split(/[.[\]]+/)
    .filter(Boolean)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));

const rawList = (source: Source, list: ListName): unknown =>
  (source.contents as Readonly<Partial<Record<ListName, unknown>>> | null)?.[list];

const found = (sources: readonly Source[], list: ListName): Found[] =>
  sources.flatMap((source) => {
    const entries = rawList(source, list);
    return Array.isArray(entries) ? entries.map((raw: unknown, index) => ({ source, index, raw })) : [];
  });

function placed<List extends ListName>(all: readonly Found[], list: List): Placed<List>[] {
  return all.flatMap(({ source, index, raw }) => {
    const { success, data } = ENTRIES[list].safeParse(raw);
    if (!success) return [];
    const lineOf = (key: string) => source.lineOf([list, index, ...keysOf(key)]);
    return [{ entry: data as Entry<List>, file: source.name, place: `${list}[${index}]`, lineOf }];
  });
}

const idsOfFaulty = (all: readonly Found[], list: ListName): string[] =>
  all.flatMap(({ raw }) => {
    const id = (raw as { readonly id?: unknown } | null)?.id;
    return typeof id === 'string' && !ENTRIES[list].safeParse(raw).success ? [id] : [];
  });

const isUnreadable = (source: Source): boolean =>
  source.broken ||
  LIST_NAMES.some((list) => {
    const entries = rawList(source, list);
    return entries !== undefined && !Array.isArray(entries);
  });

export function joinLists(sources: readonly Source[]): Lists {
  const of = <List extends ListName>(list: List): Placed<List>[] => placed(found(sources, list), list);
  const faulty = (list: ListName): string[] => idsOfFaulty(found(sources, list), list);
  return {
    regions: of('regions'),
    stations: of('stations'),
    lakes: of('lakes'),
    rivers: of('rivers'),
    sections: of('sections'),
    faulty: new Map(LIST_NAMES.map((list) => [list, faulty(list)])),
    incomplete: sources.some(isUnreadable),
  };
}
