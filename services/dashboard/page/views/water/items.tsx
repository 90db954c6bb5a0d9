import { latestClassCall } from '../../core/calls.ts';
import { loadUnits } from '../../core/data.ts';
import { useLoad } from '../../core/load.ts';
import { CLASSES } from '../../core/rank.ts';
import { hrefWith } from '../../core/route.ts';
import { Figure } from '../../parts/figure.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { classText, labelOf, type Name, unitOf, words } from '../../words/words.ts';
import { limitsOf } from './limits.ts';
import type { Sample } from './water-data.ts';

interface ItemsProps {
  readonly id: string;
  readonly sample: Sample;
  readonly names: ReadonlyMap<string, Name>;
}

interface Item {
  readonly value?: number | null;
  readonly class?: string | null;
  readonly evaluated?: boolean;
}

/** Each item of the newest sample with the limits of the classes. */
export function Items({ id, sample, names }: ItemsProps) {
  const w = words.value;
  const units = useLoad('units', loadUnits).value;
  const limits = limitsOf(sample);
  const path = latestClassCall(id);
  const classes = CLASSES.slice(0, -1);
  const above = new Map<string, number | null>(
    sample.exceedances.map(({ item, multiple }) => [item, multiple]),
  );
  return (
    <Scroll label={w.itemsNow}>
      <table class="list stack items">
        <thead>
          <tr>
            <th scope="col">{w.item}</th>
            <th scope="col">{w.value}</th>
            <th scope="col">{w.unit}</th>
            <th scope="col">{w.waterClass}</th>
            {classes.map((each) => (
              <th scope="col" class="class" key={each}>
                {each}
              </th>
            ))}
            <th scope="col">{w.exceedances}</th>
          </tr>
        </thead>
        <tbody>
          {(Object.entries(sample.items) as [string, Item][]).map(([code, item]) => {
            const found = limits.get(code);
            const multiple = above.get(code);
            return (
              <tr key={code} class={sample.determining?.includes(code as never) ? 'determining' : ''}>
                <th scope="row" class="whole">
                  <a href={hrefWith({ item: code })}>{labelOf(code, names)}</a>
                </th>
                <td data-label={w.value}>
                  <Figure path={path} label={`${labelOf(code, names)} ${item.value ?? w.nothing}`}>
                    {item.value ?? '—'}
                  </Figure>
                </td>
                <td>{unitOf(units?.get(code) ?? '') || '—'}</td>
                <td data-label={w.waterClass}>
                  {item.evaluated === false ? (
                    <span class="quiet">{w.notEvaluated}</span>
                  ) : (
                    classText(item.class ?? '—')
                  )}
                </td>
                {found && found.each.length === 0 ? (
                  <td colSpan={classes.length} class="limit" data-label={`${classes[0]}–${classes.at(-1)}`}>
                    {found.text.replace(' to ', ' – ')}
                  </td>
                ) : (
                  classes.map((each, at) => (
                    <td
                      key={each}
                      class={each === item.class && item.evaluated ? 'limit own' : 'limit'}
                      data-label={each}
                    >
                      {found?.each[at] ?? ''}
                    </td>
                  ))
                )}
                <td>
                  {typeof multiple === 'number' && (
                    <Figure path={path} label={`${labelOf(code, names)} ${w.exceedanceOf(multiple)}`}>
                      <b class="worse">{w.exceedanceOf(multiple)}</b>
                    </Figure>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroll>
  );
}
