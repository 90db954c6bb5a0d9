/** A call that works on the sample registry as it is shipped, whatever the day. */
export interface Example {
  /** Of the path and of the query. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly body?: object;
  /** The whole answer, where it is the same on any day. */
  readonly answer?: object;
}

const station = { parameters: { id: 'BD01' } };
const city = { parameters: { id: 'baoding' } };
const district = { parameters: { id: 'jingxiu' } };
const section = { parameters: { id: 'anxinqiao' } };
const river = { parameters: { id: 'fuhe' } };
const lake = { parameters: { id: 'baiyangdian' } };
const letter = { parameters: { id: '1' } };
const alert = { ruleId: 'aqi-heavy', subjectId: 'BD01' };

const RULE = {
  subject: { kind: 'station', medium: 'air', id: '*' },
  figure: 'pm2_5',
  op: '>',
  raise: 75,
  clear: 60,
  for: 'PT2H',
  severity: 'warning',
  text: { zh: '细颗粒物超标', en: 'Fine particles above the limit' },
};
const own = { parameters: { id: 'pm2_5-high' } };

/** HJ 633-2026 tables 1 and 2, day: (100 - 50) / (60 - 35) × (36 - 35) + 50 = 52 of PM2.5. */
const AQI: Example = {
  body: {
    kind: 'daily',
    at: '2026-04-01',
    values: { pm2_5: 36, pm10: 50, so2: 10, no2: 20, co: 0.5, o3: 80 },
  },
  answer: {
    aqi: 52,
    level: 2,
    category: { zh: '良', en: 'good', level: 2, rgb: [255, 255, 0], upTo: 100 },
    primary: ['pm2_5'],
    subIndices: { so2: 10, no2: 25, co: 13, o3: 40, pm10: 50, pm2_5: 52 },
    missing: {},
    edition: 'HJ 633-2026',
    method: 'daily',
  },
};

/** 婺源 in September 2023, as published: 2.63. */
const COMPOSITE: Example = {
  body: { at: '2023-09-30', values: { so2: 11, no2: 16, pm10: 40, pm2_5: 16, co: 0.6, o3: 139 } },
  answer: {
    index: 2.63,
    terms: { so2: 0.18, no2: 0.4, co: 0.15, o3: 0.87, pm10: 0.57, pm2_5: 0.46 },
    max: 0.87,
    primary: ['o3'],
    edition: 'GB 3095-2012',
    method: 'ranking',
    rounding: 'round-each',
    weights: 'equal',
    missing: {},
  },
};

/** Phosphorus of 0.25 mg/L: class IV by GB 3838-2002 table 1, a quarter above the target of 0.2. */
const CLASS: Example = {
  body: {
    waterBody: 'river',
    at: '2026-04-01',
    target: 'III',
    values: { ph: 7.8, do: 8, codmn: 3, nh3n: 0.3, tp: 0.25 },
  },
  answer: {
    class: 'IV',
    level: { zh: '轻度污染', en: 'lightly polluted', colour: 'yellow' },
    determining: ['tp'],
    items: {
      ph: { value: 7.8, class: 'I', evaluated: true },
      do: { value: 8, class: 'I', evaluated: true },
      codmn: { value: 3, class: 'II', evaluated: true },
      nh3n: { value: 0.3, class: 'II', evaluated: true },
      tp: { value: 0.25, class: 'IV', evaluated: true },
    },
    exceedances: [{ item: 'tp', value: 0.25, class: 'IV', limit: 0.2, multiple: 0.25 }],
    edition: 'GB 3838-2002',
    method: '2011',
  },
};

/** By method and path of the OpenAPI document. Calls without a required parameter or body need none. */
export const EXAMPLES: Readonly<Record<string, Example>> = {
  'GET /v1/stations/{id}': station,
  'GET /v1/sections/{id}': section,
  'GET /v1/regions/{id}': district,
  'GET /v1/rivers/{id}': river,
  'GET /v1/lakes/{id}': lake,
  'GET /v1/stations/{id}/latest': station,
  'GET /v1/stations/{id}/observations': { parameters: { id: 'BD01', parameter: 'pm2_5', interval: 'hour' } },
  'GET /v1/air/stations/{id}/aqi': station,
  'GET /v1/air/stations/{id}/aqi/latest': { parameters: { id: 'BD01', explain: 'true' } },
  'GET /v1/air/regions/{id}/aqi': district,
  'GET /v1/air/regions/{id}/aqi/latest': district,
  'GET /v1/air/stations/{id}/composite-index': { parameters: { id: 'BD01', period: 'rolling-30d' } },
  'GET /v1/air/regions/{id}/composite-index': { parameters: { ...city.parameters, period: 'rolling-30d' } },
  'GET /v1/air/regions/{id}/targets': city,
  'GET /v1/air/rankings': { parameters: { level: 'district', period: 'rolling-30d' } },
  'GET /v1/water/sections/{id}/class': section,
  'GET /v1/water/sections/{id}/class/latest': section,
  'GET /v1/water/rivers/{id}/class': { parameters: { id: 'fuhe', period: 'month-to-date' } },
  'GET /v1/water/lakes/{id}/class': { parameters: { id: 'baiyangdian', period: 'month-to-date' } },
  'GET /v1/water/summary': { parameters: { scope: 'inflow-of:baiyangdian', period: 'month-to-date' } },
  'GET /v1/water/regions/{id}/quality-index': { parameters: { id: 'baoding', period: 'month-to-date' } },
  'GET /v1/water/rankings': { parameters: { level: 'district', period: 'month-to-date' } },
  'GET /v1/water/sections/{id}/trend': section,
  'GET /v1/annotations/{id}': letter,
  'POST /v1/annotations': {
    body: {
      kind: 'dust-day',
      region: 'baoding',
      pollutants: ['pm10', 'pm2_5'],
      from: '2026-09-10',
      until: '2026-09-11',
      reason: 'dust from the north-west, notice 12',
    },
  },
  'POST /v1/annotations/{id}/withdraw': {
    ...letter,
    body: { reason: 'not confirmed by the province' },
  },
  'GET /v1/bulletins/{period}': { parameters: { period: '2026-09' } },
  'POST /v1/bulletins/{period}/publish': {
    parameters: { period: '2026-09' },
    body: { region: 'baoding', by: 'monitoring centre' },
  },
  'GET /v1/bulletins/published/{number}': { parameters: { number: '2026-09-baoding-1' } },
  'POST /v1/calculate/aqi': AQI,
  'POST /v1/calculate/composite-index': COMPOSITE,
  'POST /v1/calculate/water-class': CLASS,
  'POST /v1/recompute': {
    body: { from: '2026-09-01', to: '2026-09-30', subjects: ['baoding'], edition: '2012' },
  },
  'GET /v1/dead-letters/{id}': letter,
  'POST /v1/dead-letters/{id}/replay': letter,
  'POST /v1/dead-letters/replay': { body: { reason: 'unknown-station', limit: 100 } },
  'POST /v1/alert-rules': { body: { id: 'pm2_5-high', ...RULE } },
  'GET /v1/alert-rules/{id}': { parameters: { id: 'aqi-heavy' } },
  'PUT /v1/alert-rules/{id}': { ...own, body: { id: 'pm2_5-high', ...RULE, severity: 'critical' } },
  'DELETE /v1/alert-rules/{id}': own,
  'POST /v1/alert-rules/dry-run': {
    body: { rule: { id: 'pm2_5-high', ...RULE }, from: '2026-09-01', to: '2026-09-30' },
  },
  'POST /v1/alerts/{ruleId}/{subjectId}/acknowledge': {
    parameters: alert,
    body: { reason: 'seen, the dust of the north wind', by: 'duty officer' },
  },
  'POST /v1/alert-silences': {
    body: { ...alert, reason: 'the instrument is calibrated', until: '2036-01-01T00:00:00+08:00' },
  },
  'DELETE /v1/alert-silences/{id}': letter,
  'GET /v1/stream': { parameters: { topics: 'alerts,results' } },
};
