import { type Registry, sectionId } from '@lanbi/model';
import { AIR_POLLUTANT_NAMES, type Shortfall } from '@lanbi/standards';
import { PARAMETERS } from '@lanbi/wire';
import { editionName } from './edition-name.ts';
import { monthWords } from './month-words.ts';

/** Both languages of a text. */
export interface BothTexts {
  readonly zh: string;
  readonly en: string;
}

const UNITS: Readonly<Record<Shortfall['unit'], BothTexts>> = {
  minutes: { zh: '分钟', en: 'minutes' },
  samples: { zh: '个样品', en: 'samples' },
  hours: { zh: '小时', en: 'hours' },
  windows: { zh: '个8小时均值', en: '8 h means' },
  points: { zh: '个点位', en: 'points' },
  days: { zh: '天', en: 'days' },
  months: { zh: '个月', en: 'months' },
  items: { zh: '项', en: 'items' },
  sections: { zh: '个断面', en: 'sections' },
};

function nameOf(item: string): BothTexts {
  const pollutant = Object.entries(AIR_POLLUTANT_NAMES).find(([code]) => code === item)?.[1];
  if (pollutant) return pollutant;
  const parameter = Object.values(PARAMETERS).find(({ code }) => code === item);
  return parameter?.name ?? { zh: item, en: item };
}

/** A clause names an edition first, as `GB 3095-2026/transition table 4` does. */
const EDITION = /^\S{1,12} \S{1,12}\/\S{1,12}/;

const clauseOf = (clause: string, lang: 'zh' | 'en'): string =>
  clause.replace(EDITION, (id) => editionName(id)[lang]);

/** `2025-06` as a month in words, `2025` as a year; other parts of a time, such as `08:00-16:00`, stay as they are. */
function periodOf(period: string | undefined): BothTexts {
  const [, year, month] = /^(\d{4})(?:-(\d{2}))?$/.exec(period ?? '') ?? [];
  if (year === undefined) return { zh: period ?? '', en: period ?? '' };
  if (month === undefined) return { zh: `${year}年`, en: year };
  return monthWords(year, Number(month));
}

/** What of a clause is not a title, in Chinese. */
const CLAUSE_WORDS: readonly (readonly [string, string])[] = [
  [' % of the days so far', ' %（已过天数）'],
  [' % of the expected times so far', ' %（应有时次）'],
  [' table ', ' 表'],
];

const clauseInChinese = (clause: string): string =>
  CLAUSE_WORDS.reduce((text, [en, zh]) => text.replace(en, zh), clauseOf(clause, 'zh')).replace('） ', '）');

/** Where the names of sections are. */
export type NamesOfSections = Pick<Registry, 'sections'>;

const NOTHING: BothTexts = { zh: '', en: '' };

/** The section by its name; by its id where the registry does not have it. */
function sectionText(section: string | undefined, names: NamesOfSections | undefined): BothTexts {
  if (section === undefined) return NOTHING;
  const { zh, en } = names?.sections.get(sectionId(section))?.name ?? { zh: section, en: section };
  return { zh: `${zh}断面 `, en: `section ${en}: ` };
}

function sentenceOf(
  { item, section, period, needed, found, unit, clause }: Shortfall,
  names: NamesOfSections | undefined,
): BothTexts {
  const name = item === undefined ? NOTHING : nameOf(item);
  const of = sectionText(section, names);
  const during = periodOf(period);
  const units = UNITS[unit];
  return {
    zh: `${of.zh}${name.zh && `${name.zh} `}${during.zh && `${during.zh} `}${found} ${units.zh}，至少需要 ${needed} ${units.zh}，依据 ${clauseInChinese(clause)}`,
    en: `${of.en}${name.en && `${name.en}: `}${found} of at least ${needed} ${units.en}${during.en && ` in ${during.en}`} (${clauseOf(clause, 'en')})`,
  };
}

/** Sentences shown; beyond them only their number. */
const SHOWN = 12;

/**
 * What falls short, as one text in each language.
 * @param names the registry, for shortfalls of sections
 */
export function shortfallText(shortfalls: readonly Shortfall[], names?: NamesOfSections): BothTexts {
  const sentences = shortfalls.slice(0, SHOWN).map((each) => sentenceOf(each, names));
  const more = shortfalls.length - sentences.length;
  return {
    zh: [...sentences.map(({ zh }) => zh), ...(more > 0 ? [`另有 ${more} 项`] : [])].join('；'),
    en: [...sentences.map(({ en }) => en), ...(more > 0 ? [`and ${more} more`] : [])].join('; '),
  };
}
