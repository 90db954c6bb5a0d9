import { computed, effect, signal } from '@preact/signals';
import { url } from './route.ts';

export type Lang = 'zh' | 'en';
export type Theme = 'auto' | 'light' | 'dark';

function kept<Value extends string>(name: string, known: readonly Value[], or: Value): Value {
  const value = localStorage.getItem(`lanbi.${name}`);
  return known.find((each) => each === value) ?? or;
}

const browserLang: Lang = navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
const chosenLang = signal<Lang>(kept('lang', ['zh', 'en'], browserLang));

/** The language: of the address, else the one chosen last, else that of the browser. */
export const lang = computed<Lang>(() => {
  const asked = url.value.searchParams.get('lang');
  return asked === 'zh' || asked === 'en' ? asked : chosenLang.value;
});
export const theme = signal<Theme>(kept('theme', ['auto', 'light', 'dark'], 'auto'));
/** National colours, or colours that people with a colour-vision deficiency tell apart. */
export const palette = signal<'national' | 'cvd'>(kept('palette', ['national', 'cvd'], 'national'));

export function rememberLang(next: Lang): void {
  chosenLang.value = next;
  localStorage.setItem('lanbi.lang', next);
}

const phone = matchMedia('(max-width: 640px)');
/** Whether the page has the width of a phone. */
export const narrow = signal(phone.matches);
phone.addEventListener('change', ({ matches }) => {
  narrow.value = matches;
});

/** Shows the settings on the document and keeps them. */
export function startSettings(): void {
  effect(() => {
    document.documentElement.lang = lang.value === 'zh' ? 'zh-CN' : 'en';
  });
  effect(() => {
    document.documentElement.toggleAttribute('data-kiosk', url.value.searchParams.has('kiosk'));
  });
  effect(() => {
    document.documentElement.dataset['theme'] = theme.value;
    localStorage.setItem('lanbi.theme', theme.value);
  });
  effect(() => {
    document.documentElement.dataset['palette'] = palette.value;
    localStorage.setItem('lanbi.palette', palette.value);
  });
}
