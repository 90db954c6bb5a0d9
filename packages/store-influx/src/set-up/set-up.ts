import { HttpError, InfluxDB } from '@influxdata/influxdb-client';
import {
  AuthorizationsAPI,
  type Bucket,
  BucketsAPI,
  type Organization,
  OrgsAPI,
  SetupAPI,
} from '@influxdata/influxdb-client-apis';
import { LanbiError } from '@lanbi/model';
import type { InfluxConnection } from '../options.ts';
import { type Buckets, bucketsOf } from '../schema/buckets.ts';
import { type Permission, permissionsOf, TOKEN_ROLES, type TokenRole } from './roles.ts';

/** Retention of a bucket in days; 0 is without end. */
export type Retentions = Readonly<Partial<Record<keyof Buckets, number>>>;

export interface SetUpOptions extends Omit<InfluxConnection, 'token'> {
  /** The token of an operator. A server that was never set up takes it as its operator's token. */
  readonly token: string;
  readonly retentions?: Retentions;
  /** Whether missing tokens for the roles of lanbi are created. */
  readonly tokens?: boolean;
  /** The password of the first user of a server that was never set up. */
  readonly user?: { readonly name: string; readonly password: string };
}

export interface SetUp {
  /** What was created or changed, one line each; empty if everything existed. */
  readonly done: readonly string[];
  readonly tokens: Readonly<Partial<Record<TokenRole, string>>>;
}

const DAY_SECONDS = 86_400;
const descriptionOf = (role: TokenRole, bucket: string): string => `lanbi ${role} (${bucket})`;

interface Permitted {
  readonly action: string;
  readonly resource: { readonly id?: string };
}

/** Whether a token has all wanted permissions. */
const permits = (has: readonly Permitted[] | undefined, wanted: readonly Permission[]): boolean =>
  wanted.every(({ action, resource }) =>
    has?.some((one) => one.action === action && one.resource.id === resource.id),
  );

/** The parts of an InfluxDB that the set-up changes. */
class SettingUp {
  readonly #options: SetUpOptions;
  readonly #influx: InfluxDB;
  readonly done: string[] = [];

  constructor(options: SetUpOptions) {
    this.#options = options;
    this.#influx = new InfluxDB({ url: options.url, token: options.token, timeout: 10_000 });
  }

  /** Sets a new server up: first user, organization and operator's token. */
  async server(): Promise<void> {
    const { url, org, bucket, token, user } = this.#options;
    const api = new SetupAPI(new InfluxDB({ url }));
    if (!(await api.getSetup()).allowed) return;
    if (!user) throw notReady('the server was never set up: name its first user and password');
    const body = {
      username: user.name,
      password: user.password,
      org,
      bucket,
      token,
      retentionPeriodSeconds: 0,
    };
    await api.postSetup({ body });
    this.done.push(`first user ${user.name}, organization ${org}, bucket ${bucket}`);
  }

  async organization(): Promise<string> {
    const { org } = this.#options;
    const api = new OrgsAPI(this.#influx);
    const found = await absent(api.getOrgs({ org }));
    const there: Organization | undefined = found?.orgs?.find(({ name }) => name === org);
    const made = there ?? (await api.postOrgs({ body: { name: org } }));
    if (!there) this.done.push(`organization ${org}`);
    return made.id ?? '';
  }

  async bucket(orgID: string, name: string, days: number): Promise<string> {
    const api = new BucketsAPI(this.#influx);
    const retentionRules = [{ type: 'expire' as const, everySeconds: days * DAY_SECONDS }];
    const found = await absent(api.getBuckets({ orgID, name }));
    const there: Bucket | undefined = found?.buckets?.find((bucket) => bucket.name === name);
    if (!there) {
      const made = await api.postBuckets({ body: { orgID, name, retentionRules } });
      this.done.push(`bucket ${name}, kept ${days === 0 ? 'for ever' : `${days} days`}`);
      return made.id ?? '';
    }
    const id = there.id ?? '';
    if ((there.retentionRules[0]?.everySeconds ?? 0) !== days * DAY_SECONDS) {
      await api.patchBucketsID({ bucketID: id, body: { retentionRules } });
      this.done.push(`bucket ${name} is kept ${days === 0 ? 'for ever' : `${days} days`} now`);
    }
    return id;
  }

  /** The token of a role: the existing one if the server still returns it, else a new one. */
  async token(orgID: string, role: TokenRole, permissions: Permission[]): Promise<string | undefined> {
    const api = new AuthorizationsAPI(this.#influx);
    const description = descriptionOf(role, this.#options.bucket);
    const { authorizations = [] } = await api.getAuthorizations({ orgID });
    const named = authorizations.filter(
      (one) => one.description === description && one.status !== 'inactive',
    );
    const there = named.find((one) => permits(one.permissions, permissions));
    if (there) return there.token;
    const made = await api.postAuthorizations({ body: { orgID, description, permissions } });
    // A token of a bucket that was deleted and created again has no permission.
    for (const { id } of named) if (id) await api.deleteAuthorizationsID({ authID: id });
    this.done.push(
      `token of ${role}${named.length > 0 ? ', in place of one for buckets that are gone' : ''}`,
    );
    return made.token;
  }
}

/**
 * Creates what lanbi needs in an InfluxDB: organization, buckets with their retentions, and a token with the least
 * permissions for each role. What exists stays; a second run changes nothing.
 * @throws LanbiError store-unavailable with the reason
 */
export async function setUp(options: SetUpOptions): Promise<SetUp> {
  try {
    return await setUpAll(options);
  } catch (error) {
    if (error instanceof LanbiError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new LanbiError('store-unavailable', `InfluxDB was not set up: ${why}`, { cause: error });
  }
}

async function setUpAll(options: SetUpOptions): Promise<SetUp> {
  const setting = new SettingUp(options);
  await setting.server();
  const orgID = await setting.organization();
  const names = Object.entries(bucketsOf(options.bucket)) as [keyof Buckets, string][];
  const ids: Partial<Record<keyof Buckets, string>> = {};
  for (const [key, name] of names)
    ids[key] = await setting.bucket(orgID, name, options.retentions?.[key] ?? 0);
  const tokens: Partial<Record<TokenRole, string>> = {};
  for (const role of options.tokens === false ? [] : TOKEN_ROLES) {
    const token = await setting.token(
      orgID,
      role,
      permissionsOf(role, orgID, ids as Record<keyof Buckets, string>),
    );
    if (token) tokens[role] = token;
  }
  return { done: setting.done, tokens };
}

const notReady = (message: string): LanbiError => new LanbiError('store-unavailable', message);

/** Undefined if the server answers 404. */
async function absent<Answer>(asking: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await asking;
  } catch (error) {
    if (error instanceof HttpError && error.statusCode === 404) return undefined;
    throw error;
  }
}
