import { annotationsSuite } from './annotations.ts';
import { liveSuite } from './live.ts';
import { operationsSuite } from './operations.ts';
import { pages } from './pages.ts';

// The last two change what is stored.
pages({ live: liveSuite, operations: operationsSuite, annotations: annotationsSuite });
