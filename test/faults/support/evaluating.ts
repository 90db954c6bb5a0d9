import { NO_QUALITY } from '@lanbi/evaluation';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { readSlowly, startEvaluator } from '../../support/evaluation.ts';
import { AIR_REGISTRY } from './air-registry.ts';

/** Evaluates the store of a file until it is killed; says when it has begun and when all is evaluated. */
const [path = ''] = process.argv.slice(2);
const store = createEmbeddedStore({ path });
await store.open();
const evaluator = await startEvaluator(readSlowly(store, 20), AIR_REGISTRY, { quality: NO_QUALITY });
console.log('begun');
await evaluator.caughtUp();
console.log('done');
// Lives until it is killed.
setInterval(() => {}, 1_000);
