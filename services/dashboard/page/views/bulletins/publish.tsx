import { computed } from '@preact/signals';
import { api } from '../../core/api.ts';
import { useLoad } from '../../core/load.ts';
import { hrefWith } from '../../core/route.ts';
import { lang } from '../../core/settings.ts';
import { clockOf } from '../../core/time.ts';
import { While } from '../../parts/state.tsx';
import { nameOf } from '../../words/words.ts';
import { useActing, written } from '../operations/act.ts';

const ZH = {
  publish: '发布',
  about: '发布后图表与文字不再变动；更正另发新版。',
  reason: '更正说明',
  by: '署名',
  published: '已发布',
  none: '本期尚未发布。',
  edition: (n: number) => `第 ${n} 版`,
  live: '返回当前数据',
  done: '已发布。',
};
type Words = typeof ZH;
const EN: Words = {
  publish: 'Publish',
  about: 'What is published stays as it is; a correction is the next edition.',
  reason: 'Correction',
  by: 'By',
  published: 'Published',
  none: 'This period was not published yet.',
  edition: (n) => `edition ${n}`,
  live: 'Back to present data',
  done: 'Published.',
};
const text = computed<Words>(() => (lang.value === 'zh' ? ZH : EN));

interface PublishedProps {
  readonly period: string;
  readonly region: string | undefined;
  /** Of the published bulletin that is shown. */
  readonly number: string | undefined;
  /** Whether the view says already why nothing can be loaded. */
  readonly saidBeside: boolean;
}

const loadPublished = async ({ period, region }: Pick<PublishedProps, 'period' | 'region'>) =>
  (
    await api.get('/v1/bulletins/published', {
      params: { query: { period, limit: 100, ...(region !== undefined && { region }) } },
    })
  ).data;

function PublishForm({ period, region }: Pick<PublishedProps, 'period' | 'region'>) {
  const t = text.value;
  const acting = useActing();
  const send = async (form: HTMLFormElement): Promise<void> => {
    const data = new FormData(form);
    const given = (name: string) => {
      const value = String(data.get(name) ?? '').trim();
      return value === '' ? {} : { [name]: value };
    };
    const body = { ...given('reason'), ...given('by'), ...(region !== undefined && { region }) };
    const write = () => api.post('/v1/bulletins/{period}/publish', { params: { path: { period } }, body });
    if (await acting.run(write, t.done)) form.reset();
  };
  return (
    <form
      class="annotate publish"
      aria-label={`${t.publish} ${period}`}
      onSubmit={(event) => {
        event.preventDefault();
        void send(event.currentTarget as HTMLFormElement);
      }}
    >
      <label>
        {t.reason} <input name="reason" maxLength={500} />
      </label>
      <label>
        {t.by} <input name="by" maxLength={100} />
      </label>
      <button type="submit" disabled={acting.busy}>
        {t.publish}
      </button>
      {acting.says !== undefined && <span role="alert">{acting.says}</span>}
    </form>
  );
}

/** Publishes the bulletin of a period, and lists what was published of it. */
export function Published({ period, region, number, saidBeside }: PublishedProps) {
  const t = text.value;
  const loaded = useLoad(
    `published ${period} ${region} ${written.value}`,
    () => loadPublished({ period, region }),
    ['bulletin'],
  );
  return (
    <section class="published" aria-label={t.published}>
      <p class="about">{t.about}</p>
      <PublishForm period={period} region={region} />
      <While of={loaded} saidBeside={saidBeside}>
        {(rows) =>
          rows.length === 0 ? (
            <p class="quiet">{t.none}</p>
          ) : (
            <ul class="checks">
              {rows.map((row) => (
                <li key={row.number} data-number={row.number}>
                  <a
                    href={hrefWith({ number: row.number })}
                    aria-current={row.number === number ? 'true' : undefined}
                  >
                    {nameOf(row.title)} {t.edition(row.edition)}
                  </a>{' '}
                  {row.number} · {clockOf(row.publishedAt)} {row.reason} {row.by ?? row.author}
                </li>
              ))}
            </ul>
          )
        }
      </While>
      {number !== undefined && <a href={hrefWith({ number: undefined })}>{t.live}</a>}
    </section>
  );
}
