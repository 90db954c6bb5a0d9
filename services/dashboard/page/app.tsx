import { useEffect } from 'preact/hooks';
import { path } from './core/route.ts';
import { needsLogin } from './core/session.ts';
import { Explain } from './parts/explain.tsx';
import { Login } from './parts/login.tsx';
import { Top } from './parts/top.tsx';
import { AirPlace } from './views/air/place.tsx';
import { Ranking } from './views/air/ranking.tsx';
import { Now } from './views/now/now.tsx';
import { SectionPage } from './views/water/section.tsx';
import { Strips } from './views/water/strips.tsx';
import { words } from './words/words.ts';

interface View {
  readonly title: string;
  readonly show: () => preact.JSX.Element;
}

function viewOf(at: string): View {
  const w = words.value;
  const [first, second, third, more] = at.split('/').slice(1).map(decodeURIComponent);
  if (at === '/') return { title: w.now, show: () => <Now /> };
  if (at === '/air') return { title: w.air, show: () => <Ranking /> };
  if (at === '/water') return { title: w.water, show: () => <Strips /> };
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
        <a href="/docs">{w.apiDocs}</a>
      </footer>
    </>
  );
}
