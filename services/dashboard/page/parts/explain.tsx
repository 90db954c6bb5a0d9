import { useEffect, useRef } from 'preact/hooks';
import { categoryOf, levelOf, loadNames, loadUnits } from '../core/data.ts';
import { withShortNumbers } from '../core/digits.ts';
import { type Explained, explained, loadAudit, loadExplained, placeOf } from '../core/explained.ts';
import { useLoad } from '../core/load.ts';
import { meets } from '../core/rank.ts';
import { go, hrefTo, hrefWith, param } from '../core/route.ts';
import { site } from '../core/site.ts';
import { clockOf } from '../core/time.ts';
import { classText, labelOf, type Name, nameOf, unitOf, words } from '../words/words.ts';
import { AqiBadge, ClassBadge } from './badge.tsx';
import { Facts } from './explain-facts.tsx';
import { ExplainRows } from './explain-rows.tsx';
import { lazy } from './lazy.tsx';
import { While } from './state.tsx';

// Their words are many, and nobody needs them before the first explanation.
const Steps = lazy(async () => (await import('./steps.tsx')).Steps);

const NO_NAMES: ReadonlyMap<string, Name> = new Map();

/** The figure itself. */
function Headline({ of }: { readonly of: Explained }) {
  const w = words.value;
  const level = levelOf(of.level);
  const category = categoryOf(of.category);
  return (
    <p class="headline">
      {of.aqi !== undefined && <AqiBadge aqi={of.aqi} category={category} />}
      {of.class !== undefined && (
        <ClassBadge name={of.class} colour={level?.colour} missed={meets(of.class, of.target) === false} />
      )}
      {of.index !== undefined && (
        <span>
          {w.compositeIndex} <b>{of.index ?? '—'}</b>
        </span>
      )}
      {typeof of.trophic?.index === 'number' && <span>TLI {of.trophic.index.toFixed(1)}</span>}
      {of.unit !== undefined && (
        <b>
          {of.value ?? '—'} {unitOf(of.unit)}
        </b>
      )}
      <b>{of.name && nameOf(of.name)}</b>
      {category && <span>{nameOf(category)}</span>}
    </p>
  );
}

function Inputs({ of, names }: { readonly of: Explained; readonly names: ReadonlyMap<string, Name> }) {
  const w = words.value;
  const units = useLoad('units', loadUnits).value;
  const rows = explained(of);
  if (rows.length === 0) return null;
  return (
    <>
      <h3>{w.inputs}</h3>
      <table class="list">
        <thead>
          <tr>
            <th scope="col">{w.item}</th>
            <th scope="col">{w.value}</th>
            <th scope="col">{w.unit}</th>
            <th scope="col">{w.result}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ code, value, result, evaluated }) => (
            <tr key={code}>
              <th scope="row">{labelOf(code, names)}</th>
              <td>{withShortNumbers(String(value ?? '—'))}</td>
              <td>{unitOf(units?.get(code) ?? '')}</td>
              <td>
                {typeof result === 'string' ? classText(result) : (result ?? '—')}
                {!evaluated && <span class="quiet"> {w.notEvaluated}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Audit({ of }: { readonly of: Explained }) {
  const w = words.value;
  const subject = of.region ?? of.station ?? of.section ?? '';
  const loaded = useLoad(`audit ${subject} ${of.from} ${of.to}`, () => loadAudit(subject, of), []);
  return (
    <While of={loaded}>
      {(lines) =>
        lines.length === 0 ? null : (
          <>
            <h3>{w.audit}</h3>
            <ul class="audit">
              {lines.map(({ id, at, revision, before, after, causes }) => (
                <li key={id}>
                  <time dateTime={at}>{clockOf(at)}</time> · {w.revision} {revision} · {before} → {after}{' '}
                  <span class="quiet">{causes.join(', ')}</span>
                </li>
              ))}
            </ul>
          </>
        )
      }
    </While>
  );
}

function Call({ path }: { readonly path: string }) {
  const w = words.value;
  // Bulletins alone have no table.
  const hasTable = !path.startsWith('/v1/bulletins');
  // An address is shown in quotes of a shell: a quote of its own must not end them.
  const quoted = path.replaceAll("'", '%27');
  const call = site.value.api ? `'${location.origin}${quoted}'` : `"$LANBI_API_URL"'${quoted}'`;
  return (
    <>
      <h3>{w.apiCall}</h3>
      <pre>curl {call}</pre>
      <p class="links">
        <a href={`/page${path}`} target="_blank" rel="noreferrer">
          {w.asJson}
        </a>
        {hasTable && (
          <a href={`/page/csv${path}`} download="lanbi.csv">
            {w.asCsv}
          </a>
        )}
      </p>
    </>
  );
}

function Content({ path }: { readonly path: string }) {
  const w = words.value;
  const names = useLoad('names', loadNames).value ?? NO_NAMES;
  const loaded = useLoad(`explain ${path}`, () => loadExplained(path), ['annotation']);
  const place = placeOf(path);
  return (
    <>
      {place !== undefined && place !== location.pathname && (
        <p>
          <a href={hrefTo(place)}>{w.openPlace}</a>
        </p>
      )}
      <While of={loaded}>
        {({ figure, rows }) => (
          <>
            {figure && (
              <>
                <Headline of={figure} />
                <Facts of={figure} />
                <Inputs of={figure} names={names} />
                {figure.derivation?.length ? <Steps of={figure.derivation} names={names} /> : null}
                {(figure.revision ?? 1) > 1 && <Audit of={figure} />}
              </>
            )}
            {!figure && rows.length === 0 && <p class="quiet">{w.nothing}</p>}
            {rows.length > 0 && <ExplainRows rows={rows} />}
            <Call path={path} />
          </>
        )}
      </While>
    </>
  );
}

/** A click beside the drawer closes it; the types of Preact do not know this attribute yet. */
const CLOSED_BY: object = { closedby: 'any' };

/** The path of the API that the address asks to be explained. */
const asked = (): string | undefined => {
  const path = param('explain');
  return path?.startsWith('/v1/') ? path : undefined;
};

/** How a figure came about, beside the view; the address says which one. */
export function Explain() {
  const w = words.value;
  const path = asked();
  const dialog = useRef<HTMLDialogElement>(null);
  const close = (): void => {
    if (asked() !== undefined) go(hrefWith({ explain: undefined, figure: undefined }));
  };
  useEffect(() => {
    const element = dialog.current;
    if (path !== undefined && !element?.open) element?.showModal();
    if (path === undefined && element?.open) element.close();
  }, [path]);
  return (
    <dialog ref={dialog} class="explain" aria-labelledby="explain-title" onClose={close} {...CLOSED_BY}>
      {path !== undefined && (
        <div class="inside">
          <header>
            <h2 id="explain-title">{w.explainTitle}</h2>
            <button type="button" onClick={() => dialog.current?.close()}>
              {w.close}
            </button>
          </header>
          <Content path={path} key={path} />
        </div>
      )}
    </dialog>
  );
}
