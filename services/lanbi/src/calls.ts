import type { CallGroup, Elsewhere } from '@lanbi/api';
import type { Config, Role } from '@lanbi/runtime';

/** The role that has what a group of calls needs, and how an API apart is told where that is. */
const OWNERS: Readonly<Record<CallGroup, { readonly role: Role; readonly variable: string }>> = {
  figures: { role: 'api', variable: 'LANBI_API_URL' },
  alerts: { role: 'alert', variable: 'LANBI_ALERT_URL' },
  'dead letters': { role: 'ingest', variable: 'LANBI_INGEST_URL' },
  audit: { role: 'evaluate', variable: 'LANBI_EVALUATE_URL' },
};

/** Which calls are answered elsewhere. A process that is no API has its own and hands nothing on. */
export function callsElsewhere({
  roles,
  elsewhere,
}: Pick<Config, 'roles' | 'elsewhere'>): Partial<Record<CallGroup, Elsewhere | 'absent'>> {
  const calls: Partial<Record<CallGroup, Elsewhere | 'absent'>> = {};
  for (const [group, { role, variable }] of Object.entries(OWNERS) as [
    CallGroup,
    (typeof OWNERS)[CallGroup],
  ][]) {
    if (roles.has(role)) continue;
    calls[group] = roles.has('api') ? { by: role, url: elsewhere[role], variable } : 'absent';
  }
  return calls;
}
