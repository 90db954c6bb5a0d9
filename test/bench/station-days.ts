import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AirDayRecord, CONSUMERS, LOG_START, type Result } from '@lanbi/model';
import { DAY, eachPollutant, instant } from '@lanbi/standards';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { startLiveProgram } from './support/program.ts';

const STATIONS = 10_000;
const CITIES = 100;
/** Stations whose index is asked for: as many years as are held in memory. */
const ASKED = 2_000;
const DAYS = 731;
/** Days of a subject that share a row, written together. */
const BLOCK = 32;
const SUBJECTS_AT_ONCE = 250;
const FIRST = Date.parse('2024-01-01T00:00:00+08:00');

const cities = Array.from({ length: CITIES }, (_, at) => `r${at}`);
const stations = Array.from({ length: STATIONS }, (_, at) => `A${at}`);
const registryFile = JSON.stringify({
  regions: cities.map((id) => ({ id, name: { zh: id, en: id }, kind: 'city' })),
  stations: stations.map((id, at) => ({ id, medium: 'air', name: id, region: cities[at % CITIES] })),
});

const bodyOf = (day: number, subject: number): AirDayRecord => {
  const value = (base: number): number => base + ((day * 7 + subject) % 40);
  const concentrations = {
    so2: 9,
    no2: value(20),
    pm10: value(50),
    pm2_5: value(20),
    co: 0.7,
    o3: value(60),
  };
  return {
    concentrations: eachPollutant((pollutant) => concentrations[pollutant]),
    further: { o3_1h: value(80) },
    coverage: eachPollutant(() => ({ observed: 24, expected: 24 })),
    running: false,
  };
};

function dayOf(kind: 'aqi.day' | 'region.aqi.day', id: string, subject: number, day: number): Result {
  const from = instant(FIRST + day * DAY);
  return { kind, subject: id, from, to: instant(from + DAY), body: bodyOf(day, subject) };
}

/** Days of stations and cities straight into the records of a file. */
async function fill(folder: string): Promise<void> {
  const store = createEmbeddedStore({ path: join(folder, 'lanbi.db') });
  await store.open();
  const subjects = [
    ...cities.map((id) => ['region.aqi.day', id] as const),
    ...stations.map((id) => ['aqi.day', id] as const),
  ];
  for (let first = 0; first < DAYS; first += BLOCK)
    for (let at = 0; at < subjects.length; at += SUBJECTS_AT_ONCE) {
      const days = Array.from({ length: Math.min(BLOCK, DAYS - first) }, (_, day) => first + day);
      const results = subjects
        .slice(at, at + SUBJECTS_AT_ONCE)
        .flatMap(([kind, id], own) => days.map((day) => dayOf(kind, id, at + own, day)));
      await store.commit(CONSUMERS.evaluate, LOG_START, results, instant(FIRST + DAYS * DAY));
    }
  await store.close();
}

/** Megabytes that a process holds now, and held at the most. */
function memoryOf(pid: number): string {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const of = (name: string): string =>
    (Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1]) / 1024).toFixed(0);
  return `${of('VmRSS')} MB, ${of('VmHWM')} MB at the most`;
}

/** Asks again while the program is too busy to answer. */
async function get(url: string): Promise<void> {
  let answer = await fetch(url);
  for (; answer.status === 503; answer = await fetch(url))
    await new Promise((resolve) => setTimeout(resolve, 500));
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
  await answer.arrayBuffer();
}

export const bench = {
  name: `memory of ${STATIONS} stations with two years of days, a process of its own`,
  async run(): Promise<void> {
    const { program, url, stop } = await startLiveProgram(registryFile, fill);
    console.log(`after the start: ${memoryOf(program.pid)}`);
    await get(`${url}/v1/air/rankings?level=city&period=year&at=2025`);
    console.log(`after a year's ranking of ${CITIES} cities: ${memoryOf(program.pid)}`);
    for (const id of stations.slice(0, ASKED))
      await get(`${url}/v1/air/stations/${id}/composite-index?period=year&at=2025`);
    console.log(`after a year's index of ${ASKED} stations: ${memoryOf(program.pid)}`);
    await stop();
  },
};
