// The seals of what people wrote of children: a key for each child and kind of record, so that one child's can be destroyed.
import type { Kysely, Transaction } from 'kysely'
import { sql } from 'kysely'
import type { Keys, Seal } from './keys.js'
import type { RecordKind } from './tables-retention.js'
import type { Tables } from './tables.js'

/** What was written before a child had a key of its own was sealed by the gateway's. */
export type HouseSeals = Pick<Keys, 'episodes' | 'miraf' | 'casework' | 'recordKeys'>

export interface RecordSeals {
  seal(childId: string, plain: string, boundTo: string): Buffer
  /** null if it was not sealed for this child and these words, or if its key is destroyed. */
  open(childId: string, sealed: Buffer, boundTo: string): string | null
}

const HOUSE = { EPISODES: 'episodes', MIRAF: 'miraf', CASEWORK: 'casework' } as const
const placeOf = (childId: string, kind: RecordKind, generation: number): string => `${childId}\n${kind}\n${generation}`

/** A key as it is held. */
export const newKey = (keys: Pick<Keys, 'recordKeys'>, child_id: string, kind: RecordKind, generation: number) => ({
  ...{ child_id, kind, generation, ended_at: null, ended_by: null },
  sealed: keys.recordKeys.make(placeOf(child_id, kind, generation)),
})

/** Of one whose keys are all at hand. */
export function sealsOf(
  keys: Pick<Keys, 'recordKeys'>,
  held: readonly ReturnType<typeof newKey>[],
): (kind: RecordKind) => RecordSeals {
  return kind => {
    const key = held.find(one => one.kind === kind)
    const seal = key && keys.recordKeys.open(key.sealed, placeOf(key.child_id, kind, key.generation))
    if (!seal) throw new Error('a child has no key to seal its records with')
    return {
      seal: (_childId, plain, boundTo) => seal.seal(plain, boundTo),
      open: (_childId, sealed, boundTo) => seal.open(sealed, boundTo),
    }
  }
}

/** To read with. Taken after the rows: a child whose first record was written between has its key by then. */
export async function sealsToRead(
  db: Kysely<Tables>,
  keys: HouseSeals,
  kind: RecordKind,
  childIds: readonly string[],
): Promise<RecordSeals> {
  const rows = await db
    .selectFrom('record_key')
    .select(['child_id', 'generation', 'sealed'])
    .where(sql<boolean>`child_id = any(${[...childIds]}::uuid[])`)
    .where('kind', '=', kind)
    .where('sealed', 'is not', null)
    .execute()
  return sealsIn(keys, kind, rows)
}

/** The key beside a row, where both are read in one statement; null where the child has none in use. */
export interface KeyBeside {
  readonly key_generation: number | null
  readonly key_sealed: Buffer | null
}

/** To join by `asked.child_id`. */
export const keyBeside = (kind: RecordKind) => sql`left join lateral (
  select held.generation as key_generation, held.sealed as key_sealed from record_key held
  where held.child_id = asked.child_id and held.kind = ${kind} and held.sealed is not null
) as own on true`

/** Each child's key is opened once, when something of theirs is. */
export const sealsBeside = (
  keys: HouseSeals,
  kind: RecordKind,
  rows: readonly (KeyBeside & { readonly child_id: string })[],
): RecordSeals =>
  sealsIn(
    keys,
    kind,
    rows.flatMap(({ child_id, key_generation: generation, key_sealed: sealed }) =>
      generation === null ? [] : [{ child_id, generation, sealed }],
    ),
  )

function sealsIn(
  keys: HouseSeals,
  kind: RecordKind,
  rows: readonly { readonly child_id: string; readonly generation: number; readonly sealed: Buffer | null }[],
): RecordSeals {
  const held = new Map(rows.map(row => [row.child_id, row]))
  const opened = new Map<string, Seal | null>()
  const own = {
    get(childId: string): Seal | undefined {
      const row = held.get(childId)
      if (row?.sealed == null) return undefined
      const known = opened.get(childId)
      const seal =
        known === undefined ? keys.recordKeys.open(row.sealed, placeOf(childId, kind, row.generation)) : known
      opened.set(childId, seal)
      return seal ?? undefined
    },
  }
  const house = keys[HOUSE[kind]]
  return {
    seal(childId, plain, boundTo) {
      const seal = own.get(childId)
      if (!seal) throw new Error('a child has no key to seal its records with')
      return seal.seal(plain, boundTo)
    },
    open: (childId, sealed, boundTo) => own.get(childId)?.open(sealed, boundTo) ?? house.open(sealed, boundTo),
  }
}

/** To write with, in the turn of each child: who has no key is given one. */
export async function sealsToWrite(
  trx: Transaction<Tables>,
  keys: HouseSeals,
  kind: RecordKind,
  childIds: readonly string[],
): Promise<RecordSeals> {
  const { rows } = await sql<{ child_id: string; generation: number }>`
    select asked.child_id, coalesce(max(held.generation), 0) + 1 as generation
    from unnest(${[...new Set(childIds)]}::uuid[]) as asked (child_id)
    left join record_key held on held.child_id = asked.child_id and held.kind = ${kind}
    group by asked.child_id having count(held.sealed) = 0`.execute(trx)
  const made = rows.map(({ child_id, generation }) => newKey(keys, child_id, kind, generation))
  if (made.length > 0) await trx.insertInto('record_key').values(made).execute()
  return sealsToRead(trx, keys, kind, childIds)
}
