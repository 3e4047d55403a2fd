// Kinds of column that tables share.
import type { ColumnType } from 'kysely'

/** Read as Date; written as a Date or ISO text. */
export type Time = ColumnType<Date, Date | string, Date | string>
export type MaybeTime = ColumnType<Date | null, Date | string | null, Date | string | null>
