import { describe, expect, it } from 'vitest';
import { AIR_POLLUTANT_NAMES, AIR_POLLUTANTS } from '../../src/air/index.ts';

describe('the six of GB 3095 table 1', () => {
  it.each([
    ['so2', 'SO2', '二氧化硫', 'µg/m³'],
    ['no2', 'NO2', '二氧化氮', 'µg/m³'],
    ['co', 'CO', '一氧化碳', 'mg/m³'],
    ['o3', 'O3', '臭氧', 'µg/m³'],
    ['pm10', 'PM10', '可吸入颗粒物', 'µg/m³'],
    ['pm2_5', 'PM2.5', '细颗粒物', 'µg/m³'],
  ] as const)('%s is %s, %s, in %s', (id, symbol, zh, unit) => {
    expect(AIR_POLLUTANT_NAMES[id]).toMatchObject({ symbol, zh, unit });
    expect(AIR_POLLUTANTS).toContain(id);
    expect(AIR_POLLUTANTS).toHaveLength(6);
  });
});
