import type { CallGroup, Elsewhere } from '@lanbi/api';
import type { Config, Role } from '@lanbi/runtime';

/** The role that a group of calls needs, and the setting of the URL where another process has it. */
const OWNERS: Readonly<Record<CallGroup, { readonly role: Role; readonly variable: string }>> = {
  figures: { role: 'api', variable: 'LANBI_API_URL' },
  alerts: { role: 'alert', variable: 'LANBI_ALERT_URL' },
  'dead letters': { role: 'ingest', variable: 'LANBI_INGEST_URL' },
  audit: { role: 'evaluate', variable: 'LANBI_EVALUATE_URL' },
};

/** The calls that other processes answer. A process without the role `api` forwards none. */
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
