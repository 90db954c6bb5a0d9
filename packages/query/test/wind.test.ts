import { expect, it } from 'vitest';
import { sectorOf, speedGroupOf, WIND_SECTORS } from '../src/tables/wind.ts';

const at = (direction: number, speed = 2) => sectorOf({ speed, direction });

it('a sector holds the directions up to 11.25 degrees on either side of its middle', () => {
  for (const [number, name] of WIND_SECTORS.entries()) {
    const middle = number * 22.5;
    expect([at(middle), at((middle + 348.75) % 360), at(middle + 11.24)]).toEqual([name, name, name]);
    expect(at(middle + 11.25)).toBe(WIND_SECTORS[(number + 1) % 16]);
  }
  expect(at(360)).toBe('N');
});

it('no speed is calm, and a direction without a speed has its sector', () => {
  expect(at(90, 0)).toBe('calm');
  expect(sectorOf({ speed: undefined, direction: 90 })).toBe('E');
  expect(sectorOf({ speed: 1, direction: undefined })).toBeUndefined();
});

it('speeds are grouped by whole metres per second, from 10 on together', () => {
  expect([0, 0.9, 1, 9.9, 10, 31].map((speed) => speedGroupOf({ speed, direction: 0 }))).toEqual([
    '00',
    '00',
    '01',
    '09',
    '10',
    '10',
  ]);
  expect(speedGroupOf({ speed: undefined, direction: 0 })).toBeUndefined();
});
