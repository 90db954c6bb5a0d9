import { ENTRIES, LIST_NAMES, type ListName, type RegistryEntry } from './schema.ts';
import { pathText, type Source, type TextPosition } from './source.ts';

/** An entry of a list with its position in a file, with or without faults. */
export interface Placed {
  readonly list: ListName;
  /** The entry as written in the file. */
  readonly raw: Readonly<Record<string, unknown>>;
  readonly file: string;
  /** Returns the path of the entry, or of a value within it. */
  placeOf(path: readonly PropertyKey[]): string;
  positionOf(path: readonly PropertyKey[]): TextPosition | undefined;
}

/** The lists of all files, one after the other. */
export interface Lists {
  readonly placed: Readonly<Record<ListName, readonly Placed[]>>;
  /** Texts of files that could be read only in part; they may define ids that are missing here. */
  readonly unread: readonly string[];
}

const rawList = ({ contents }: Source, list: ListName): unknown =>
  (contents as Readonly<Partial<Record<ListName, unknown>>>)[list];

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function placedIn(source: Source, list: ListName): Placed[] {
  const entries = rawList(source, list);
  if (!Array.isArray(entries)) return [];
  return entries.flatMap((raw: unknown, index) => {
    if (!isRecord(raw)) return [];
    const whole = (path: readonly PropertyKey[]) => [list, index, ...path];
    return {
      list,
      raw,
      file: source.name,
      placeOf: (path: readonly PropertyKey[]) => pathText(whole(path)),
      positionOf: (path: readonly PropertyKey[]) => source.positionOf(whole(path)),
    };
  });
}

const isUnread = (source: Source): boolean =>
  source.broken ||
  LIST_NAMES.some((list) => {
    const entries = rawList(source, list);
    return entries !== undefined && !Array.isArray(entries);
  });

export function joinLists(sources: readonly Source[]): Lists {
  const of = (list: ListName): Placed[] => sources.flatMap((source) => placedIn(source, list));
  return {
    placed: {
      regions: of('regions'),
      stations: of('stations'),
      lakes: of('lakes'),
      rivers: of('rivers'),
      sections: of('sections'),
    },
    unread: sources.filter(isUnread).map(({ text }) => text),
  };
}

/** The entries of a list that has no faults. */
export const entriesOf = <List extends ListName>({ placed }: Lists, list: List): RegistryEntry<List>[] =>
  placed[list].map(({ raw }) => ENTRIES[list].parse(raw) as RegistryEntry<List>);
