import { DATA_STATES, type DataState } from '@lanbi/model';
import * as z from 'zod';

/** How far the data of a figure were checked. */
export const dataState = z
  .enum(DATA_STATES)
  .optional()
  .describe(
    'how far the data of its whole time were checked; absent where some are live. Of audited data late ones are not expected any more: the figure is not `provisional`',
  );

/** The member `dataState` of an answer; nothing where the data are live. */
export const dataStateOf = (found: DataState | undefined): { dataState?: DataState } =>
  found === undefined ? {} : { dataState: found };
