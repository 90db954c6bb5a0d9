import { computed, signal } from '@preact/signals';

/** The address of the page, which holds its whole state. */
export const url = signal(new URL(location.href));
/** Without a slash at its end. */
export const path = computed(() => {
  const { pathname } = url.value;
  return pathname.length > 1 && pathname.endsWith('/') ? pathname.slice(0, -1) : pathname;
});

/** What is kept from view to view. */
const KEPT = ['lang', 'kiosk'];

export const param = (name: string): string | undefined => url.value.searchParams.get(name) ?? undefined;

type Changes = Readonly<Record<string, string | undefined>>;

function withChanges(search: URLSearchParams, changes: Changes): string {
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) search.delete(name);
    else search.set(name, value);
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

/** A link to another view; the language is kept. */
export function hrefTo(pathname: string, changes: Changes = {}): string {
  const search = new URLSearchParams();
  for (const name of KEPT) {
    const value = param(name);
    if (value !== undefined) search.set(name, value);
  }
  return pathname + withChanges(search, changes);
}

/** A link to this view with another state. */
export const hrefWith = (changes: Changes): string =>
  url.value.pathname + withChanges(new URLSearchParams(url.value.search), changes);

/** Goes to an address of the page without loading it anew. */
export function go(href: string, replace = false): void {
  if (replace) history.replaceState(null, '', href);
  else history.pushState(null, '', href);
  url.value = new URL(location.href);
}

const isPlainClick = (event: MouseEvent): boolean =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

const OURS = /^\/(?:$|(?:air|water|bulletins|operations)(?:\/|$))/;

/** Follows links of the page within it, and the buttons of the browser. */
export function startRouting(): void {
  window.addEventListener('popstate', () => {
    url.value = new URL(location.href);
  });
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
    if (!link || !isPlainClick(event) || event.defaultPrevented || link.hasAttribute('download')) return;
    const target = new URL(link.getAttribute('href') ?? '', location.href);
    if (target.origin !== location.origin || !OURS.test(target.pathname) || link.getAttribute('target'))
      return;
    if (target.hash !== '') return;
    event.preventDefault();
    const moved = target.pathname !== location.pathname;
    go(target.pathname + target.search);
    if (moved) window.scrollTo(0, 0);
  });
}
