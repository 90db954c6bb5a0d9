import { auditCall } from '../../core/calls.ts';
import { loadNames } from '../../core/data.ts';
import { changeOf } from '../../core/explained.ts';
import { useLoad } from '../../core/load.ts';
import { loadPlaceNames } from '../../core/places.ts';
import { clockOf } from '../../core/time.ts';
import { Figure } from '../../parts/figure.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { While } from '../../parts/state.tsx';
import { labelOf, type Name, nameOf, words } from '../../words/words.ts';
import { loadCorrections } from './data.ts';
import { kindText, ops } from './words.ts';

const NO_NAMES: ReadonlyMap<string, Name> = new Map();

/** What late and corrected data changed. */
export function Corrections() {
  const w = words.value;
  const o = ops.value;
  const places = useLoad('place names', loadPlaceNames).value;
  const names = useLoad('names', loadNames).value ?? NO_NAMES;
  const changeText = (before: unknown, after: unknown): string => {
    const { code, from, to } = changeOf(before, after);
    return `${code === undefined ? '' : `${labelOf(code, names)} `}${from} → ${to}`;
  };
  const named = (id: string): string => {
    const name = places?.get(id);
    return name ? nameOf(name) : id;
  };
  const loaded = useLoad('corrections', loadCorrections, [
    'aqi.hour',
    'aqi.day',
    'class.sample',
    'class.day',
  ]);
  return (
    <Panel id="corrections" title={o.corrections} about={o.correctionsAbout}>
      <While of={loaded} isEmpty={(rows) => rows.length === 0} empty={o.noCorrections}>
        {(rows) => (
          <Scroll label={o.corrections} tall>
            <table class="list stack corrections">
              <thead>
                <tr>
                  <th scope="col">{o.changedAt}</th>
                  <th scope="col">{w.place}</th>
                  <th scope="col">{o.figure}</th>
                  <th scope="col">{w.time}</th>
                  <th scope="col">{o.change}</th>
                  <th scope="col">{o.cause}</th>
                  <th scope="col">{w.revision}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map(({ id, changedAt, subject, kind, to, before, after, causes, revision }) => (
                  <tr key={id} data-id={id}>
                    <td data-label={o.changedAt}>{clockOf(changedAt)}</td>
                    <th scope="row">{named(subject)}</th>
                    <td>{kindText(kind)}</td>
                    <td data-label={w.time}>{clockOf(to)}</td>
                    <td>
                      <Figure
                        path={auditCall(subject, kind)}
                        label={`${named(subject)} ${kindText(kind)} ${clockOf(to)} ${changeText(before, after)}`}
                      >
                        {changeText(before, after)}
                      </Figure>
                    </td>
                    <td data-label={o.cause}>
                      {[
                        ...new Set(causes.map((each) => `${o.causes[each.change]} ${named(each.station)}`)),
                      ].join(w.comma)}
                    </td>
                    <td data-label={w.revision}>
                      <Figure
                        path={auditCall(subject, kind)}
                        label={`${named(subject)} ${kindText(kind)} ${clockOf(to)} ${w.revision} ${revision}`}
                      >
                        {revision}
                      </Figure>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
        )}
      </While>
    </Panel>
  );
}
