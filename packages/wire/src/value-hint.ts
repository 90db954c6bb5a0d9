import { quoted, showValue } from './show.ts';

/** Most characters of a text that may be a value in another form. */
const LONGEST = 40;
const BELOW = /^(?:[<＜≤≦]=?\s?(\d{1,15}(?:\.\d{1,15})?)|(\d{1,15}(?:\.\d{1,15})?)\s?[Ll<])$/;
const NOT_DETECTED = /^(?:nd|n\.d\.|bdl|bld|未检出|低于检出限|l)$/i;
const NUMBER = /^[-+]?\d{1,15}(?:\.\d{1,15})?(?:e[-+]?\d{1,3})?$/i;
const COMMA = /^([-+]?\d{1,15}),(\d{1,15})$/;
const WITH_UNIT = /^([-+]?\d{1,15}(?:\.\d{1,15})?)\s?([^\d\s]\S{0,11})$/;
const NOTHING = /^(?:|-+|\*+|n\/?a|nan|null|none|nil|inf(?:inity)?|无|缺测|—+)$/i;

const LEAVE_OUT = 'leave a parameter without a value out';

function ofText(text: string): string {
  const below = BELOW.exec(text);
  if (below)
    return `is a text; a value below the detection limit is written {"value":${Number(below[1] ?? below[2])},"flag":"L"}`;
  if (NOT_DETECTED.test(text))
    return 'is a text; a value below the detection limit is written as the limit with flag L, such as {"value":0.025,"flag":"L"}';
  if (NUMBER.test(text)) return `is a text; write the number without quotes: ${Number(text)}`;
  if (COMMA.test(text))
    return `is a text; write the number with a point and without quotes: ${text.replace(',', '.')}`;
  const [, value, unit] = WITH_UNIT.exec(text) ?? [];
  if (unit) return `is a text; write {"value":${Number(value)},"unit":${JSON.stringify(unit)}}`;
  return NOTHING.test(text) ? `is no number; ${LEAVE_OUT}` : 'is no number; write one such as 35';
}

/** Says why a value is no number, and how it should be written. */
export function valueFault(value: unknown): string {
  if (typeof value === 'string') {
    const text = value.length > LONGEST ? undefined : value.trim();
    return `${quoted(value)} ${text === undefined ? 'is no number; write one such as 35' : ofText(text)}`;
  }
  if (value === null) return `null is no number; ${LEAVE_OUT}`;
  if (value === undefined)
    return 'the object has no "value"; write {"value":35,"unit":"ug/m3"} or just the number';
  if (typeof value === 'number') return 'the number is too large to be kept; write one such as 35';
  return `found ${showValue(value)}; write a number such as 35, or {"value":35,"unit":"ug/m3"}`;
}
