// The hub's risk assessments: what is recorded is decided above, from what is held, under the child's lock; then it is written, or
// nothing is.
import { sql, type Kysely, type Transaction } from 'kysely'
import { queueAlert } from './alert-queue.js'
import { takeChildsTurn } from './child-turn.js'
import type { Recorder } from './episodes.js'
import type { Keys } from './keys.js'
import { mirafsIn, personOfMirafs, sealAt, writtenBy, type HeldMiraf, type MirafVersion } from './miraf-rows.js'
import { sealsToWrite } from './record-seals.js'
import { once, type Receipt, type SentAct } from './once.js'
import type { Tables } from './tables.js'

export interface OfChild<D> {
  readonly childId: string
  readonly by: Recorder
  /** What it throws undoes everything. */
  readonly decide: D
}

export interface MirafStanding {
  readonly childId: string
  readonly version: number
  readonly at: string
  readonly level: MirafVersion['level']
  readonly reviewOn: string
}

export interface MirafReviewing {
  /** null where there is none. */
  readonly standing: MirafStanding | null
  /** When reviews were asked for, oldest first. */
  readonly requests: readonly string[]
}

export interface Mirafs {
  /** `decide` has the newest version. Throws KEY_REUSED, and what `decide` throws. */
  write<R extends Receipt>(
    writing: OfChild<(newest: HeldMiraf | null) => { readonly next: MirafVersion; readonly receipt: R }>,
    sent: SentAct,
  ): Promise<R>
  request<R extends Receipt>(
    asking: OfChild<() => { id: string; reason: string; receipt: R }>,
    sent: SentAct,
  ): Promise<R>
  /** `decide` has the version that is marked, null where there is none, and whether the marker wrote it or has marked it. */
  mark<R extends Receipt>(
    marking: OfChild<(marked: HeldMiraf | null, own: boolean, before: boolean) => { body: unknown; receipt: R }> & {
      readonly version: number
    },
    sent: SentAct,
  ): Promise<R>
  /** Oldest version first. Every child asked for is in the Map. */
  of(childIds: readonly string[], which: 'NEWEST' | 'ALL'): Promise<ReadonlyMap<string, readonly HeldMiraf[]>>
  /** The newest of each child who has one, without what is sealed. */
  standing(childIds: readonly string[]): Promise<ReadonlyMap<string, MirafStanding>>
  /** Both of these, of every child asked for. */
  reviewing(childIds: readonly string[]): Promise<ReadonlyMap<string, MirafReviewing>>
  /** When reviews were asked for, oldest first. Every child asked for is in the Map. */
  requests(childIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>
  /** Versions made in a time, for a sample of them; `atMost` of them, in no order. */
  madeIn(
    from: Date,
    until: Date,
    atMost: number,
  ): Promise<readonly { readonly childId: string; readonly version: number }[]>
  markedBy(childIds: readonly string[]): Promise<ReadonlyMap<string, number>>
}

const theirs = (childIds: readonly string[]) => sql<boolean>`child_id = any(${[...childIds]}::uuid[])`
export const versionName = (childId: string, version: number): string => `${childId} ${version}`

export function createMirafs(db: Kysely<Tables>, keys: Keys): Mirafs {
  /** In the child's turn, once for a key. */
  const inTurn = <R extends Receipt>(
    childId: string,
    sent: SentAct,
    work: (trx: Transaction<Tables>) => Promise<R>,
  ): Promise<R> =>
    db.transaction().execute(trx =>
      once(trx, keys, sent, async () => {
        await takeChildsTurn(trx, childId)
        return work(trx)
      }),
    )
  return {
    write: ({ childId, by, decide }, sent) =>
      inTurn(childId, sent, async trx => {
        const [newest = null] = await mirafsIn(trx, keys, [childId], 'NEWEST')
        const { next, receipt } = decide(newest)
        await insertVersion(trx, keys, { childId, by, next, at: sent.at })
        return receipt
      }),

    request: ({ childId, by, decide }, sent) =>
      inTurn(childId, sent, async trx => {
        const { id, reason, receipt } = decide()
        const sealed = sealAt(await sealsToWrite(trx, keys, 'MIRAF', [childId]), reason, 'request', childId, id)
        const row = { id, child_id: childId, requested_at: sent.at, ...writtenBy(keys, by), sealed_reason: sealed }
        await trx.insertInto('miraf_request').values(row).execute()
        return receipt
      }),

    mark: ({ childId, version, by, decide }, sent) =>
      inTurn(childId, sent, async trx => {
        const all = await mirafsIn(trx, keys, [childId], 'ALL')
        const marked = all.find(one => one.version === version) ?? null
        const marker = personOfMirafs(keys, by.person)
        const mine = trx.selectFrom('miraf_mark').select('by_key').where('child_id', '=', childId)
        const before = await mine.where('version', '=', version).where('by_key', '=', marker).executeTakeFirst()
        const { body, receipt } = decide(marked, marked?.author === marker, before !== undefined)
        const sealed = sealAt(await sealsToWrite(trx, keys, 'MIRAF', [childId]), body, 'mark', childId, version, marker)
        const row = { child_id: childId, version, marked_at: sent.at, ...writtenBy(keys, by), sealed }
        await trx.insertInto('miraf_mark').values(row).execute()
        return receipt
      }),

    async of(childIds, which) {
      const found = new Map<string, HeldMiraf[]>(childIds.map(id => [id, []]))
      for (const one of await mirafsIn(db, keys, childIds, which)) found.get(one.childId)?.push(one)
      return found
    },

    async standing(childIds) {
      const rows = await db
        .selectFrom('miraf')
        .select(['child_id', 'version', 'made_at', 'level', 'review_on'])
        .distinctOn('child_id')
        .where(theirs(childIds))
        .orderBy('child_id')
        .orderBy('version', 'desc')
        .execute()
      return new Map(
        rows.map(({ child_id: childId, version, made_at, level, review_on }) => [
          childId,
          { childId, version, at: made_at.toISOString(), level, reviewOn: review_on },
        ]),
      )
    },

    async requests(childIds) {
      const found = new Map<string, string[]>(childIds.map(id => [id, []]))
      const asked = db.selectFrom('miraf_request').select(['child_id', 'requested_at']).where(theirs(childIds))

      for (const row of await asked.orderBy('requested_at').execute())
        found.get(row.child_id)?.push(row.requested_at.toISOString())
      return found
    },

    async reviewing(childIds) {
      const { rows } = await sql<ReviewingRow>`
        select asked.child_id, newest.*,
          array(select requested_at from miraf_request where child_id = asked.child_id order by 1) as requests
        from unnest(${[...childIds]}::uuid[]) as asked (child_id)
        left join lateral (
          select version, made_at, level, review_on from miraf where child_id = asked.child_id order by version desc limit 1
        ) as newest on true`.execute(db)
      return new Map(
        rows.map(row => [
          row.child_id,
          { standing: standingIn(row), requests: row.requests.map(at => at.toISOString()) },
        ]),
      )
    },

    async madeIn(from, until, atMost) {
      const made = db.selectFrom('miraf').select(['child_id', 'version'])
      const rows = await made.where('made_at', '>=', from).where('made_at', '<', until).limit(atMost).execute()
      return rows.map(({ child_id: childId, version }) => ({ childId, version }))
    },

    async markedBy(childIds) {
      const rows = await db
        .selectFrom('miraf_mark')
        .select(['child_id', 'version', sql<number>`count(*)::int`.as('marks')])
        .where(theirs(childIds))
        .groupBy(['child_id', 'version'])
        .execute()
      return new Map(rows.map(({ child_id, version, marks }) => [versionName(child_id, version), marks]))
    },
  }
}

type ReviewingRow = { readonly child_id: string; readonly requests: readonly Date[] } & (
  | { readonly version: null }
  | {
      readonly version: number
      readonly made_at: Date
      readonly level: MirafVersion['level']
      readonly review_on: string
    }
)

const standingIn = (row: ReviewingRow): MirafStanding | null =>
  row.version === null
    ? null
    : {
        ...{ childId: row.child_id, version: row.version, at: row.made_at.toISOString() },
        ...{ level: row.level, reviewOn: row.review_on },
      }

interface Inserting {
  readonly childId: string
  readonly by: Recorder
  readonly next: MirafVersion
  readonly at: Date
}

/** The one place where a version is written: what else follows from one goes into its transaction. */
async function insertVersion(
  trx: Transaction<Tables>,
  keys: Keys,
  { childId, by, next, at }: Inserting,
): Promise<void> {
  const { version, level, reviewOn, body } = next
  const sealed = sealAt(await sealsToWrite(trx, keys, 'MIRAF', [childId]), body, 'version', childId, version)
  const row = { child_id: childId, version, made_at: at, ...writtenBy(keys, by), level, review_on: reviewOn, sealed }
  await trx.insertInto('miraf').values(row).execute()
  await queueAlert(trx, { kind: 'MIRAF_VERSION', childId, reference: null, cause: [version], at })
}
