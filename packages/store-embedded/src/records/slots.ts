import { ByteReader, ByteWriter, LanbiError, type ValueColumns } from '@lanbi/model';

/** One record in a row. */
export interface RecordSlot {
  readonly revision: number;
  readonly computedAt: number;
  readonly position: number;
  /** The record as it is encoded. */
  readonly value: Uint8Array;
}

/** The records of a row by their unit within it. */
export type Slots = Map<number, RecordSlot>;

const LAYOUT = 1;
/** One for all rows: they are written one after the other. */
const writer = new ByteWriter();

/**
 * The row as bytes: its layout, then each record in the order of time. Times and places are written as differences to
 * the record before, since those of one commit are close.
 */
export function encodeSlots(slots: Slots): Uint8Array {
  writer.clear();
  writer.byte(LAYOUT);
  let [computedAt, position] = [0, 0];
  for (const [at, slot] of [...slots].sort(([a], [b]) => a - b)) {
    writer.unsigned(at);
    writer.unsigned(slot.revision);
    writer.signed(slot.computedAt - computedAt);
    writer.signed(slot.position - position);
    writer.block(slot.value);
    [computedAt, position] = [slot.computedAt, slot.position];
  }
  return writer.bytes();
}

/** Reads the begin of a row. @throws LanbiError store-corrupt for another layout */
function rowReader(bytes: Uint8Array): ByteReader {
  const reader = new ByteReader(bytes);
  const layout = reader.byte();
  if (layout !== LAYOUT)
    throw new LanbiError(
      'store-corrupt',
      `a row of records has layout ${layout}; this version reads layout ${LAYOUT}`,
    );
  return reader;
}

/** @throws LanbiError store-corrupt for another layout */
export function decodeSlots(bytes: Uint8Array): Slots {
  const reader = rowReader(bytes);
  const slots: Slots = new Map();
  let [computedAt, position] = [0, 0];
  while (!reader.isAtEnd) {
    const [at, revision] = [reader.unsigned(), reader.unsigned()];
    computedAt += reader.signed();
    position += reader.signed();
    slots.set(at, { revision, computedAt, position, value: reader.block() });
  }
  return slots;
}

/** Columns that records of a row are read into. */
export type UnitColumns = Pick<ValueColumns, 'first' | 'last' | 'begin' | 'reserve'>;

/** Reads a record that stands next, behind its number of bytes, into the row of a unit that was begun. */
export type ReadRecord<Columns> = (reader: ByteReader, columns: Columns, unit: number) => void;

/**
 * Reads the records of a row that the columns have a place for.
 * @param begin the unit of the first slot
 * @throws LanbiError store-corrupt
 */
export function readRecords<Columns extends UnitColumns>(
  bytes: Uint8Array,
  columns: Columns,
  begin: number,
  read: ReadRecord<Columns>,
): void {
  const reader = rowReader(bytes);
  let computedAt = 0;
  while (!reader.isAtEnd) {
    const unit = begin + reader.byte();
    const revision = reader.unsigned();
    computedAt += reader.signed();
    reader.signed();
    if (unit < columns.first || unit > columns.last) reader.block();
    else {
      columns.begin(unit, revision, computedAt);
      read(reader, columns, unit);
    }
  }
}
