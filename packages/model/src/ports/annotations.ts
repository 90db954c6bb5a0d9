import type { Instant } from '@lanbi/standards';
import type { Annotation, AnnotationKind, StoredAnnotation, Withdrawal } from '../nouns/annotation.ts';

/** Which annotations are asked for, in the order in which they were entered. */
export interface AnnotationQuery {
  readonly kind?: AnnotationKind;
  readonly subject?: string;
  /** Whether they are withdrawn; both where not given. */
  readonly withdrawn?: boolean;
  /** Only those behind this id; 0 for all. */
  readonly behind: number;
  readonly limit: number;
}

/** What became of an annotation that was to be entered. */
export type EnteredAnnotation =
  | { readonly outcome: 'entered'; readonly annotation: StoredAnnotation }
  /** One of the same kind and subject holds on some of the days, of dust for some of the pollutants: nothing is stored. */
  | { readonly outcome: 'conflict'; readonly annotation: StoredAnnotation };

/** Reads annotations, also those that are withdrawn. */
export interface AnnotationReader {
  annotation(id: number): Promise<StoredAnnotation | undefined>;
  annotations(query: AnnotationQuery): Promise<readonly StoredAnnotation[]>;
  /** The largest version that was given; 0 before the first. */
  annotationVersion(): Promise<number>;
  /** Calls back after each annotation that is entered or withdrawn. Returns how to stop. */
  onAnnotations(listener: () => void): () => void;
}

/**
 * Enters and withdraws inputs of figures that no station sent. An annotation is never changed or deleted: it is withdrawn,
 * and both stay on record. A call is durable when it resolves; the store does not retry.
 */
export interface AnnotationWriter {
  enterAnnotation(annotation: Annotation): Promise<EnteredAnnotation>;
  /** Of one that was withdrawn before as it was then; undefined where there is none. */
  withdrawAnnotation(id: number, withdrawal: Withdrawal): Promise<StoredAnnotation | undefined>;
}

/** All annotations that hold in the store where they are entered. */
export interface AnnotationSet {
  readonly annotations: readonly StoredAnnotation[];
  /** When they were read there. */
  readonly at: Instant;
}

/** A store that takes its annotations over from another one. */
export interface AnnotationReplica {
  /**
   * Makes the annotations that hold here those of the set: enters what is missing, withdraws what is not in it. Ids and
   * versions are those of this store. Answers whether anything changed; durable when it resolves. The same set again
   * changes nothing.
   */
  applyAnnotations(set: AnnotationSet): Promise<boolean>;
}
