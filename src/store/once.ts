// An act is done once, however often it is sent: the caller's key, what it was used for, and the receipt, in the same
// transaction as what the act does.
import type { Transaction } from 'kysely'
import { HafanError } from '../errors.js'
import type { Keys } from './keys.js'
import type { Tables } from './tables.js'

/** An act as it was sent. */
export interface SentAct {
  /** The person: issuer and subject. */
  readonly caller: string
  /** The protocol's name for it. */
  readonly act: string
  readonly key: string
  /** Its words, as the schema read them: fields in the schema's order, so that the same words are the same text. */
  readonly input: object
  readonly at: Date
}

/** Ids and times: what is kept of an answer to give it again. */
export type Receipt = Readonly<Record<string, string>>

/** How long a key is remembered. A client that repeats an act does so within minutes. */
const REMEMBERED_MS = 7 * 24 * 3_600_000

/**
 * Does the work, or gives the receipt of the first time. Two that come at once take turns. Throws KEY_REUSED where the key was
 * used for something else; then, as when the work throws, nothing has been done.
 */
export async function once<T extends Receipt>(
  trx: Transaction<Tables>,
  keys: Pick<Keys, 'pseudonym'>,
  sent: SentAct,
  work: () => Promise<T>,
): Promise<T> {
  const { act, at } = sent
  const caller = keys.pseudonym('act-caller', sent.caller)
  const key = keys.pseudonym('act-key', sent.key)
  const words = keys.pseudonym('act-arguments', `${act}\n${JSON.stringify(sent.input)}`)
  const forgotten = new Date(at.getTime() - REMEMBERED_MS)
  await trx.deleteFrom('act_done').where('caller_key', '=', caller).where('done_at', '<', forgotten).execute()
  const begun = await trx
    .insertInto('act_done')
    .values({ caller_key: caller, key_hash: key, act, arguments_hash: words, receipt: null, done_at: at })
    .onConflict(on => on.doNothing())
    .executeTakeFirst()
  const mine = trx.selectFrom('act_done').where('caller_key', '=', caller).where('key_hash', '=', key)
  if (begun.numInsertedOrUpdatedRows === 0n) {
    const before = await mine.select(['arguments_hash', 'receipt']).executeTakeFirstOrThrow()
    if (before.arguments_hash === words && before.receipt !== null) return before.receipt as T
    throw new HafanError('KEY_REUSED', 'This key has been used for something else. Choose a new one for a new act.')
  }
  const receipt = await work()
  await trx
    .updateTable('act_done')
    .set({ receipt })
    .where('caller_key', '=', caller)
    .where('key_hash', '=', key)
    .execute()
  return receipt
}
