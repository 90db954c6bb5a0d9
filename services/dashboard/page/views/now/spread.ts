/** A marker on a map, in pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

const ROUNDS = 80;

/** Pushes two points apart until they are `gap` from each other; half of the way each. */
function part(a: { x: number; y: number }, b: { x: number; y: number }, gap: number, angle: number): boolean {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const distance = Math.hypot(dx, dy);
  if (distance >= gap) return false;
  // Points at one place part in directions that differ from pair to pair.
  const [ux, uy] = distance > 0.01 ? [dx / distance, dy / distance] : [Math.cos(angle), Math.sin(angle)];
  const push = (gap - distance) / 2;
  a.x -= ux * push;
  a.y -= uy * push;
  b.x += ux * push;
  b.y += uy * push;
  return true;
}

/**
 * Places for markers so that none covers another, each near its point. The same points give the same places.
 * @param gap least distance of two markers, in pixels
 * @param size of the map: markers stay half a gap within it
 */
export function spread(points: readonly Point[], gap: number, size: Size): Point[] {
  const within = (value: number, most: number): number => Math.min(Math.max(value, gap / 2), most - gap / 2);
  const places = points.map(({ x, y }) => ({ x, y }));
  for (let round = 0; round < ROUNDS; round++) {
    let moved = false;
    for (let i = 0; i < places.length; i++)
      for (let j = i + 1; j < places.length; j++) {
        const [a, b] = [places[i], places[j]];
        if (a && b && part(a, b, gap, i * 2.4 + j)) moved = true;
      }
    for (const place of places) {
      place.x = within(place.x, size.width);
      place.y = within(place.y, size.height);
    }
    if (!moved) break;
  }
  return places;
}
