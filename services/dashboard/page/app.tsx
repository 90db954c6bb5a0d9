import { useEffect } from 'preact/hooks';
import { path } from './core/route.ts';
import { needsLogin } from './core/session.ts';
import { site } from './core/site.ts';
import { Explain } from './parts/explain.tsx';
import { lazy } from './parts/lazy.tsx';
import { Login } from './parts/login.tsx';
import { Top } from './parts/top.tsx';
import { Now } from './views/now/now.tsx';
import { words } from './words/words.ts';

// The first view is in the first script; each other one comes with its own.
const AirPlace = lazy(async () => (await import('./views/air/place.tsx')).AirPlace);
const Ranking = lazy(async () => (await import('./views/air/ranking.tsx')).Ranking);
const Compare = lazy(async () => (await import('./views/air/compare.tsx')).Compare);
const SectionPage = lazy(async () => (await import('./views/water/section.tsx')).SectionPage);
const Water = lazy(async () => (await import('./views/water/water.tsx')).Water);
const Bulletins = lazy(async () => (await import('./views/bulletins/bulletins.tsx')).Bulletins);
const Operations = lazy(async () => (await import('./views/operations/operations.tsx')).Operations);

interface View {
  readonly title: string;
  readonly show: () => preact.JSX.Element;
}

function viewOf(at: string): View {
  const w = words.value;
  const [first, second, third, more] = at.split('/').slice(1).map(decodeURIComponent);
  if (at === '/') return { title: w.now, show: () => <Now /> };
  if (at === '/air') return { title: w.air, show: () => <Ranking /> };
  if (at === '/air/compare') return { title: w.compare, show: () => <Compare /> };
  if (at === '/water') return { title: w.water, show: () => <Water /> };
  if (at === '/bulletins') return { title: w.bulletins, show: () => <Bulletins /> };
  if (at === '/operations') return { title: w.operations, show: () => <Operations /> };
  if (first === 'air' && (second === 'regions' || second === 'stations') && third && more === undefined)
    return { title: w.air, show: () => <AirPlace of={second} id={third} key={at} /> };
  if (first === 'water' && second === 'sections' && third && more === undefined)
    return { title: w.water, show: () => <SectionPage id={third} key={at} /> };
  return {
    title: w.notFound,
    show: () => (
      <div class="panel">
        <h1>{w.notFound}</h1>
        <p>{w.notFoundWhy}</p>
      </div>
    ),
  };
}

/** The whole page: what stands above, the view of the path, and the drawer of explanations. */
export function App() {
  const { title, show } = viewOf(path.value);
  const w = words.value;
  useEffect(() => {
    document.title = `${title} · ${w.title}`;
  }, [title, w]);
  return (
    <>
      <Top />
      <main id="main" tabindex={-1}>
        {needsLogin.value ? <Login /> : show()}
      </main>
      {!needsLogin.value && <Explain />}
      <footer class="foot">
        <span>lanbi 蓝碧</span>
        {site.value.api && <a href="/docs">{w.apiDocs}</a>}
      </footer>
    </>
  );
}
