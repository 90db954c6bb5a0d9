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

/** When a store can be used. */
export interface StoreLifecycle {
  /** To be called before any other call. */
  open(): Promise<void>;
  /** Idempotent; any call after it rejects with `closed`. */
  close(): Promise<void>;
  /** Rejects with a LanbiError that says why when the store cannot take writes now. */
  ping(): Promise<void>;
}

/**
 * All ports of one engine: what an adapter implements and what a program opens. Whoever uses a store names the ports
 * that it needs instead.
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
