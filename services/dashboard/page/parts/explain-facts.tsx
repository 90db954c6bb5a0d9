import type { Explained } from '../core/explained.ts';
import { daysText, spanText, timeOf } from '../core/time.ts';
import { editionsText, editionText } from '../words/editions.ts';
import { marks } from '../words/marks.ts';
import { standingText } from '../words/standing.ts';
import { nameOf, printedSymbols, words } from '../words/words.ts';

const percentOf = (change: number | null | undefined): string =>
  typeof change === 'number' ? `${change > 0 ? '+' : ''}${change} %` : '—';

/** Days of dust and states of sections that the figure leaves out. */
function LeftOutDays({ of: { dust, states = [] } }: { readonly of: Explained }) {
  return (
    <>
      {dust && (
        <>
          <dt>{marks.value.dust}</dt>
          <dd>
            {printedSymbols(nameOf(dust.note))}
            <span class="quiet"> {dust.days.map(({ date }) => date).join(' ')}</span>
          </dd>
        </>
      )}
      {states.length > 0 && (
        <>
          <dt>{marks.value.states}</dt>
          {states.map((each) => (
            <dd key={each.annotation}>
              {nameOf(each.name)} {nameOf(each.stateName)} {daysText(each)}
            </dd>
          ))}
        </>
      )}
    </>
  );
}

/** What a figure says of itself: its time, editions, coverage, changes, what it leaves out, its revision. */
export function Facts({ of }: { readonly of: Explained }) {
  const w = words.value;
  const { validity, standards, revision, computedAt, provisional, from, to } = of;
  const kinds = { valid: w.valid, insufficient: w.insufficient, missing: w.missing };
  const coverage =
    validity?.expected === undefined ? '' : ` (${w.ofExpected(validity.observed ?? 0, validity.expected)})`;
  const ids = (standards ?? []).map(({ edition }) => edition);
  const editions = editionsText(ids.length > 0 ? ids : [of.edition ?? []].flat());
  const why = validity?.why && editionText(nameOf(validity.why));
  return (
    <dl class="facts">
      <dt>{w.time}</dt>
      <dd>{spanText(from ?? to ?? '', to ?? '')}</dd>
      {editions !== '' && (
        <>
          <dt>{w.edition}</dt>
          <dd>{editions}</dd>
        </>
      )}
      <dt>{w.state}</dt>
      <dd>
        {standingText({ provisional: provisional === true, dataState: of.dataState })}
        {provisional && `${w.colon}${w.provisionalWhy}`}
      </dd>
      <dt>{w.coverage}</dt>
      <dd>
        {validity ? kinds[validity.kind] : '—'}
        {coverage}
        {why && <span class="quiet"> {why}</span>}
      </dd>
      {of.change?.periodBefore?.used !== undefined && (
        <>
          <dt>{w.changeBefore}</dt>
          <dd>{percentOf(of.change.periodBefore.used.change)}</dd>
          <dt>{w.changeYear}</dt>
          <dd>{percentOf(of.change.yearEarlier?.used?.change)}</dd>
        </>
      )}
      {of.goodDays && (
        <>
          <dt>{w.goodDays}</dt>
          <dd>
            {w.goodDaysOf(of.goodDays.good, of.goodDays.valid)}
            {of.goodDays.withoutDust && (
              <span class="quiet">
                {' '}
                {marks.value.withoutDustOf(
                  w.goodDaysOf(of.goodDays.withoutDust.good, of.goodDays.withoutDust.valid),
                )}
              </span>
            )}
          </dd>
        </>
      )}
      <LeftOutDays of={of} />
      <dt>{w.revision}</dt>
      <dd>
        {revision ?? '—'}
        {computedAt && <span class="quiet"> {timeOf(computedAt)}</span>}
      </dd>
    </dl>
  );
}
