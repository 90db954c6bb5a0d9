import { LanbiProblem } from '@lanbi/client';
import { useEffect, useRef } from 'preact/hooks';
import { api } from '../../core/api.ts';
import { callOf } from '../../core/calls.ts';
import { useLoad } from '../../core/load.ts';
import { go, hrefWith, param } from '../../core/route.ts';
import { lang } from '../../core/settings.ts';
import { Figure } from '../../parts/figure.tsx';
import { Panel } from '../../parts/panel.tsx';
import { While } from '../../parts/state.tsx';
import { nameOf, words } from '../../words/words.ts';
import { lastMonth, periods } from './periods.ts';
import { Published } from './publish.tsx';

const FORM = /^\d{4}(-(0[1-9]|1[0-2])|-Q[1-4])?$/;

const loadRegions = async () => (await api.get('/v1/regions', { params: { query: { limit: 1000 } } })).data;

interface Asked {
  readonly period: string;
  readonly region: string | undefined;
  /** Of a published bulletin, which is shown as it was published. */
  readonly number: string | undefined;
}

function asked(): Asked {
  const period = param('period') ?? '';
  return {
    period: FORM.test(period) ? period : lastMonth(),
    region: param('region'),
    number: param('number'),
  };
}

const queryOf = ({ region }: Pick<Asked, 'region'>) => (region === undefined ? {} : { region });

/** The bulletin as the API writes it, in the language of the page. */
const bulletinText = ({ period, region, number }: Asked, language: 'zh' | 'en'): Promise<string> =>
  number !== undefined
    ? api.text('/v1/bulletins/published/{number}', 'text/html', {
        params: { path: { number }, query: { format: 'html', lang: language } },
      })
    : api.text('/v1/bulletins/{period}', 'text/html', {
        params: { path: { period }, query: { format: 'html', lang: language, ...queryOf({ region }) } },
      });

/** The bulletin; undefined where nothing of its period is evaluated yet. */
async function loadBulletin(of: Asked, language: 'zh' | 'en'): Promise<string | undefined> {
  try {
    return await bulletinText(of, language);
  } catch (error) {
    if (error instanceof LanbiProblem && error.type === 'no-data') return undefined;
    throw error;
  }
}

/** Tables that are wider than the page take the focus, so that keys can scroll them (WCAG 2.2, 2.1.1). */
function focusWide(root: HTMLElement): void {
  for (const wide of root.querySelectorAll<HTMLElement>('.wide')) {
    wide.tabIndex = 0;
    wide.role = 'region';
    wide.ariaLabel = words.value.tableOf(wide.querySelector('caption')?.textContent ?? '');
  }
}

/** Tables of more columns are wider than a phone. */
const NARROW_COLUMNS = 4;

/** Names the column of each cell of a wide table: on a phone its rows are blocks. */
function labelCells(table: HTMLTableElement): void {
  const heads = [...table.querySelectorAll('thead th')].map((head) => head.textContent ?? '');
  if (heads.length <= NARROW_COLUMNS) return;
  table.classList.add('stack');
  for (const row of table.querySelectorAll('tbody tr'))
    for (const [at, cell] of [...row.children].entries()) cell.setAttribute('data-label', heads[at] ?? '');
}

/** The document is shown in the style of the page, and another one is against its policy. */
const STYLE = /<style>[\s\S]*?<\/style>/g;

/** The body of a document of the API. A document that is parsed runs nothing, and its style is not taken. */
function Document({ html }: { readonly html: string }) {
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const parsed = new DOMParser().parseFromString(html.replace(STYLE, ''), 'text/html');
    // The page has landmarks of its own: what stands in those of the document is taken.
    element.replaceChildren(...[...parsed.body.children].flatMap((part) => [...part.children]));
    focusWide(element);
    for (const table of element.querySelectorAll('table')) labelCells(table);
  }, [html]);
  return <article class="bulletin" ref={box} lang={lang.value === 'zh' ? 'zh-CN' : 'en'} />;
}

function Fields({ period, region }: Pick<Asked, 'period' | 'region'>) {
  const w = words.value;
  const regions = useLoad('all regions', loadRegions).value ?? [];
  const { months, quarters, years } = periods();
  const groups = [
    [w.month, months],
    [w.quarter, quarters],
    [w.year, years],
  ] as const;
  const known = groups.some(([, all]) => all.includes(period));
  const set = (form: HTMLFormElement): void => {
    const data = new FormData(form);
    const text = (name: string): string | undefined => String(data.get(name) ?? '') || undefined;
    go(hrefWith({ period: text('period'), region: text('region'), number: undefined }));
  };
  return (
    <form
      class="choose"
      onSubmit={(event) => event.preventDefault()}
      onChange={(event) => set(event.currentTarget as HTMLFormElement)}
    >
      <label>
        {w.period}
        <select name="period" value={period}>
          {!known && <option value={period}>{period}</option>}
          {groups.map(([label, all]) => (
            <optgroup label={label} key={label}>
              {all.map((each) => (
                <option key={each} value={each}>
                  {each}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      <label>
        {w.level}
        <select name="region" value={region ?? ''}>
          <option value="">{w.wholeArea}</option>
          {regions.map(({ id, name }) => (
            <option key={id} value={id}>
              {nameOf(name)}
            </option>
          ))}
        </select>
      </label>
      <button type="button" onClick={() => window.print()}>
        {w.print}
      </button>
    </form>
  );
}

/** A monthly, quarterly or yearly bulletin, to be read and printed. */
export function Bulletins() {
  const w = words.value;
  const now = asked();
  const language = lang.value;
  const loaded = useLoad(
    `bulletin ${now.period} ${now.region} ${now.number} ${language}`,
    () => loadBulletin(now, language),
    ['region.aqi.day', 'class.day'],
  );
  const search = new URLSearchParams({ ...(now.number === undefined && queryOf(now)), lang: language });
  const of = now.number === undefined ? now.period : `published/${encodeURIComponent(now.number)}`;
  const path = `/page/v1/bulletins/${of}?${search}`;
  return (
    <>
      <h1 class="hidden">{w.bulletins}</h1>
      <Panel id="bulletin" title={w.bulletins}>
        <Fields {...now} />
        <p class="links">
          <Figure path={callOf(`bulletins/${now.period}`, queryOf(now))}>{w.explainTitle}</Figure>
          <a href={`${path}&format=markdown`} download={`lanbi-${now.number ?? now.period}.md`}>
            Markdown
          </a>
          <a href={`${path}&format=json`} target="_blank" rel="noreferrer">
            {w.asJson}
          </a>
        </p>
        <Published {...now} saidBeside={loaded.error !== undefined} />
        <While of={loaded}>{(html) => <Document html={html} />}</While>
      </Panel>
    </>
  );
}
