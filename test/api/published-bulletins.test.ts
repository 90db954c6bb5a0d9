import { type AirDayValues, dayOfDate, startOfDayNumber } from '@lanbi/evaluation';
import { consumerName, offsetAt, type Result } from '@lanbi/model';
import { civilDate, eachPollutant, instant } from '@lanbi/standards';
import { registryOf } from '@lanbi/testkit/samples/water-run';
import { expect, it, onTestFinished } from 'vitest';
import { type AskedApi, apiOver } from '../support/api.ts';
import { withStore } from '../support/embedded.ts';

const NOW = instant(Date.parse('2025-06-20T09:00:00+08:00'));
const REGISTRY = registryOf({
  regions: [{ id: 'city', name: { zh: '某市', en: 'City' }, kind: 'city' }],
  stations: [{ id: 'S', medium: 'air', name: 'S', region: 'city' }],
});
const VALUES = { so2: 10, no2: 30, co: 1, o3: 100, pm10: 60, pm2_5: 30 };
const DUST = { ...VALUES, pm10: 700, pm2_5: 90 };

function dayOf(day: number): Result {
  const number = dayOfDate(civilDate(`2025-04-${String(day).padStart(2, '0')}`));
  const values = day === 10 ? DUST : VALUES;
  const body: AirDayValues = {
    concentrations: eachPollutant((of) => values[of]),
    further: { o3_1h: 100 },
    coverage: eachPollutant(() => ({ expected: 24, observed: 24 })),
  };
  const [from, to] = [startOfDayNumber(number), startOfDayNumber(number + 1)];
  return { kind: 'region.aqi.day', subject: 'city', from, to, body: { ...body, running: false } };
}

const withApi = (use: (api: AskedApi) => Promise<void>): Promise<void> =>
  withStore(async (store) => {
    const days = Array.from({ length: 30 }, (_, at) => dayOf(at + 1));
    await store.commit(consumerName('evaluate'), offsetAt(1), days, instant(1_000));
    const api = await apiOver(store, REGISTRY, NOW);
    onTestFinished(() => api.close());
    await use(api);
  });

interface Published {
  readonly number: string;
  readonly edition: number;
  readonly dataVersion: string;
  readonly latest: string;
  readonly publishedAt: string;
  readonly reason?: string;
  readonly figures: { readonly air: { readonly whole: { readonly index: number } } };
}
const PUBLISH = '/v1/bulletins/2025-04/publish';
const indexOf = ({ figures }: Pick<Published, 'figures'>) => figures.air.whole.index;

it('a published bulletin stays as it is, and a correction is the next edition', () =>
  withApi(async (api) => {
    const live = await api.get<Published['figures']>('/v1/bulletins/2025-04');
    const first = await api.send<Published>(PUBLISH, { by: 'monitoring centre' });
    expect(first.status).toBe(201);
    expect(first.answer).toMatchObject({
      ...{ number: '2025-04-city-1', edition: 1, latest: '2025-04-city-1', by: 'monitoring centre' },
      publishedAt: '2025-06-20T09:00:00+08:00',
    });
    expect(first.answer.figures).toEqual(live);

    await api.send('/v1/annotations', {
      ...{ kind: 'dust-day', region: 'city', from: '2025-04-10', reason: 'notice 3' },
    });
    const corrected = await api.get<Published['figures']>('/v1/bulletins/2025-04');
    expect(corrected.air.whole.index).toBeLessThan(live.air.whole.index);
    const published = await api.get<Published>('/v1/bulletins/published/2025-04-city-1');
    expect(published).toEqual(first.answer);

    const second = await api.send<Published>(PUBLISH, { reason: 'a day of dust was entered' });
    expect(second.answer).toMatchObject({ number: '2025-04-city-2', reason: 'a day of dust was entered' });
    expect(indexOf(second.answer)).toBe(corrected.air.whole.index);
    expect(second.answer.dataVersion).not.toBe(first.answer.dataVersion);
    const earlier = await api.get<Published>('/v1/bulletins/published/2025-04-city-1');
    expect(earlier).toEqual({ ...first.answer, latest: '2025-04-city-2' });
    const { data } = await api.get<{ data: Published[] }>('/v1/bulletins/published?region=city');
    expect(data.map(({ number }) => number)).toEqual(['2025-04-city-2', '2025-04-city-1']);
  }));

it('is in the list that is read as soon as it is published, however often the list was read before', () =>
  withApi(async (api) => {
    const listed = async () => {
      const { data } = await api.get<{ data: Published[] }>('/v1/bulletins/published?region=city');
      return data.map(({ number }) => number);
    };
    const lists: (readonly string[])[] = [];
    for (const from of ['2025-04-10', '2025-04-11', '2025-04-12']) {
      // Another day of dust makes another edition.
      await api.send('/v1/annotations', { kind: 'dust-day', region: 'city', from, reason: 'notice' });
      await listed();
      await api.send(PUBLISH, {});
      lists.push(await listed());
    }
    const numbers = ['2025-04-city-1', '2025-04-city-2', '2025-04-city-3'];
    expect(lists).toEqual(numbers.map((_, at) => numbers.slice(0, at + 1).reverse()));
  }));

it('texts name number, time and data version, in both languages', () =>
  withApi(async (api) => {
    const { answer } = await api.send<Published>(PUBLISH, {});
    const url = '/v1/bulletins/published/2025-04-city-1';
    const zh = await api.text(`${url}?format=markdown&lang=zh`, 'text/markdown');
    const en = await api.text(`${url}?lang=en`, 'text/html');
    for (const text of [zh, en]) {
      expect(text).toContain('2025-04-city-1');
      expect(text).toContain(answer.dataVersion);
      expect(text).toContain('2025-06-20 09:00');
    }
    expect([zh.includes('编号'), en.includes('<html lang="en">')]).toEqual([true, true]);
    await api.send('/v1/annotations', {
      ...{ kind: 'dust-day', region: 'city', from: '2025-04-10', reason: 'notice 3' },
    });
    expect(await api.text(`${url}?format=markdown&lang=zh`, 'text/markdown')).toBe(zh);
    const next = await api.send<Published>(PUBLISH, { reason: '补录沙尘日' });
    const corrected = await api.text(
      `/v1/bulletins/published/${next.answer.number}?format=markdown&lang=zh`,
      'text/markdown',
    );
    expect(corrected).toContain('补录沙尘日');
    expect(corrected).toContain('已剔除沙尘天气影响：PM₁₀ 1 天，PM₂.₅ 1 天');
    expect(corrected).toContain('剔除沙尘日后优良天数 29 天，占 29 天的 100.0%');
  }));

it('refuses the same figures, a period that is not over, and what is not there', () =>
  withApi(async (api) => {
    expect(await api.postStatus(PUBLISH, {})).toBe(201);
    const again = await api.send<{ detail: string }>(PUBLISH, { reason: 'again' });
    expect([again.status, again.answer.detail]).toEqual([409, '2025-04-city-1 has the same figures']);
    expect(await api.postStatus('/v1/bulletins/2025/publish', {})).toBe(400);
    expect(await api.postStatus('/v1/bulletins/2025-03/publish', {})).toBe(404);
    expect(await api.postStatus(PUBLISH, { region: 'nowhere' })).toBe(404);
    expect(await api.postStatus('/v1/bulletins/2025-13/publish', {})).toBe(400);
    expect(await api.postStatus(PUBLISH, { unknown: 1 })).toBe(400);
    expect(await api.status('/v1/bulletins/published/2025-04-city-2')).toBe(404);
  }));
