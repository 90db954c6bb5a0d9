import { type AnnotationReader, type Registry, StatementsInForce, type StoredAnnotation } from '@lanbi/model';

/** Annotations that are read at once. */
const PAGE = 5_000;

/** Where annotations are read. */
export type StatementStore = Pick<AnnotationReader, 'annotations' | 'annotationVersion'>;

interface Deps {
  readonly store: StatementStore;
  readonly registry: Registry;
}

/** All annotations, also those that are withdrawn, in the order in which they were entered. */
export async function allAnnotations(
  store: Pick<AnnotationReader, 'annotations'>,
): Promise<readonly StoredAnnotation[]> {
  const all: StoredAnnotation[] = [];
  for (;;) {
    const behind = all.at(-1)?.id ?? 0;
    const page = await store.annotations({ behind, limit: PAGE });
    all.push(...page);
    if (page.length < PAGE) return all;
  }
}

/** Statements of the registry and of all annotations, read again after one is entered or withdrawn. */
export class Statements {
  readonly #deps: Deps;
  #held: StatementsInForce;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#held = new StatementsInForce(deps.registry);
  }

  /** What is said at the time of the call, or later. */
  async inForce(): Promise<StatementsInForce> {
    const version = await this.#deps.store.annotationVersion();
    if (version > this.#held.version) {
      const read = new StatementsInForce(this.#deps.registry, await allAnnotations(this.#deps.store));
      // A call that began later may have ended before.
      if (read.version > this.#held.version) this.#held = read;
    }
    return this.#held;
  }
}
