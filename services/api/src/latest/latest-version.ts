import { randomUUID } from 'node:crypto';
import type { Clock } from '@lanbi/model';
import type { LatestFigures, LatestGroup } from '@lanbi/query';
import type { VersionOf } from '../http/ready-answers.ts';

const SECOND_MS = 1_000;

/** The version of the latest figure of the subject `id`: it changes with the figure, and once a second, since ages count on. */
export const latestVersion =
  ({ latest, clock }: { latest: LatestFigures; clock: Clock }, of: LatestGroup): VersionOf =>
  ({ params }) => {
    const version = latest.versionOf(of, (params as { readonly id: string }).id);
    return version === undefined ? undefined : `${version} ${Math.floor(clock.now() / SECOND_MS)}`;
  };

/** Of this life of the process: an earlier one may have had another registry, and counted from the beginning too. */
const LIFE = randomUUID();

/** What the ETag of latest figures is made of. @param form the type of the answer */
export const latestTag = (version: number | string, form: string): string => `${LIFE} ${version} ${form}`;
