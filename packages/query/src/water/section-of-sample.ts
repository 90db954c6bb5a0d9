import { dayOfSample } from '@lanbi/evaluation';
import { membershipsOf, type Registry, type Section, type StoredResult, sectionId } from '@lanbi/model';

/** A stored sample. */
export type StoredSample = Pick<StoredResult<'class.sample'>, 'subject' | 'to' | 'body'>;

/** The section of a stored sample as it is on the day of the sample; undefined where the registry does not name it. */
export function sectionOfSample(
  registry: Registry,
  { subject, to, body }: StoredSample,
): Section | undefined {
  const section = registry.sections.get(sectionId(subject));
  return section && membershipsOf(registry).sectionAt(section, dayOfSample(body, to));
}
