import { latestClassCall } from '../../core/calls.ts';
import { levelOf, loadLakes, loadNames, loadRivers, type State } from '../../core/data.ts';
import { useLoad } from '../../core/load.ts';
import { meets } from '../../core/rank.ts';
import { hrefTo } from '../../core/route.ts';
import { loadClasses } from '../../core/series.ts';
import { clockOf } from '../../core/time.ts';
import { NoteList } from '../../parts/annotated.tsx';
import { ClassBadge } from '../../parts/badge.tsx';
import { Figure } from '../../parts/figure.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Standing } from '../../parts/standing.tsx';
import { Age, Marks, While } from '../../parts/state.tsx';
import { StatedMark } from '../../parts/stated.tsx';
import { marks } from '../../words/marks.ts';
import { classText, labelsOf, type Name, nameOf, words } from '../../words/words.ts';
import { ItemSeries } from './item-series.tsx';
import { Items } from './items.tsx';
import { askedSpan } from './span.ts';
import { SpanTools } from './span-tools.tsx';
import { useStates } from './states.ts';
import { OneStrip } from './strips.tsx';
import { Trend } from './trend.tsx';
import { loadSample, loadSection, type Sample, type SectionEntry } from './water-data.ts';

const NO_NAMES: ReadonlyMap<string, Name> = new Map();

interface HeadlineProps {
  readonly id: string;
  readonly sample: Sample;
  readonly names: ReadonlyMap<string, Name>;
}

function Headline({ id, sample, names }: HeadlineProps) {
  const w = words.value;
  const level = levelOf(sample.level);
  const stated = sample.sectionState;
  const met = stated ? undefined : meets(sample.class, sample.target);
  const determining = labelsOf(sample.determining ?? [], names);
  const state = (sample.staleness?.state ?? 'live') as State;
  return (
    <p class="headline">
      <Figure
        big
        path={latestClassCall(id)}
        label={`${w.waterClass} ${sample.class === null ? w.nothing : classText(sample.class)}`}
      >
        <ClassBadge name={sample.class} colour={level?.colour} missed={met === false} />
      </Figure>
      <span>
        <b>{level ? nameOf(level) : w.nothing}</b> ·{' '}
        {sample.target ? `${w.target} ${sample.target}` : w.noTarget}
        {met !== undefined && <em class={met ? 'met' : 'missed'}> {met ? w.met : w.missed}</em>}
        {determining !== '' && ` · ${w.determining}${w.colon}${determining}`}
        <br />
        {stated && (
          <>
            <StatedMark id={id} name={w.section} of={stated} />
            <br />
          </>
        )}
        {w.sampledAt} {clockOf(sample.to)} · <Age time={sample.to} />{' '}
        <Marks
          of={{
            provisional: sample.provisional,
            dataState: sample.dataState,
            validity: sample.validity.kind,
            state,
            edition: sample.edition,
          }}
        />
      </span>
    </p>
  );
}

function OwnStrip({
  section,
  names,
}: {
  readonly section: SectionEntry;
  readonly names: ReadonlyMap<string, Name>;
}) {
  const w = words.value;
  const span = askedSpan();
  const { id } = section;
  const loaded = useLoad(
    `strip ${id} ${span.text}`,
    () => loadClasses(id, span.interval, span.text, span.text),
    ['class.day'],
  );
  const states = useStates(span).filter((each) => each.section === id);
  return (
    <Panel id="strips" title={w.strips} about={w.stripsAbout} tools={<SpanTools span={span} />}>
      <While of={loaded}>
        {(rows) => (
          <>
            {rows.length === 0 && <p class="quiet">{w.nothing}</p>}
            <OneStrip strip={{ section, rows }} span={span} names={names} states={states} />
            <Standing rows={rows} />
            <NoteList title={marks.value.states} of={states} />
          </>
        )}
      </While>
    </Panel>
  );
}

function Figures({
  section,
  names,
}: {
  readonly section: SectionEntry;
  readonly names: ReadonlyMap<string, Name>;
}) {
  const w = words.value;
  const { id } = section;
  const loaded = useLoad(`sample ${id}`, () => loadSample(id), ['class.sample']);
  if (loaded.value === undefined)
    return (
      <Panel id="items" title={w.itemsNow}>
        <While of={loaded}>{() => null}</While>
      </Panel>
    );
  return (
    <While of={loaded}>
      {(sample) => (
        <>
          <Panel id="items" title={w.itemsNow}>
            <Headline id={id} sample={sample} names={names} />
            <Items id={id} sample={sample} names={names} />
          </Panel>
          <ItemSeries id={id} sample={sample} names={names} />
        </>
      )}
    </While>
  );
}

/** The river or lake of a section, where the registry says one. */
function WaterName({ of: { river, lake } }: { readonly of: SectionEntry }) {
  const rivers = useLoad('rivers', loadRivers).value ?? [];
  const lakes = useLoad('lakes', loadLakes).value ?? [];
  const found =
    river === undefined ? lakes.find(({ id }) => id === lake) : rivers.find(({ id }) => id === river);
  return found ? <> {nameOf(found.name)}</> : null;
}

const controlText = (control: string): string =>
  (words.value.control as Readonly<Record<string, string>>)[control] ?? control;

/** A section: its newest sample against the limits, its items over time, its classes by month or day. */
export function SectionPage({ id }: { readonly id: string }) {
  const w = words.value;
  const names = useLoad('names', loadNames).value ?? NO_NAMES;
  const loaded = useLoad(`section ${id}`, () => loadSection(id));
  return (
    <>
      <div class="panel title">
        <p>
          <a href={hrefTo('/water')}>{w.backTo(w.strips)}</a>
        </p>
        <h1>{loaded.value ? nameOf(loaded.value.name) : id}</h1>
        <While of={loaded}>
          {(section) => (
            <p class="quiet">
              {section.control !== undefined && `${controlText(section.control)} · `}
              {section.waterBody === 'lake' ? w.lake : w.river}
              <WaterName of={section} />
              {section.km !== undefined && ` · ${section.km} km`}
            </p>
          )}
        </While>
      </div>
      {loaded.value && <Figures section={loaded.value} names={names} />}
      {loaded.value && <OwnStrip section={loaded.value} names={names} />}
      {loaded.value && <Trend id={id} names={names} />}
    </>
  );
}
