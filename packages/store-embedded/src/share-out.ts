/**
 * Shares room out among claims: each gets what it asks for, up to the same limit for all. In whole numbers, in the order
 * of the claims; together at most `room`.
 * @example shareOut([1, 9, 3], 8) // [1, 4, 3]
 */
export function shareOut(claims: readonly number[], room: number): number[] {
  const parts = claims.map(() => 0);
  const smallestFirst = claims.map((claim, index) => ({ claim, index })).sort((a, b) => a.claim - b.claim);
  let left = room;
  for (const [place, { claim, index }] of smallestFirst.entries()) {
    const part = Math.min(claim, Math.floor(left / (claims.length - place)));
    parts[index] = part;
    left -= part;
  }
  return parts;
}

export interface Share {
  readonly reason: string;
  readonly share: string;
  readonly size: number;
}

const sum = (sizes: readonly number[]): number => sizes.reduce((total, size) => total + size, 0);

/** What each share has beyond its part of the room, which is shared out among reasons and then within each reason. */
export function excessOf(shares: readonly Share[], room: number): Share[] {
  const reasons = [...Map.groupBy(shares, ({ reason }) => reason).values()];
  const rooms = shareOut(
    reasons.map((own) => sum(own.map(({ size }) => size))),
    room,
  );
  return reasons.flatMap((own, at) => {
    const parts = shareOut(
      own.map(({ size }) => size),
      rooms[at] ?? 0,
    );
    return own
      .map((share, index) => ({ ...share, size: share.size - (parts[index] ?? 0) }))
      .filter(({ size }) => size > 0);
  });
}
