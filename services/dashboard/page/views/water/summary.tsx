import { riverCall, summaryCall } from '../../core/calls.ts';
import { levelOf, loadNames } from '../../core/data.ts';
import { useLoad } from '../../core/load.ts';
import { CLASSES } from '../../core/rank.ts';
import { dayOf, lastDayOf } from '../../core/time.ts';
import { ClassBadge } from '../../parts/badge.tsx';
import { Figure } from '../../parts/figure.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { While } from '../../parts/state.tsx';
import { LeftOut } from '../../parts/stated.tsx';
import { editionText } from '../../words/editions.ts';
import { standingText } from '../../words/standing.ts';
import { classText, labelOf, type Name, nameOf, words } from '../../words/words.ts';
import { summarySpan } from './summary-span.ts';
import { loadSummary } from './water-data.ts';

const NO_NAMES: ReadonlyMap<string, Name> = new Map();

type Summarized = NonNullable<Awaited<ReturnType<typeof loadSummary>>>;
type Shares = Summarized['sections'];
type RiverClass = Summarized['rivers']['each'][number];

/** An item with the share of the sections that are beyond its limit, where there are enough sections for one. */
const itemText = (item: Summarized['mainItems'][number], names: ReadonlyMap<string, Name>): string =>
  'share' in item
    ? words.value.itemShare(labelOf(item.item, names), percent(item.share))
    : labelOf(item.item, names);

const percent = (value: number | null): string => (value === null ? '—' : `${value.toFixed(1)} %`);

function ClassShares({ of, path }: { readonly of: Shares; readonly path: string }) {
  const w = words.value;
  return (
    <Scroll label={w.classShares}>
      <table class="list stack shares">
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
            <th scope="row" class="whole">
              {w.sections}
            </th>
            {CLASSES.map((each) => (
              <td key={each} data-label={classText(each)}>
                <Figure path={path} label={`${w.sections} ${classText(each)} ${of.counts[each] ?? 0}`}>
                  {of.counts[each] ?? 0}
                </Figure>
              </td>
            ))}
          </tr>
          <tr>
            <th scope="row" class="whole">
              {w.share}
            </th>
            {CLASSES.map((each) => (
              <td key={each} data-label={classText(each)}>
                <Figure
                  path={path}
                  label={`${w.share} ${classText(each)} ${percent(of.shares[each] ?? null)}`}
                >
                  {percent(of.shares[each] ?? null)}
                </Figure>
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </Scroll>
  );
}

interface RiverListProps {
  readonly rivers: readonly RiverClass[];
  readonly span: ReturnType<typeof summarySpan>;
}

function RiverList({ rivers, span }: RiverListProps) {
  return (
    <ul class="river-classes">
      {rivers.map(({ river, name, class: found, level }) => (
        <li key={river} data-id={river}>
          {nameOf(name)}{' '}
          <Figure
            path={riverCall(river, span)}
            label={`${nameOf(name)} ${found === null ? words.value.nothing : classText(found)}`}
          >
            <ClassBadge name={found} colour={levelOf(level)?.colour} />
          </Figure>
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
  const path = summaryCall(span);
  const figure = (label: string, text: string) => (
    <Figure path={path} label={`${label} ${text}`}>
      <b>{text}</b>
    </Figure>
  );
  return (
    <Panel id="summary" title={w.summary}>
      <While of={loaded}>
        {(answer) => {
          const of = answer.sections;
          const rivers = answer.rivers.each;
          const items = answer.mainItems;
          const level = levelOf(answer.level);
          return (
            <>
              <p class="quiet">
                {dayOf(answer.from)} – {lastDayOf(answer.to)} · {standingText(answer)} ·{' '}
                {editionText(answer.edition)}
              </p>
              <p class="headline">
                <span>
                  {w.waterLevel} {figure(w.waterLevel, level ? nameOf(level) : w.nothing)} · {w.goodShare}{' '}
                  {figure(w.goodShare, percent(of.good))} · {w.worseShare}{' '}
                  {figure(w.worseShare, percent(of.worse))} · {w.attainment}{' '}
                  {figure(w.attainment, percent(of.attainment))} ({w.ofExpected(of.compliant, of.targeted)})
                </span>
              </p>
              <ClassShares of={of} path={path} />
              <p>
                {w.mainItems}
                {w.colon}
                {items.length === 0 ? w.none : items.map((item) => itemText(item, names)).join(w.semicolon)}
              </p>
              <LeftOut of={answer.states ?? []} />
              <h3>{w.riverClasses}</h3>
              <RiverList rivers={rivers} span={span} />
            </>
          );
        }}
      </While>
    </Panel>
  );
}
