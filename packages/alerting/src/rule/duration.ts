import { DAY, HOUR, MINUTE, SECOND } from '@lanbi/standards';

const DURATION = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
const UNITS = [7 * DAY, DAY, HOUR, MINUTE, SECOND] as const;

/** An ISO 8601 duration of weeks, days, hours, minutes and seconds, in milliseconds; undefined for another text. */
export function parseDuration(text: string): number | undefined {
  const parts = DURATION.exec(text)?.slice(1);
  if (!parts?.some((part) => part !== undefined)) return undefined;
  return parts.reduce((total, part, i) => total + Number(part ?? 0) * (UNITS[i] ?? 0), 0);
}

/** The shortest such text; `PT0S` for nothing. */
export function formatDuration(ms: number): string {
  const day = Math.floor(ms / DAY);
  const clock = [
    [Math.floor((ms % DAY) / HOUR), 'H'],
    [Math.floor((ms % HOUR) / MINUTE), 'M'],
    [Math.floor((ms % MINUTE) / SECOND), 'S'],
  ] as const;
  const time = clock.map(([n, unit]) => (n > 0 ? `${n}${unit}` : '')).join('');
  const date = day > 0 ? `${day}D` : '';
  return date || time ? `P${date}${time && `T${time}`}` : 'PT0S';
}
