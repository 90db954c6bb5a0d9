import * as z from 'zod';

/** What a process may be; one that is all of them needs no other. */
export const ROLES = ['ingest', 'evaluate', 'alert', 'api'] as const;
export type Role = (typeof ROLES)[number];

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
});

type Values = z.infer<typeof ROLE_VARIABLES>;

export interface RolesConfig {
  readonly roles: ReadonlySet<Role>;
  /** Where the other processes answer what is theirs. */
  readonly elsewhere: Readonly<Partial<Record<Role, string>>>;
}

interface Others {
  readonly LANBI_MQTT_URL?: string | undefined;
  readonly LANBI_STORE: string;
  readonly LANBI_MQTT_SHARE?: unknown;
  readonly LANBI_MQTT_SHARD?: unknown;
}

/** Whether this process is everything that lanbi is. */
export const isWhole = ({ roles: here }: Pick<RolesConfig, 'roles'>): boolean => here.size === ROLES.length;

/** Faults that no single variable shows. */
export function roleFaults(values: Values & Others): string[] {
  const here = values.LANBI_ROLES;
  const apart = here.size < ROLES.length;
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
      several && !one,
      'LANBI_ROLES: must be ingest where LANBI_MQTT_SHARE or LANBI_MQTT_SHARD is set, since figures of a region need all of its stations',
    ],
  ];
  return rules.flatMap(([wrong, text]) => (wrong ? [text] : []));
}

export function rolesOf(values: Values): RolesConfig {
  const { LANBI_INGEST_URL: ingest, LANBI_EVALUATE_URL: evaluate, LANBI_ALERT_URL: alert } = values;
  return {
    roles: values.LANBI_ROLES,
    elsewhere: { ...(ingest && { ingest }), ...(evaluate && { evaluate }), ...(alert && { alert }) },
  };
}
