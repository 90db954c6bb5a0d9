import { latestClassCall } from '../../core/calls.ts';
import type { LatestSection } from '../../core/data.ts';
import { useLoad } from '../../core/load.ts';
import { meets } from '../../core/rank.ts';
import { hrefTo } from '../../core/route.ts';
import { ClassBadge } from '../../parts/badge.tsx';
import { Figure } from '../../parts/figure.tsx';
import { Age, stateText } from '../../parts/state.tsx';
import { StatedMark } from '../../parts/stated.tsx';
import { standingText } from '../../words/standing.ts';
import { classText, labelsOf, type Name, nameOf, words } from '../../words/words.ts';
import { type ClassChange, loadChanges } from './changes.ts';

export interface River {
  readonly id: string;
  readonly name: Name;
  readonly inflowOf?: string | undefined;
}
export interface Lake {
  readonly id: string;
  readonly name: Name;
}

/** Whether the class of this month is another one than that of the month before. */
function ChangeMark({ of }: { readonly of: ClassChange }) {
  const w = words.value;
  const [arrow, text, name] = {
    better: ['↑', w.better, 'better'],
    worse: ['↓', w.worseNow, 'worse'],
    same: ['→', w.unchanged, 'quiet'],
  }[of.kind] as [string, string, string];
  const classes = `${classText(of.before)} → ${classText(of.now)}`;
  return (
    <span class={`change ${name}`} title={`${w.monthBefore}: ${classes}`}>
      <span aria-hidden="true">{arrow}</span> {text}
      <span class="hidden"> {classes}</span>
    </span>
  );
}

interface SectionBoxProps {
  readonly section: LatestSection;
  readonly change: ClassChange | undefined;
  readonly names: ReadonlyMap<string, Name>;
}

function SectionBox({ section, change, names }: SectionBoxProps) {
  const w = words.value;
  const {
    id,
    name,
    class: sampled,
    colour,
    target,
    km,
    determining,
    ts,
    state,
    provisional,
    dataState,
    stated,
  } = section;
  // On days of a state the section has no class; its last sample is on its page.
  const found = stated ? null : sampled;
  const met = meets(found, target);
  return (
    <div class={`section-box ${state}`} data-id={id}>
      <span class="head">
        <a href={hrefTo(`/water/sections/${encodeURIComponent(id)}`)}>{nameOf(name)}</a>
        <Figure
          path={latestClassCall(id)}
          label={`${nameOf(name)} ${w.waterClass} ${found === null ? w.nothing : classText(found)}`}
        >
          <ClassBadge name={found} colour={colour} missed={met === false} />
        </Figure>
      </span>
      <span>
        {target === null ? w.noTarget : `${w.target} ${target}`}
        {met !== undefined && <em class={met ? 'met' : 'missed'}> {met ? w.met : w.missed}</em>}
      </span>
      {stated && <StatedMark id={id} name={nameOf(name)} of={stated} />}
      {change && <ChangeMark of={change} />}
      {found !== null && determining.length > 0 && found !== 'I' && (
        <span>{labelsOf(determining, names)}</span>
      )}
      <span class="quiet">
        {km !== undefined && `${km} km · `}
        {provisional !== null && `${standingText({ provisional, dataState })} · `}
        <Age time={ts} />
        {state !== 'live' && ` · ${stateText(state)}`}
      </span>
    </div>
  );
}

const byKm = (a: LatestSection, b: LatestSection): number => (a.km ?? 0) - (b.km ?? 0);

interface RiversProps {
  readonly sections: readonly LatestSection[];
  readonly rivers: readonly River[];
  readonly lakes: readonly Lake[];
  readonly names: ReadonlyMap<string, Name>;
}

/** The rivers with their sections in the order of the water, and the lakes that they flow into. */
export function Rivers({ sections, rivers, lakes, names }: RiversProps) {
  const w = words.value;
  const ids = sections.map(({ id }) => id);
  const changes = useLoad(`changes ${ids.join(' ')}`, () => loadChanges(ids), ['class.day']).value;
  if (sections.length === 0) return <p class="quiet">{w.nothing}</p>;
  const lakeName = (id: string | undefined) => lakes.find((lake) => lake.id === id)?.name;
  const ofRiver = rivers
    .map((river) => ({ river, along: sections.filter((each) => each.river === river.id).toSorted(byKm) }))
    .filter(({ along }) => along.length > 0);
  const others = sections.filter(({ river, lake }) => river === undefined && lake === undefined);
  const box = (section: LatestSection) => (
    <li key={section.id}>
      <SectionBox section={section} change={changes?.get(section.id)} names={names} />
    </li>
  );
  return (
    <div class="waters">
      <div class="rivers">
        {ofRiver.map(({ river, along }) => {
          const into = lakeName(river.inflowOf);
          return (
            <div class="river" key={river.id}>
              <h3>
                {nameOf(river.name)}
                {into && (
                  <span class="quiet">
                    {' '}
                    {w.intoLake} {nameOf(into)}
                  </span>
                )}
              </h3>
              <ol class={along.every(({ km }) => km !== undefined) ? 'by-km' : undefined}>
                {along.map(box)}
              </ol>
            </div>
          );
        })}
        {others.length > 0 && (
          <div class="river">
            <h3>{w.withoutRiver}</h3>
            <ol>{others.map(box)}</ol>
          </div>
        )}
      </div>
      {lakes.map((lake) => {
        const within = sections.filter((each) => each.lake === lake.id);
        return within.length === 0 ? null : (
          <div class="lake" key={lake.id}>
            <h3>{nameOf(lake.name)}</h3>
            <ul>{within.map(box)}</ul>
          </div>
        );
      })}
    </div>
  );
}
