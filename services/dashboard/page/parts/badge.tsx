import { colourOf, css, inkOn, namedColour, type Rgb } from '../core/colour.ts';
import type { Category } from '../core/data.ts';
import { rankOf } from '../core/rank.ts';
import { classText, nameOf } from '../words/words.ts';

const styleOf = (colour: Rgb | undefined) =>
  colour ? { backgroundColor: css(colour), color: inkOn(colour) } : {};

/** An index on the colour of its category. */
export function AqiBadge({
  aqi,
  category,
}: {
  readonly aqi: number | null;
  readonly category: Category | undefined;
}) {
  if (aqi === null || !category) return <span class="badge hollow">—</span>;
  return (
    <span class="badge" style={styleOf(colourOf(category.rgb, category.level))} title={nameOf(category)}>
      {aqi}
    </span>
  );
}

interface ClassBadgeProps {
  readonly name: string | null;
  /** The colour that the assessment names, such as `green`. */
  readonly colour: string | undefined;
  readonly missed?: boolean;
}

/** A class of water on the colour of its level; a missed target has a mark. */
export function ClassBadge({ name, colour, missed = false }: ClassBadgeProps) {
  if (name === null) return <span class="badge hollow">—</span>;
  return (
    <span
      class={missed ? 'badge square missed' : 'badge square'}
      style={styleOf(colourOf(namedColour(colour ?? ''), rankOf(name)))}
    >
      {classText(name)}
      {missed && <span aria-hidden="true"> ✕</span>}
    </span>
  );
}
