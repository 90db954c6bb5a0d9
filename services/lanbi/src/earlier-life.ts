import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { encodeOffset, isSameOffset, LOG_START, type ObservationLog } from '@lanbi/model';
import type { Config } from '@lanbi/runtime';

type Folders = Pick<Config, 'dataDir' | 'spool'>;

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

/** Files that stand beside the store once lanbi ran; the store is the first that it makes. */
const filesBeside = ({ dataDir, spool }: Folders): readonly string[] =>
  [join(dataDir, 'alerts.db'), join(spool.dir, 'spool.db')].flatMap((path) => [path, `${path}-wal`]);

/** Why a store that is missing or empty cannot be a new one: what earlier runs left beside it. */
export function earlierLife(folders: Folders): string | undefined {
  const left = filesBeside(folders).filter((path) => sizeOf(path) > 0);
  if (left.length === 0) return undefined;
  return `earlier runs left ${left.map((path) => basename(path)).join(', ')} beside it`;
}

export const STORE_REMEDY =
  'to start with an empty store on purpose, move lanbi.db, alerts.db and spool.db (and the files that begin with their names) away';

/** Why a file beside a store cannot be a new one: the store holds what came before. */
export const earlierEntries =
  (store: Pick<ObservationLog, 'head'>) => async (): Promise<string | undefined> => {
    const head = await store.head();
    return isSameOffset(head, LOG_START)
      ? undefined
      : `the store beside it holds readings up to entry ${encodeOffset(head)}`;
  };

export const ALERTS_REMEDY =
  'to start without the alerts and silences of before, move alerts.db (and the files that begin with its name) away';
