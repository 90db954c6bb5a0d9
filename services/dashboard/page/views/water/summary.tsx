import { levelOf, loadNames } from '../../core/data.ts';
import { useLoad } from '../../core/load.ts';
import { CLASSES } from '../../core/rank.ts';
import { hrefWith } from '../../core/route.ts';
import { dayOf, lastDayOf } from '../../core/time.ts';
import { ClassBadge } from '../../parts/badge.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { While } from '../../parts/state.tsx';
import { classText, labelOf, type Name, nameOf, words } from '../../words/words.ts';
import { summarySpan } from './summary-span.ts';
import { loadSummary } from './water-data.ts';

const NO_NAMES: ReadonlyMap<string, Name> = new Map();

type Summarized = NonNullable<Awaited<ReturnType<typeof loadSummary>>>;
type Shares = Summarized['sections'];
type RiverClass = Summarized['rivers']['each'][number];

/** An item with the share of the sections that it is a main item of, where there are enough sections for one. */
const itemText = (item: Summarized['mainItems'][number], names: ReadonlyMap<string, Name>): string =>
  `${labelOf(item.item, names)}${'share' in item ? ` ${percent(item.share)}` : ''}`;

const percent = (value: number | null): string => (value === null ? '—' : `${value} %`);

function ClassShares({ of }: { readonly of: Shares }) {
  const w = words.value;
  return (
    <Scroll label={w.classShares}>
      <table class="list shares">
        <caption class="hidden">{w.classShares}</caption>
        <thead>
          <tr>
            <td />
            {CLASSES.map((each) => (
              <th scope="col" key={each}>
                {classText(each)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{w.sections}</th>
            {CLASSES.map((each) => (
              <td key={each}>{of.counts[each] ?? 0}</td>
            ))}
          </tr>
          <tr>
            <th scope="row">{w.share}</th>
            {CLASSES.map((each) => (
              <td key={each}>{percent(of.shares[each] ?? null)}</td>
            ))}
          </tr>
        </tbody>
      </table>
    </Scroll>
  );
}

function RiverList({ rivers }: { readonly rivers: readonly RiverClass[] }) {
  return (
    <ul class="river-classes">
      {rivers.map(({ river, name, class: found, level }) => (
        <li key={river} data-id={river}>
          {nameOf(name)} <ClassBadge name={found} colour={levelOf(level)?.colour} />
        </li>
      ))}
    </ul>
  );
}

/** The area in the period that the strips show: shares of the classes, attainment, main pollution items, rivers. */
export function Summary() {
  const w = words.value;
  const span = summarySpan();
  const names = useLoad('names', loadNames).value ?? NO_NAMES;
  const loaded = useLoad(`summary ${span.period} ${span.at}`, () => loadSummary(span), ['class.day']);
  const explain = hrefWith({ explain: `/v1/water/summary?period=${span.period}&at=${span.at}` });
  return (
    <Panel id="summary" title={w.summary}>
      <While of={loaded}>
        {(answer) => {
          if (!answer) return <p class="quiet">{w.nothing}</p>;
          const of = answer.sections;
          const rivers = answer.rivers.each;
          const items = answer.mainItems;
          const level = levelOf(answer.level);
          return (
            <>
              <p class="quiet">
                {dayOf(answer.from)} – {lastDayOf(answer.to)} · {answer.provisional ? w.provisional : w.final}{' '}
                · {answer.edition}
              </p>
              <p class="headline">
                <a
                  class="figure"
                  href={explain}
                  aria-label={w.explainOf(`${w.summary} ${level ? nameOf(level) : w.nothing}`)}
                >
                  <b>{level ? nameOf(level) : w.nothing}</b>
                </a>
                <span>
                  {w.goodShare} <b>{percent(of.good)}</b> · {w.worseShare} <b>{percent(of.worse)}</b> ·{' '}
                  {w.attainment} <b>{percent(of.attainment)}</b> ({w.ofExpected(of.compliant, of.targeted)})
                </span>
              </p>
              <ClassShares of={of} />
              <p>
                {w.mainItems}
                {w.colon}
                {items.length === 0 ? w.none : items.map((item) => itemText(item, names)).join(w.semicolon)}
              </p>
              <h3>{w.river}</h3>
              <RiverList rivers={rivers} />
            </>
          );
        }}
      </While>
    </Panel>
  );
}
