/** One entry of an `Accept` header: a media range and its weight; parameters other than `q` are ignored. */
interface MediaRange {
  readonly type: string;
  readonly quality: number;
}

/** Parts of a text between separators that are not in a quoted string (RFC 9110 5.6.4). */
function partsOf(text: string, separator: ',' | ';'): string[] {
  const parts: string[] = [];
  let [begin, quoted] = [0, false];
  for (let place = 0; place < text.length; place++) {
    const character = text[place];
    if (quoted && character === '\\') place += 1;
    else if (character === '"') quoted = !quoted;
    else if (character === separator && !quoted) {
      parts.push(text.slice(begin, place));
      begin = place + 1;
    }
  }
  return [...parts, text.slice(begin)].map((part) => part.trim());
}

/** The weight of a range: 1 without a readable `q` (RFC 9110 12.4.2). */
function qualityOf(parameters: readonly string[]): number {
  const text = parameters
    .map((parameter) => parameter.toLowerCase())
    .find((parameter) => parameter.startsWith('q='))
    ?.slice(2);
  const quality = text === undefined || text === '' ? 1 : Number(text);
  return Number.isNaN(quality) ? 1 : Math.min(1, Math.max(0, quality));
}

function rangesOf(accept: string): MediaRange[] {
  return partsOf(accept, ',')
    .filter((part) => part !== '')
    .map((part) => {
      const [type = '', ...parameters] = partsOf(part, ';');
      return { type: type.toLowerCase(), quality: qualityOf(parameters) };
    });
}

/** How closely a range names a type: 3 for the type itself, 2 for `text/*`, 1 for any type, 0 for another type. */
function closeness(range: string, type: string): number {
  if (range === type) return 3;
  if (range === `${type.slice(0, type.indexOf('/'))}/*`) return 2;
  return range === '*/*' ? 1 : 0;
}

/** The weight that a client gives to a type: that of the range that names it most closely (RFC 9110 12.5.1). */
function weightOf(ranges: readonly MediaRange[], type: string) {
  const fits = ranges
    .map(({ type: range, quality }, place) => ({ quality, place, close: closeness(range, type) }))
    .filter(({ close }) => close > 0);
  return fits.sort((a, b) => b.close - a.close || b.quality - a.quality)[0];
}

/**
 * The type that an `Accept` header asks for out of those that are offered: by weight, then by how closely it is named,
 * then by its place in the header, then in the order of the offer. Without a header it is the first one offered.
 * @returns `undefined` where none of them is acceptable
 * @example bestType('text/csv; charset=utf-8', ['application/json', 'text/csv']) // 'text/csv'
 */
export function bestType<Type extends string>(
  accept: string | undefined,
  offered: readonly Type[],
): Type | undefined {
  const ranges = rangesOf(accept ?? '');
  if (ranges.length === 0) return offered[0];
  const found = offered.flatMap((type) => {
    const weight = weightOf(ranges, type);
    return weight && weight.quality > 0 ? [{ type, ...weight }] : [];
  });
  found.sort((a, b) => b.quality - a.quality || b.close - a.close || a.place - b.place);
  return found[0]?.type;
}
