import type { Answer } from '@lanbi/client';
import type { Name } from '../words/words.ts';
import { api } from './api.ts';
import type { Rgb } from './colour.ts';

export interface Location {
  readonly lat: number;
  readonly lon: number;
}
/** How far data were checked; absent where they are live. */
export type DataState = 'reviewed' | 'audited';
export type State = 'live' | 'late' | 'silent' | 'never-seen' | 'out-of-service';

/** What every latest figure says. */
export interface Latest {
  readonly id: string;
  readonly name: Name;
  readonly region?: string;
  readonly location: Location | undefined;
  readonly state: State;
  readonly lastSeen: string | null;
  readonly provisional: boolean | null;
  readonly dataState: DataState | undefined;
  readonly validity: string;
  readonly edition: string | undefined;
}

export interface Category extends Name {
  readonly level: number;
  readonly rgb: Rgb;
}

export interface Bound extends Category {
  /** Largest index of the category. */
  readonly upTo: number | null;
}

/** The category of an answer, whose document leaves it open. */
export const categoryOf = (category: unknown): Bound | undefined => (category as Bound | null) ?? undefined;

/** A level of water quality with the name of its colour. */
export interface Level extends Name {
  readonly colour: string;
}

/** The level of an answer, whose document leaves it open. */
export const levelOf = (level: unknown): Level | undefined => (level as Level | null) ?? undefined;

export interface LatestAir extends Latest {
  readonly kind: string;
  /** End of the hour. */
  readonly to: string | null;
  readonly aqi: number | null;
  readonly category: Category | undefined;
  readonly primary: readonly string[];
}

/** A state of a section and its days. */
export interface Stated {
  readonly stateName: Name;
  readonly from: string;
  readonly until: string;
}

export interface LatestSection extends Latest {
  readonly river: string | undefined;
  readonly lake: string | undefined;
  readonly km: number | undefined;
  readonly target: string | null;
  readonly ts: string | null;
  readonly class: string | null;
  readonly colour: string | undefined;
  readonly determining: readonly string[];
  /** Why it has no class today, as an annotation says. */
  readonly stated: Stated | undefined;
}

type Section = Answer<'/v1/sections', 'get'>['data'][number];

const LIMIT = 1000;

/** Every row of a list. */
async function all<Row>(rows: AsyncGenerator<Row>): Promise<Row[]> {
  const found: Row[] = [];
  for await (const row of rows) found.push(row);
  return found;
}
const query = { limit: LIMIT };

export const loadNames = async (): Promise<ReadonlyMap<string, Name>> =>
  new Map((await api.get('/v1/parameters')).data.map(({ code, name }) => [code, name]));
export const loadUnits = async (): Promise<ReadonlyMap<string, string>> =>
  new Map((await api.get('/v1/parameters')).data.map(({ code, unit }) => [code, unit]));
export const loadSections = (): Promise<Section[]> => all(api.rows('/v1/sections', { params: { query } }));
export const loadRivers = () => all(api.rows('/v1/rivers', { params: { query } }));
export const loadLakes = () => all(api.rows('/v1/lakes', { params: { query } }));
