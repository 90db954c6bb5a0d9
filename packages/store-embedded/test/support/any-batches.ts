import type { ParameterCode } from '@lanbi/model';
import { observation, reading } from '@lanbi/testkit/samples/observations';
import fc from 'fast-check';

export const PARAMETERS: readonly ParameterCode[] = ['no', 'no2', 'co'];
export const STATIONS = ['A', 'B'];

/** Few stations, times and values, so that most observations meet an earlier one. */
const anyObservation = fc
  .record({
    station: fc.constantFrom(...STATIONS),
    at: fc.integer({ min: 1, max: 3 }),
    period: fc.constantFrom(60, 3600),
    parameters: fc.subarray([...PARAMETERS], { minLength: 1 }),
    value: fc.constantFrom(0, 1, 1.5),
    flag: fc.constantFrom('N', 'D'),
  })
  .map(({ parameters, value, flag, ...sample }) =>
    observation({ ...sample, readings: parameters.map((one) => reading(one, value, { flag })) }),
  );

export const anyBatches = fc.array(fc.array(anyObservation, { maxLength: 6 }), { maxLength: 8 });
