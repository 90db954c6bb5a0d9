/** Quality level and its colour. */
export interface WaterLevel {
  readonly zh: string;
  readonly en: string;
  readonly colour: string;
}
