import { colourOf, css, inkOn, namedColour, type Rgb } from '../../core/colour.ts';
import type { Category, LatestAir, LatestSection } from '../../core/data.ts';
import { CLASSES, rankOf } from '../../core/rank.ts';
import { classText, nameOf, words } from '../../words/words.ts';

function Key({
  colour,
  text,
  square,
}: {
  readonly colour: Rgb | undefined;
  readonly text: string;
  readonly square?: boolean;
}) {
  const style = colour ? { background: css(colour), color: inkOn(colour) } : {};
  return (
    <li class={square ? 'square' : ''} style={style}>
      {text}
    </li>
  );
}

interface LegendProps {
  readonly stations: readonly LatestAir[];
  readonly sections: readonly LatestSection[];
}

/** What the colours of stations mean: the categories that are shown. */
export function Categories({ stations }: Pick<LegendProps, 'stations'>) {
  const categories = new Map<number, Category>();
  for (const { category } of stations) if (category) categories.set(category.level, category);
  return (
    <ul>
      {[...categories.values()]
        .toSorted((a, b) => a.level - b.level)
        .map((category) => (
          <Key key={category.level} colour={colourOf(category.rgb, category.level)} text={nameOf(category)} />
        ))}
    </ul>
  );
}

/** What colours and shapes mean: the categories and classes that are shown now. */
export function Legend({ stations, sections }: LegendProps) {
  const w = words.value;
  const colours = new Map<string, string>();
  for (const { class: found, colour } of sections) if (found !== null && colour) colours.set(found, colour);
  return (
    <div class="legend">
      <h3 class="hidden">{w.legend}</h3>
      <Categories stations={stations} />
      <ul>
        {CLASSES.filter((each) => colours.has(each)).map((each) => (
          <Key
            key={each}
            square
            colour={colourOf(namedColour(colours.get(each) ?? ''), rankOf(each))}
            text={classText(each)}
          />
        ))}
      </ul>
      <p class="quiet">
        {w.legendStale} · {w.legendHollow} · {w.legendMissed}
      </p>
    </div>
  );
}
