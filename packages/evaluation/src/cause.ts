import type { Cause, StoredObservation } from '@lanbi/model';
import { HOUR } from '@lanbi/standards';

/** The least time after its end that an observation is still in time. */
const IN_TIME = HOUR;
/** Causes told with one result; the history holds the rest of them under the other results. */
const TOLD = 5;

/**
 * Why an observation re-opens figures: it replaces an earlier value, or it came later than a period of its own (an
 * hour at the least) after its end. Undefined for one that came in time.
 */
export function causeOf({
  station,
  to,
  period,
  position,
  receivedAt,
  readings,
}: StoredObservation): Cause | undefined {
  const corrected = readings.some(({ revision }) => revision > 1);
  const late = receivedAt - to > Math.max(IN_TIME, period * 1000);
  if (!corrected && !late) return undefined;
  return { change: corrected ? 'corrected' : 'late', station, to, period, position };
}

/** The first few of the causes, as a result carries them; nothing where there is none. */
export const withCauses = (causes: readonly Cause[]): { readonly causes?: readonly Cause[] } =>
  causes.length > 0 ? { causes: causes.slice(0, TOLD) } : {};
