export {
  type Cell,
  type ColumnType,
  type Parsed,
  parsed,
  type SelectionFault,
  type TableColumn,
  type TableRow,
} from './column.ts';
export {
  CONDITION_LENGTH,
  CONDITION_TERMS,
  type Condition,
  classRank,
  parseCondition,
  parseRunCondition,
} from './condition.ts';
export { FirstRows } from './first-rows.ts';
export { compareBy, ORDER_COLUMNS, ORDER_LENGTH, type Ordering, parseOrder } from './order.ts';
export { planTable, TOP_MOST } from './plan.ts';
export {
  CIVIL_DIMENSIONS,
  type Dimension,
  groupsOf,
  HOUR_DIMENSION,
  type MeanWithInterval,
  PROFILE_GROUPS,
  PROFILE_LENGTH,
  type Profile,
  ProfileMeans,
  type ProfileRow,
  parseProfiles,
} from './profile.ts';
export { type RankedRow, rankRows } from './rank.ts';
export { type Run, Runs } from './runs.ts';
export type {
  AskedSelection,
  Plan,
  PlanFault,
  PlanResult,
  ShownColumn,
  ShownRow,
  TableShape,
} from './selection.ts';
