import * as z from 'zod';

/** Roles of a process. */
export const ROLES = ['ingest', 'evaluate', 'alert', 'api', 'dashboard'] as const;
export type Role = (typeof ROLES)[number];
/** The roles that share a store; a process with all of them is complete. */
export const PIPELINE = ['ingest', 'evaluate', 'alert', 'api'] as const;

const roles = z.string().transform((list, context): ReadonlySet<Role> => {
  const names = list.split(',').map((name) => name.trim());
  for (const name of names)
    if (!(ROLES as readonly string[]).includes(name))
      context.addIssue({
        code: 'custom',
        message: `${ROLES.join(', ')}, with commas between; found "${name}"`,
      });
  return new Set(ROLES.filter((role) => names.includes(role)));
});
const address = z.url({ protocol: /^https?$/, error: 'must be a URL such as http://host:8080' }).optional();

/** The variables of services that run apart. */
export const ROLE_VARIABLES = z.object({
  LANBI_ROLES: roles.default(new Set(ROLES)),
  LANBI_INGEST_URL: address,
  LANBI_EVALUATE_URL: address,
  LANBI_ALERT_URL: address,
  LANBI_API_URL: address,
});

type Values = z.infer<typeof ROLE_VARIABLES>;

export interface RolesConfig {
  readonly roles: ReadonlySet<Role>;
  /** URLs of the APIs of other processes, which answer the calls of their roles. */
  readonly elsewhere: Readonly<Partial<Record<Role, string>>>;
}

interface Others {
  readonly LANBI_MQTT_URL?: string | undefined;
  readonly LANBI_STORE: string;
  readonly LANBI_MQTT_SHARE?: unknown;
  readonly LANBI_MQTT_SHARD?: unknown;
}

/** Whether this process has the whole pipeline; another one may serve the pages. */
export const isWhole = ({ roles: here }: Pick<RolesConfig, 'roles'>): boolean =>
  PIPELINE.every((role) => here.has(role));

/** Whether this process serves the pages and nothing else: it has no store and no broker. */
export const isDashboardOnly = ({ roles: here }: Pick<RolesConfig, 'roles'>): boolean =>
  here.has('dashboard') && here.size === 1;

/** The roles of a process in the names of its sessions and files; the pages have none of either. */
export const rolesName = ({ roles: here }: Pick<RolesConfig, 'roles'>): string =>
  PIPELINE.filter((role) => here.has(role)).join('-');

/** Faults that concern several variables. */
export function roleFaults(values: Values & Others): string[] {
  const here = values.LANBI_ROLES;
  const apart = !isWhole({ roles: here }) && !isDashboardOnly({ roles: here });
  const pagesOnly = here.has('dashboard') && !here.has('api');
  const one = here.size === 1 && here.has('ingest');
  const several = values.LANBI_MQTT_SHARE !== undefined || values.LANBI_MQTT_SHARD !== undefined;
  const why = 'required, since LANBI_ROLES leaves something to other processes';
  const rules: readonly (readonly [boolean, string])[] = [
    [apart && values.LANBI_MQTT_URL === undefined, `LANBI_MQTT_URL: ${why}`],
    [
      apart && values.LANBI_STORE !== 'influx',
      `LANBI_STORE: influx is ${why}; an embedded store is of one process`,
    ],
    [
      pagesOnly && values.LANBI_API_URL === undefined,
      'LANBI_API_URL: required, since LANBI_ROLES has dashboard and no api',
    ],
    [
      several && !one,
      'LANBI_ROLES: must be ingest where LANBI_MQTT_SHARE or LANBI_MQTT_SHARD is set, since figures of a region need all of its stations',
    ],
  ];
  return rules.flatMap(([wrong, text]) => (wrong ? [text] : []));
}

export function rolesOf(values: Values): RolesConfig {
  const { LANBI_INGEST_URL: ingest, LANBI_EVALUATE_URL: evaluate, LANBI_ALERT_URL: alert } = values;
  const { LANBI_API_URL: api } = values;
  return {
    roles: values.LANBI_ROLES,
    elsewhere: {
      ...(ingest && { ingest }),
      ...(evaluate && { evaluate }),
      ...(alert && { alert }),
      ...(api && { api }),
    },
  };
}
