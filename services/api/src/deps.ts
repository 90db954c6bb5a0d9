import type { StalenessLimits, WaterMinimum } from '@lanbi/evaluation';
import type {
  AlertStore,
  AnnotationReader,
  AnnotationWriter,
  Clock,
  DeadLetterReader,
  DryRunner,
  PublishedBulletins,
  QualityFlagStore,
  QualitySettings,
  Registry,
  Replayer,
  StoreLifecycle,
} from '@lanbi/model';
import type {
  AirFigures,
  FamilyEntry,
  LatestFigures,
  QueryDeps,
  Statements,
  WaterFigures,
} from '@lanbi/query';
import type { Logger, Metrics } from '@lanbi/runtime';
import type { PressureSettings } from './http/pressure.ts';
import type { VersionOf } from './http/ready-answers.ts';
import type { UnderWayBounds } from './http/under-way.ts';
import type { RingBounds } from './stream/ring-bounds.ts';

/** One thing that must be well before requests make sense. */
export interface ReadinessCheck {
  readonly name: string;
  readonly ok: boolean;
  /** Why it is not, or, where it is, what is amiss all the same. */
  readonly reason?: string;
}

export interface Alerting {
  readonly alerts: AlertStore;
  readonly dryRun: DryRunner;
}

/** Calls that belong together, since one process has what they need. */
export type CallGroup = 'figures' | 'alerts' | 'dead letters' | 'audit';

/** The process that answers a group of calls. */
export interface Elsewhere {
  /** Its role, for a person. */
  readonly by: string;
  /** Where it is; undefined: nobody said, and the calls answer 503 with that reason. */
  readonly url: string | undefined;
  /** The setting that says where it is. */
  readonly variable: string;
}

/** Who may ask, how often, and from which pages. */
export interface AccessSettings {
  /** A file of hashed keys. */
  readonly keyFile?: string;
  /** Requests a minute of one key; 0: any number. */
  readonly rate?: number;
  /** Origins whose pages may ask; none by default. */
  readonly origins?: readonly string[];
  /** Addresses and networks of proxies, whose `X-Forwarded-For` says whom a request is from; none by default. */
  readonly proxies?: readonly string[];
  /** How long answers that are under way at the end may take, in ms. */
  readonly drainMs?: number;
  /** In which a request must have come whole, in ms. */
  readonly requestMs?: number;
  /** In which an answer must have begun, in ms. */
  readonly answerMs?: number;
  readonly pressure?: PressureSettings;
  /** What one key, or one address where no key is asked for, may have under way. */
  readonly underWay?: Partial<UnderWayBounds>;
  /** How long a client may not read an answer before its connection is closed, in ms. */
  readonly unreadMs?: number;
  /** What all streams keep of each log in memory. */
  readonly ring?: RingBounds;
}

export interface ApiDeps {
  readonly store: QueryDeps['store'] &
    Pick<QualityFlagStore, 'qualityFlags'> &
    AnnotationReader &
    AnnotationWriter &
    PublishedBulletins &
    DeadLetterReader &
    Pick<StoreLifecycle, 'ping'>;
  /** Absent where no readings are taken in: then dead letters can't be replayed. */
  readonly replayer?: Replayer;
  /** Absent where alerts are not kept: then their calls are not there. */
  readonly alerting?: Alerting;
  /** Groups of calls that are not answered here, and where they are; `absent`: they are not there at all. None by default. */
  readonly elsewhere?: Readonly<Partial<Record<CallGroup, Elsewhere | 'absent'>>>;
  readonly registry: Registry;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly log: Logger;
  /** When a station is late and silent; the defaults where not given. */
  readonly staleness?: StalenessLimits;
  /** What figures are evaluated with, so that they can be evaluated again; the defaults where not given. */
  readonly quality?: QualitySettings;
  readonly waterMinimum?: WaterMinimum;
  /** Least share of days, per cent, of periods without a rule in the standard; the default where not given. */
  readonly periodCoverage?: number;
  /** Hours in which late data are expected; the default where not given. */
  readonly provisionalHours?: number;
  /** Whether the stations of this process are simulated; not where not given. */
  readonly simulated?: boolean;
  /** Figures of air over periods, where they are shared with others of this process; made here where not given. */
  readonly air?: AirFigures;
  /** Figures of water over periods, where they are shared with others of this process; made here where not given. */
  readonly water?: WaterFigures;
  /** The families of figures; all that there are where not given. */
  readonly catalogue?: readonly FamilyEntry[];
  readonly readiness: () => Promise<readonly ReadinessCheck[]>;
  /** Keys in plain text, which may do everything; without these and the file the API is open (loopback only, the configuration sees to it). */
  readonly apiKeys: readonly string[];
  readonly access?: AccessSettings;
}

/** What the calls on figures need. */
export interface FigureDeps extends ApiDeps {
  readonly catalogue: readonly FamilyEntry[];
  /** Figures of air and of water over periods. */
  readonly air: AirFigures;
  readonly water: WaterFigures;
  /** What the registry and annotations say. */
  readonly statements: Statements;
  /** The latest figures, in memory. */
  readonly latest: LatestFigures;
  /** Called between the parts of a long answer, so that other requests are served meanwhile. */
  readonly yieldNow: () => Promise<void>;
  /** The version of answers that are made of anything that is stored. */
  readonly version: VersionOf;
}

/** What the calls on alerts need. */
export type AlertApiDeps = ApiDeps & Alerting & Pick<FigureDeps, 'statements'>;

/** What the calls on dead letters need. */
export type ReplayApiDeps = ApiDeps & { readonly replayer: Replayer };
