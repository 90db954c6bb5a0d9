import { budgetSuite } from './budget.ts';
import { pages } from './pages.ts';
import { walkSuite } from './walk.ts';

pages({ 'every view': walkSuite, 'the budget': budgetSuite });
