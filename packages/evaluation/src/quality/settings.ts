import {
  QUALITY_MODES,
  QUALITY_RULES,
  type QualityMode,
  type QualityRule,
  type QualitySettings,
} from '@lanbi/model';

export const DEFAULT_QUALITY: QualitySettings = {
  flag: 'mark',
  negative: 'mark',
  range: 'mark',
  stuck: 'mark',
  spike: 'mark',
  'pm2_5-above-pm10': 'mark',
  'nh3n-above-tn': 'mark',
  'missing-exponent': 'mark',
};

/** Whether any rule excludes values from figures. */
export const excludes = (settings: QualitySettings): boolean => Object.values(settings).includes('exclude');

/** Settings that mark nothing. */
export const NO_QUALITY = Object.fromEntries(QUALITY_RULES.map((rule) => [rule, 'off'])) as QualitySettings;

/** Returns the rules that are not off. */
export const rulesOn = (settings: QualitySettings): readonly QualityRule[] =>
  QUALITY_RULES.filter((rule) => settings[rule] !== 'off');

const isRule = (text: string): text is QualityRule => QUALITY_RULES.some((rule) => rule === text);
const isMode = (text: string): text is QualityMode => QUALITY_MODES.some((mode) => mode === text);

/**
 * Parses settings `rule=mode`, separated by commas, over the defaults; returns a message for invalid ones.
 * @example readQuality('spike=off,stuck=exclude')
 */
export function readQuality(
  text: string,
):
  | { readonly ok: true; readonly settings: QualitySettings }
  | { readonly ok: false; readonly fault: string } {
  const settings: Record<QualityRule, QualityMode> = { ...DEFAULT_QUALITY };
  for (const part of text.split(',').filter((each) => each.trim() !== '')) {
    const [rule = '', mode = ''] = part.split('=').map((each) => each.trim());
    if (!isRule(rule))
      return { ok: false, fault: `there is no rule "${rule}"; there are ${QUALITY_RULES.join(', ')}` };
    if (!isMode(mode))
      return { ok: false, fault: `${rule}: "${mode}" is none of ${QUALITY_MODES.join(', ')}` };
    settings[rule] = mode;
  }
  return { ok: true, settings };
}
