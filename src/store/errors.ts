/** What can keep the store from opening or answering. Messages name folders and settings, never data of a child. */
export type StoreErrorCode =
  | 'STORE_IN_USE'
  | 'STORE_NO_BINARIES'
  | 'STORE_NO_ACCOUNT'
  | 'STORE_DID_NOT_START'
  | 'STORE_ROLE'
  | 'STORE_MIGRATION_CHANGED'
  | 'STORE_MIGRATION_UNKNOWN'
  | 'STORE_MIGRATION_NEEDED'
  | 'STORE_KEYS_CHANGED'
  | 'STORE_CORRUPT'
  | 'STORE_LOCK_LOST'

/** A fault of the store itself, with a code to act on. */
export class StoreError extends Error {
  readonly code: StoreErrorCode

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StoreError'
    this.code = code
  }
}
