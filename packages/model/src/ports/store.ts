import type { AirColumnsReader } from './air-columns.ts';
import type { AnnotationReader, AnnotationWriter } from './annotations.ts';
import type { AuditTrail } from './audit-trail.ts';
import type { StatesCapabilities } from './capabilities.ts';
import type { DeadLetterMaintenance } from './dead-letter-maintenance.ts';
import type { DeadLetterReader, ReplayMarks } from './dead-letters.ts';
import type { MayLoseResults } from './lost-results.ts';
import type { EvaluationNotes } from './notes.ts';
import type { ObservationLog } from './observation-log.ts';
import type { ObservationReader } from './observation-reader.ts';
import type { ObservationWriter } from './observation-writer.ts';
import type { PublishedBulletins } from './published-bulletins.ts';
import type { RecordLog } from './record-log.ts';
import type { RecordReader } from './record-reader.ts';
import type { RecordWriter } from './record-writer.ts';

/** Opens, closes and checks a store. */
export interface StoreLifecycle {
  /** Opens the store; call it before any other method. */
  open(): Promise<void>;
  /** Closes the store. Idempotent; any call after it rejects with `closed`. */
  close(): Promise<void>;
  /** Resolves if the store accepts writes now; otherwise rejects with a LanbiError that gives the reason. */
  ping(): Promise<void>;
}

/**
 * All ports of one engine: an adapter implements them, and the program opens them. A user of a store names only the
 * ports that it needs.
 */
export interface Store
  extends StoreLifecycle,
    StatesCapabilities,
    MayLoseResults,
    // Written by ingest, in the order of arrival; followed by evaluate and alert; read by whoever computes figures.
    ObservationWriter,
    ObservationLog,
    ObservationReader,
    // Written by evaluate; followed by the announcer, alert and the caches of query; read by whoever computes figures.
    RecordWriter,
    RecordLog,
    RecordReader,
    AirColumnsReader,
    AuditTrail,
    EvaluationNotes,
    // Written and read by api.
    AnnotationWriter,
    AnnotationReader,
    PublishedBulletins,
    // Read by api, replayed and removed by ingest.
    DeadLetterReader,
    ReplayMarks,
    DeadLetterMaintenance {}
