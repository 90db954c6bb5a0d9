import type { Instant } from '@lanbi/standards';
import type { Annotation, AnnotationKind, StoredAnnotation, Withdrawal } from '../nouns/annotation.ts';

/** Selects annotations; they are returned in the order in which they were entered. */
export interface AnnotationQuery {
  readonly kind?: AnnotationKind;
  readonly subject?: string;
  /** Whether they are withdrawn; by default both. */
  readonly withdrawn?: boolean;
  /** Only annotations after this id; 0 for all. */
  readonly behind: number;
  readonly limit: number;
}

/** The outcome of entering an annotation. */
export type EnteredAnnotation =
  | { readonly outcome: 'entered'; readonly annotation: StoredAnnotation }
  /**
   * Another one of the same kind and subject is in force on some of the days (dust: for some of the pollutants);
   * nothing is stored.
   */
  | { readonly outcome: 'conflict'; readonly annotation: StoredAnnotation };

/** Reads annotations, including withdrawn ones. */
export interface AnnotationReader {
  annotation(id: number): Promise<StoredAnnotation | undefined>;
  annotations(query: AnnotationQuery): Promise<readonly StoredAnnotation[]>;
  /** Returns the largest assigned version; 0 before the first. */
  annotationVersion(): Promise<number>;
  /** Calls back after each annotation that is entered or withdrawn. Returns a function that stops this. */
  onAnnotations(listener: () => void): () => void;
}

/**
 * Enters and withdraws annotations. An annotation is never changed or deleted: it is withdrawn, and both stay on
 * record. A call is durable when it resolves; the store does not retry.
 */
export interface AnnotationWriter {
  enterAnnotation(annotation: Annotation): Promise<EnteredAnnotation>;
  /**
   * Withdraws an annotation, and returns it; one that was withdrawn before is unchanged. Undefined if there is none.
   */
  withdrawAnnotation(id: number, withdrawal: Withdrawal): Promise<StoredAnnotation | undefined>;
}

/** All annotations in force in the store where they are entered. */
export interface AnnotationSet {
  readonly annotations: readonly StoredAnnotation[];
  /** Time at which they were read there. */
  readonly at: Instant;
}

/** A store that copies its annotations from another one. */
export interface AnnotationReplica {
  /**
   * Makes the annotations in force equal to the set: enters missing ones, withdraws those that are not in it. Ids and
   * versions are those of this store. Returns whether anything changed; durable when it resolves. The same set again
   * changes nothing.
   */
  applyAnnotations(set: AnnotationSet): Promise<boolean>;
}
