/** How deep, and how many: a body with more is read as a whole. */
const DEPTH = 3;
const COUNT = 64;

/** The numbers of a result body by their path, such as `aqi.value`: the fields of its roll-up. */
export function numbersOf(body: unknown): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  collect(body, '', DEPTH, numbers);
  return numbers;
}

function collect(value: unknown, path: string, depth: number, into: Map<string, number>): void {
  if (typeof value === 'number' && Number.isFinite(value) && path !== '' && into.size < COUNT)
    into.set(path, value);
  if (typeof value !== 'object' || value === null || Array.isArray(value) || depth === 0) return;
  for (const [name, inner] of Object.entries(value))
    if (/^[A-Za-z0-9_-]+$/.test(name))
      collect(inner, path === '' ? name : `${path}.${name}`, depth - 1, into);
}
