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
