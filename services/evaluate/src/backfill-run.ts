import { LOG_START, type Offset, type QualitySettings } from '@lanbi/model';
import { type Backfill, backfillOf, earlierOf, rebuildOf } from './backfill.ts';
import type { EvaluatorDeps } from './deps.ts';
import type { Inputs } from './inputs.ts';

/** How far a backfill is: its observations are being applied, or all are and wait to be written. */
type State =
  | { readonly kind: 'none' }
  | { readonly kind: 'applying' | 'applied'; readonly backfill: Backfill };

const NONE: State = { kind: 'none' };

/**
 * Evaluates stored observations again, beside the log: when rules or registry changed since the last start, and when records
 * were lost. A part is applied while the log has nothing new. After a failure or a kill it begins again.
 */
export class BackfillRun {
  readonly #deps: EvaluatorDeps;
  readonly #inputs: Inputs;
  readonly #offset: () => Offset;
  #state: State = NONE;
  /** Records were lost, and their backfill has not begun. */
  #isLost = false;
  /** Observations that the backfill has applied. */
  #count = 0;

  /** @param applied the offset up to which entries of the log are applied */
  constructor(deps: EvaluatorDeps, inputs: Inputs, applied: () => Offset | undefined) {
    this.#deps = deps;
    this.#inputs = inputs;
    this.#offset = () => applied() ?? LOG_START;
  }

  /** Calls back when records were lost. Returns how to stop. */
  onLost(listener: () => void): () => void {
    const stop = this.#deps.store.lostResults?.onLost(() => {
      this.#isLost = true;
      listener();
    });
    return () => stop?.();
  }

  /** Begins what is to be evaluated again. Answers other rules of data quality that some records may depend on. */
  async restore(): Promise<readonly QualitySettings[]> {
    if (this.#state.kind !== 'none' && this.#state.backfill.reason === 'lost-records') this.#isLost = true;
    const { clock, log } = this.#deps;
    const earlier = await earlierOf(this.#sources, clock.now());
    const stations = earlier.plan.size;
    if (stations > 0) log.info({ stations }, 'the registry says otherwise: readings are evaluated again');
    this.#begin(backfillOf(this.#sources, earlier, this.#offset));
    return earlier.rules;
  }

  get #sources() {
    const { store, registry } = this.#deps;
    return { store, registry, quality: this.#inputs.quality, seen: this.#inputs.store };
  }

  #begin(backfill: Backfill | undefined): void {
    this.#count = 0;
    this.#state = backfill ? { kind: 'applying', backfill } : NONE;
  }

  /** Whether there are observations to apply again. */
  get isApplying(): boolean {
    return this.#state.kind === 'applying' || (this.#state.kind === 'none' && this.#isLost);
  }

  /** Whether all are applied: their records are to be written. */
  get isApplied(): boolean {
    return this.#state.kind === 'applied';
  }

  /** Observations evaluated again so far for lost records; undefined if none are being rebuilt. */
  get rebuilt(): number | undefined {
    const isRebuilding = this.#state.kind !== 'none' && this.#state.backfill.reason === 'lost-records';
    return isRebuilding ? this.#count : undefined;
  }

  /** Applies the next part. Answers how many observations it had. */
  async apply(): Promise<number> {
    if (this.#state.kind === 'none' && this.#isLost) this.#beginRebuild();
    if (this.#state.kind !== 'applying') return 0;
    const { backfill } = this.#state;
    const { value, done } = await backfill.parts.next();
    if (done) {
      this.#state = { kind: 'applied', backfill };
      return 0;
    }
    await this.#inputs.applyAgain(value);
    this.#count += value.inputs.length;
    return value.inputs.length;
  }

  #beginRebuild(): void {
    const { clock, log } = this.#deps;
    this.#isLost = false;
    log.warn('results were lost in the store: all observations are evaluated again, the newest first');
    this.#begin(rebuildOf(this.#sources, clock.now(), this.#offset));
  }

  /** To be called when everything that was applied is durable. */
  async flushed(): Promise<void> {
    if (this.#state.kind !== 'applied') return;
    const { backfill } = this.#state;
    const { store, log } = this.#deps;
    await backfill.done();
    this.#inputs.restoreQuality([]);
    this.#state = NONE;
    if (backfill.reason === 'lost-records') {
      if (this.#isLost) return;
      await store.lostResults?.rebuilt();
      log.info('the results that were lost are built again');
    } else log.info('all that the rules of data quality or the registry re-opened is evaluated');
  }
}
