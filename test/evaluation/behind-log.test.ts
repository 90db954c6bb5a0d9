import { describe, expect, it } from 'vitest';
import { startEvaluator } from '../support/evaluation.ts';
import { type Composite, day, days, evaluated, LOW, NOW, REGISTRY } from '../support/period-answers.ts';

describe('an answer while evaluation is behind (no. 21)', () => {
  it('says so of what is touched, with the number of entries and since when', async () => {
    const { store, asked } = await evaluated([
      ...days('S-d1', '2026-04-01', 30, LOW),
      ...days('S-d2', '2026-04-01', 30, LOW),
    ]);
    const api = await asked(NOW);
    const url = '/v1/air/stations/S-d1/composite-index?period=month&at=2026-04';
    const before = await api.get<Composite>(url);
    expect(before).toMatchObject({
      provisional: false,
      evaluation: { complete: true, behind: 0, since: null },
    });
    const tag = await api.tag(url);
    // Corrections of a whole day that nobody has evaluated.
    const late = day('S-d1', '2026-04-10', { ...LOW, pm2_5: 140 });
    await store.write({ observations: late, deadLetters: [] });
    expect(await api.get<Composite>(url)).toMatchObject({
      index: before.index,
      provisional: true,
      evaluation: { complete: false, behind: expect.any(Number), since: expect.stringMatching(/\+08:00$/) },
    });
    expect((await api.get<Composite>(url)).evaluation.behind).toBeGreaterThanOrEqual(24);
    expect(await api.tag(url)).not.toBe(tag);
    for (const other of [
      '/v1/air/stations/S-d1/aqi/latest',
      '/v1/air/regions/c/composite-index?period=year&at=2026',
      '/v1/air/rankings?level=district&period=month&at=2026-04',
      '/v1/bulletins/2026-04?region=c',
    ])
      expect(await api.get(other)).toMatchObject({ provisional: true, evaluation: { complete: false } });
    // Nothing of the other station waits.
    expect(await api.get('/v1/air/stations/S-d2/composite-index?period=month&at=2026-04')).toMatchObject({
      provisional: false,
      evaluation: { complete: true, behind: 0, since: null },
    });
    const evaluator = await startEvaluator(store, REGISTRY);
    await evaluator.caughtUp();
    await evaluator.stop();
    expect(await api.get<Composite>(url)).toMatchObject({
      provisional: false,
      evaluation: { complete: true },
    });
    expect((await api.get<Composite>(url)).index).not.toBe(before.index);
  });

  it('says the staleness of the latest index', async () => {
    const { asked } = await evaluated(day('S-d1', '2026-04-01', LOW));
    const latest = await (await asked('2026-04-02T00:30:00+08:00')).get('/v1/air/stations/S-d1/aqi/latest');
    expect(latest).toMatchObject({ staleness: { state: 'live', ageSeconds: 1800 } });
    const later = await (await asked('2026-04-03T00:00:00+08:00')).get('/v1/air/regions/c/aqi/latest');
    expect(later).toMatchObject({ staleness: { state: 'silent', ageSeconds: 86_400 } });
  });
});
