import { boundedJson, didYouMean, type Medium, type ParameterCode } from '@lanbi/model';
import { knowsUnit, PARAMETERS, type Parameter, parameterOf, unitsOf } from '@lanbi/wire';
import { type Complain, textAt } from './complain.ts';
import type { Placed } from './lists.ts';

const MEDIA: readonly string[] = ['air', 'water'] satisfies readonly Medium[];

const isCode = (code: unknown): code is ParameterCode =>
  typeof code === 'string' && Object.hasOwn(PARAMETERS, code);

const codesOf = (medium: string): string[] =>
  Object.values(PARAMETERS)
    .filter((parameter) => parameter.medium === medium)
    .map(({ code }) => code);

/** Reports parameters of the other medium. The schema reports unknown codes. */
function parameterFaults(at: Placed, medium: string, complain: Complain): void {
  const { parameters } = at.raw;
  if (!Array.isArray(parameters)) return;
  for (const [index, code] of parameters.entries())
    if (isCode(code) && PARAMETERS[code].medium !== medium)
      complain(at, ['parameters', index], `${code} is no parameter of ${medium} stations`);
}

function unitFault(parameter: Parameter, unit: unknown): string | undefined {
  if (typeof unit !== 'string' || knowsUnit(parameter, unit)) return undefined;
  const units = unitsOf(parameter);
  const list = units.map((each) => each || '""').join(', ');
  return `${boundedJson(unit)} is no unit for ${parameter.code}; there are ${list}${didYouMean(unit, units)}`;
}

function unitFaults(at: Placed, medium: string, complain: Complain): void {
  const { units } = at.raw;
  if (typeof units !== 'object' || units === null || Array.isArray(units)) return;
  for (const [code, unit] of Object.entries(units)) {
    const parameter = parameterOf(code);
    const fault =
      parameter?.medium === medium
        ? unitFault(parameter, unit)
        : `${code} is no parameter of ${medium} stations${didYouMean(code, codesOf(medium))}`;
    if (fault) complain(at, ['units', code], fault);
  }
}

/** Reports the parameters that do not belong to the station's medium; none if its medium is invalid. */
export function planFaults(at: Placed, complain: Complain): void {
  const medium = textAt(at, 'medium');
  if (medium === undefined || !MEDIA.includes(medium)) return;
  if (medium === 'water' && at.raw['role'] !== undefined)
    complain(at, ['role'], 'a role is for air stations');
  if (medium === 'air' && at.raw['section'] !== undefined)
    complain(at, ['section'], 'an air station has no section');
  parameterFaults(at, medium, complain);
  unitFaults(at, medium, complain);
}

/** Returns the units in the registry by the canonical codes of their parameters. */
export const unitsByCode = (
  units: Readonly<Record<string, string>>,
): Partial<Record<ParameterCode, string>> =>
  Object.fromEntries(Object.entries(units).map(([code, unit]) => [parameterOf(code)?.code ?? code, unit]));
