import { lakeCall } from '../../core/calls.ts';
import { levelOf, loadLakes, loadNames } from '../../core/data.ts';
import { useLoad } from '../../core/load.ts';
import { dayOf, lastDayOf } from '../../core/time.ts';
import { ClassBadge } from '../../parts/badge.tsx';
import { Figure } from '../../parts/figure.tsx';
import { Panel } from '../../parts/panel.tsx';
import { While } from '../../parts/state.tsx';
import { LeftOut } from '../../parts/stated.tsx';
import { editionText } from '../../words/editions.ts';
import { standingText } from '../../words/standing.ts';
import { classText, labelOf, labelsOf, type Name, nameOf, words } from '../../words/words.ts';
import { summarySpan } from './summary-span.ts';
import { loadLakeClass } from './water-data.ts';

const NO_NAMES: ReadonlyMap<string, Name> = new Map();

type Trophic = NonNullable<Awaited<ReturnType<typeof loadLakeClass>>>['trophic'];

interface TermsProps {
  readonly path: string;
  readonly of: Trophic;
  readonly names: ReadonlyMap<string, Name>;
}

function Terms({ of, names, path }: TermsProps) {
  const w = words.value;
  return (
    <table class="list trophic">
      <caption>{w.trophicTerms}</caption>
      <thead>
        <tr>
          <th scope="col">{w.item}</th>
          <th scope="col">TLI</th>
        </tr>
      </thead>
      <tbody>
        {Object.entries(of.terms).map(([item, value]) => (
          <tr key={item}>
            <th scope="row">{labelOf(item, names)}</th>
            <td>
              <Figure path={path} label={`${labelOf(item, names)} TLI ${value?.toFixed(1) ?? w.nothing}`}>
                {value?.toFixed(1) ?? '—'}
              </Figure>
            </td>
          </tr>
        ))}
        {of.without.map((item) => (
          <tr key={item}>
            <th scope="row">{labelOf(item, names)}</th>
            <td class="quiet">{w.nothing}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface LakeProps {
  readonly id: string;
  readonly name: Name;
  readonly names: ReadonlyMap<string, Name>;
}

function Lake({ id, name, names }: LakeProps) {
  const w = words.value;
  const span = summarySpan();
  const loaded = useLoad(`lake ${id} ${span.period} ${span.at}`, () => loadLakeClass(id, span), [
    'class.day',
  ]);
  const path = lakeCall(id, span);
  return (
    <div class="lake-figures" data-id={id}>
      <h3>{nameOf(name)}</h3>
      <While of={loaded}>
        {(answer) => {
          const { trophic } = answer;
          const level = levelOf(answer.level);
          return (
            <>
              <p class="headline">
                <Figure
                  path={path}
                  label={`${nameOf(name)} ${w.waterClass} ${answer.class === null ? w.nothing : classText(answer.class)}`}
                >
                  <ClassBadge name={answer.class} colour={level?.colour} />
                </Figure>
                <span>
                  <b>{level ? nameOf(level) : w.nothing}</b>
                  {answer.determining.length > 0 &&
                    ` · ${w.determining}${w.colon}${labelsOf(answer.determining, names)}`}
                  {answer.totalNitrogen && ` · ${w.totalNitrogen} ${classText(answer.totalNitrogen)}`}
                  <br />
                  {w.trophic}
                  {w.colon}
                  <b>{trophic.grade ? nameOf(trophic.grade) : w.nothing}</b>
                  {typeof trophic.index === 'number' && (
                    <>
                      {' '}
                      (
                      <Figure path={path} label={`${nameOf(name)} TLI ${trophic.index.toFixed(1)}`}>
                        TLI {trophic.index.toFixed(1)}
                      </Figure>
                      )
                    </>
                  )}
                </span>
              </p>
              <p class="quiet standing">
                {dayOf(answer.from)} – {lastDayOf(answer.to)} · {standingText(answer)} ·{' '}
                {editionText(answer.edition)}
              </p>
              <LeftOut of={answer.states ?? []} />
              <Terms of={trophic} names={names} path={path} />
            </>
          );
        }}
      </While>
    </div>
  );
}

/** The lakes with their class and trophic state, in the period that the strips show. */
export function Lakes() {
  const w = words.value;
  const names = useLoad('names', loadNames).value ?? NO_NAMES;
  const loaded = useLoad('lakes', loadLakes);
  if (loaded.value?.length === 0) return null;
  return (
    <Panel id="lakes" title={w.lakes}>
      <While of={loaded}>
        {(lakes) => (
          <>
            {lakes.map(({ id, name }) => (
              <Lake key={id} id={id} name={name} names={names} />
            ))}
          </>
        )}
      </While>
    </Panel>
  );
}
