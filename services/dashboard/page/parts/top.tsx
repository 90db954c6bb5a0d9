import { useEffect } from 'preact/hooks';
import { loadBehind } from '../core/latest.ts';
import { connection, reloadAll } from '../core/live.ts';
import { useLoad } from '../core/load.ts';
import { go, hrefTo, hrefWith, param, path } from '../core/route.ts';
import { needsLogin } from '../core/session.ts';
import { lang, palette, rememberLang, type Theme, theme } from '../core/settings.ts';
import { site } from '../core/site.ts';
import { now, timeAt } from '../core/time.ts';
import { words } from '../words/words.ts';

const BEHIND_KINDS = ['aqi.hour', 'region.aqi.hour', 'class.sample'];

const isAt = (base: string): boolean =>
  base === '/' ? path.value === '/' : path.value === base || path.value.startsWith(`${base}/`);

function Views() {
  const w = words.value;
  const views = [
    ['/', w.now],
    ['/air', w.air],
    ['/water', w.water],
    ['/bulletins', w.bulletins],
    ['/operations', w.operations],
  ] as const;
  return (
    <nav class="views" aria-label={w.title}>
      {views.map(([base, text]) => (
        <a key={base} href={hrefTo(base)} aria-current={isAt(base) ? 'page' : undefined}>
          {text}
        </a>
      ))}
    </nav>
  );
}

function Settings() {
  const w = words.value;
  const themes: readonly (readonly [Theme, string])[] = [
    ['auto', w.themeAuto],
    ['light', w.themeLight],
    ['dark', w.themeDark],
  ];
  const other = lang.value === 'zh' ? 'en' : 'zh';
  const chooseLang = (event: Event): void => {
    event.preventDefault();
    rememberLang(other);
    go(hrefWith({ lang: other }), true);
  };
  return (
    <div class="settings">
      <label>
        <span class="hidden">{w.theme}</span>
        <select
          value={theme.value}
          onChange={(event) => {
            theme.value = event.currentTarget.value as Theme;
          }}
        >
          {themes.map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span class="hidden">{w.palette}</span>
        <select
          value={palette.value}
          onChange={(event) => {
            palette.value = event.currentTarget.value === 'cvd' ? 'cvd' : 'national';
          }}
        >
          <option value="national">{w.paletteNational}</option>
          <option value="cvd">{w.paletteCvd}</option>
        </select>
      </label>
      <a
        href={hrefWith({ lang: other })}
        onClick={chooseLang}
        lang={other === 'zh' ? 'zh-CN' : 'en'}
        hreflang={other}
      >
        {other === 'zh' ? '中文' : 'English'}
      </a>
    </div>
  );
}

function Connection() {
  const w = words.value;
  const state = connection.value;
  // Without a login there is no stream that could be lost.
  if (needsLogin.value) return null;
  return (
    <p class={`connection ${state}`} role="status">
      <span aria-hidden="true" class="dot" />
      {state === 'live' ? w.live : state === 'away' ? w.away : w.waiting}
    </p>
  );
}

/** That nothing here was measured, on every view and on paper. */
function Demo() {
  const w = words.value;
  if (!site.value.demo) return null;
  return (
    <aside class="demo" aria-label={w.demo}>
      <b>{w.demo}</b> {w.demoWhy}
    </aside>
  );
}

/** As many entries are evaluated within a second or two: of fewer nothing is said. */
const MANY = 5_000;

/** While evaluation is behind, it is asked so often whether it still is. */
const BEHIND_MS = 10_000;

/**
 * How far evaluation is behind, while it is far behind. When it has caught up everything is loaded again: figures that
 * did not change were provisional until then.
 */
function Behind() {
  const w = words.value;
  const { value = 0 } = useLoad('behind', loadBehind, BEHIND_KINDS);
  const isBehind = value > 0;
  useEffect(() => {
    if (!isBehind) return;
    const timer = setInterval(() => {
      // Where the API is away the view says so by its own loads.
      loadBehind().then(
        (now) => now === 0 && reloadAll(),
        () => undefined,
      );
    }, BEHIND_MS);
    return () => clearInterval(timer);
  }, [isBehind]);
  if (value < MANY) return null;
  return (
    <p class="notice behind" role="status">
      {w.behind(value)}
    </p>
  );
}

/** What is said above a view of the whole state. */
function Notices() {
  return (
    <>
      <Demo />
      {!needsLogin.value && <Behind />}
    </>
  );
}

/** On paper an age says nothing without the time at which it was printed. */
const Printed = () => (
  <p class="quiet printed">
    {words.value.printedAt} {timeAt(now.value)}
  </p>
);

/** What stands above every view. */
export function Top() {
  const w = words.value;
  if (param('kiosk') !== undefined)
    return (
      <>
        <Connection />
        <Notices />
      </>
    );
  return (
    <>
      <header class="top">
        <a class="skip" href="#main">
          {w.skip}
        </a>
        <a class="brand" href={hrefTo('/')}>
          <img src="/page/icon.svg" alt="" width="28" height="28" />
          <span>{w.title}</span>
        </a>
        <Views />
        <Connection />
        <Settings />
        <Printed />
      </header>
      <Notices />
    </>
  );
}
