import type { ParameterCode } from '@lanbi/model';

/**
 * Limits of plausible values of a parameter, in its canonical unit. All are our own choice [M]: wide enough that
 * published readings are rarely marked (docs/data-quality.md has the frequency).
 */
export interface QualityLimits {
  /**
   * A value outside of this range is suspect. It is within the measuring range of the parameter, outside of which a
   * value is invalid.
   */
  readonly plausible?: readonly [low: number, high: number];
  /** Number of hours after which an unchanged value is suspect. */
  readonly stuckHours?: number;
  /**
   * Values up to this one are not checked as stuck: clean air stays at the last digit of the instrument for days.
   */
  readonly stuckAbove?: number;
  /** A value is a spike if it differs from both neighbours by more than `floor` and by more than `factor`. */
  readonly spike?: { readonly floor: number; readonly factor: number };
  /** Set if rows repeat the latest analysis for up to four hours. */
  readonly carried?: true;
  /**
   * Set if values are small by nature and some instruments write them with an exponent: an integer from 1 to 9 may have
   * lost it.
   */
  readonly exponent?: true;
}

const METAL: QualityLimits = { exponent: true };

export const QUALITY_LIMITS: Readonly<Partial<Record<ParameterCode, QualityLimits>>> = {
  pm2_5: { plausible: [0, 1_500], stuckHours: 12, stuckAbove: 10, spike: { floor: 100, factor: 3 } },
  pm10: { plausible: [0, 5_000], stuckHours: 12, stuckAbove: 10, spike: { floor: 200, factor: 3 } },
  so2: { plausible: [0, 2_000], stuckHours: 24, stuckAbove: 10, spike: { floor: 100, factor: 3 } },
  no2: { plausible: [0, 800], stuckHours: 12, stuckAbove: 10, spike: { floor: 100, factor: 3 } },
  co: { plausible: [0, 50], stuckHours: 24, stuckAbove: 0.5, spike: { floor: 3, factor: 3 } },
  o3: { plausible: [0, 800], stuckHours: 12, stuckAbove: 10, spike: { floor: 150, factor: 3 } },
  temperature: { plausible: [-50, 50], stuckHours: 12, spike: { floor: 10, factor: 1 } },
  pressure: { plausible: [500, 1_080], stuckHours: 24, spike: { floor: 20, factor: 1 } },
  wind_speed: { plausible: [0, 60], stuckHours: 12 },
  wind_direction: { stuckHours: 12 },
  water_temperature: { plausible: [-1, 45], stuckHours: 24, spike: { floor: 5, factor: 1 } },
  ph: { plausible: [3, 12], stuckHours: 24, spike: { floor: 1.5, factor: 1 } },
  do: { plausible: [0, 30], stuckHours: 24, spike: { floor: 5, factor: 2 } },
  conductivity: { plausible: [10, 60_000], stuckHours: 24, spike: { floor: 500, factor: 2 } },
  turbidity: { plausible: [0, 4_000], stuckHours: 24, spike: { floor: 200, factor: 5 } },
  codmn: { plausible: [0, 100], stuckHours: 24, spike: { floor: 5, factor: 3 }, carried: true },
  nh3n: {
    plausible: [0, 50],
    stuckHours: 24,
    spike: { floor: 0.5, factor: 4 },
    carried: true,
    exponent: true,
  },
  tp: { plausible: [0, 10], stuckHours: 24, spike: { floor: 0.2, factor: 4 }, carried: true, exponent: true },
  tn: { plausible: [0, 100], stuckHours: 24, spike: { floor: 3, factor: 3 }, carried: true },
  cu: METAL,
  zn: METAL,
  se: METAL,
  as: METAL,
  hg: METAL,
  cd: METAL,
  cr6: METAL,
  pb: METAL,
  cyanide: METAL,
  volatile_phenol: METAL,
};
