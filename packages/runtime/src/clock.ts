import type { Clock } from '@lanbi/model';
import { instant } from '@lanbi/standards';

export const systemClock: Clock = { now: () => instant(Date.now()) };
