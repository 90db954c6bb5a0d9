import { render } from 'preact';
import { App } from './app.tsx';
import { startLive } from './core/live.ts';
import { startRouting } from './core/route.ts';
import { startSettings } from './core/settings.ts';
import { startSite } from './core/site.ts';
import { startClock } from './core/time.ts';

startSettings();
startRouting();
startClock();
startSite();
const root = document.getElementById('page');
if (root) render(<App />, root);
startLive();
