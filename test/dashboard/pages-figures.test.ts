import { explainedSuite } from './explained.ts';
import { pages } from './pages.ts';

pages({ 'every figure': explainedSuite });
