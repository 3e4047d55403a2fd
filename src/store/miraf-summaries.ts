// The summary for schools and carers: drafts, and which of them a second person approved. The newest approved is shown.
import { sql, type Kysely, type Transaction } from 'kysely'
import type { Records } from '../types/index.js'
import { takeChildsTurn } from './child-turn.js'
import type { Keys } from './keys.js'
import { mirafsIn, openAt, personOfMirafs, sealAt, writtenBy, type HeldMiraf } from './miraf-rows.js'
import type { OfChild } from './mirafs.js'
import { sealsToRead, sealsToWrite, type HouseSeals } from './record-seals.js'
import { once, type Receipt, type SentAct } from './once.js'
import type { Tables } from './tables.js'

export interface SummaryTexts {
  readonly text: { readonly en: string; readonly cy: string }
  readonly whatToDo: { readonly en: string; readonly cy: string }
}

export interface SummaryDraft {
  readonly version: number
  readonly risk: Records.RiskLevel
  /** A day. */
  readonly reviewDue: string
  readonly texts: SummaryTexts
}

export interface HeldSummary extends SummaryDraft {
  readonly childId: string
  readonly draftedAt: string
  /** A keyed name. */
  readonly author: string
  readonly approvedAt: string | null
  /** Whether the assessment has a version made after the draft: its level may be another now. */
  readonly revisedSince: boolean
}

export interface MirafSummaries {
  /** `decide` has the newest assessment and draft. */
  draft<R extends Receipt>(
    drafting: OfChild<
      (miraf: HeldMiraf | null, newest: HeldSummary | null) => { readonly draft: SummaryDraft; readonly receipt: R }
    >,
    sent: SentAct,
  ): Promise<R>
  /** `decide` has the newest draft and whether the approver wrote it; it throws where it may not be approved. */
  approve<R extends Receipt>(
    approving: OfChild<(newest: HeldSummary | null, own: boolean) => { readonly version: number; readonly receipt: R }>,
    sent: SentAct,
  ): Promise<R>
  /** The newest draft of each child who has one. */
  drafts(childIds: readonly string[]): Promise<ReadonlyMap<string, HeldSummary>>
  /** The newest approved of each child who has one. */
  shown(childIds: readonly string[]): Promise<ReadonlyMap<string, HeldSummary>>
}

export function createMirafSummaries(db: Kysely<Tables>, keys: Keys): MirafSummaries {
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
    draft: ({ childId, by, decide }, sent) =>
      inTurn(childId, sent, async trx => {
        const [miraf = null] = await mirafsIn(trx, keys, [childId], 'NEWEST')
        const { draft, receipt } = decide(miraf, (await newestIn(trx, keys, [childId], 'DRAFT')).get(childId) ?? null)
        const { version, risk, reviewDue, texts } = draft
        const sealed = sealAt(await sealsToWrite(trx, keys, 'MIRAF', [childId]), texts, 'summary', childId, version)
        const row = { child_id: childId, version, drafted_at: sent.at, ...writtenBy(keys, by), risk, sealed }
        await trx
          .insertInto('miraf_summary_draft')
          .values({ ...row, review_due: reviewDue })
          .execute()
        return receipt
      }),

    approve: ({ childId, by, decide }, sent) =>
      inTurn(childId, sent, async trx => {
        const newest = (await newestIn(trx, keys, [childId], 'DRAFT')).get(childId) ?? null
        const { version, receipt } = decide(newest, newest?.author === personOfMirafs(keys, by.person))
        const row = { child_id: childId, version, approved_at: sent.at, ...writtenBy(keys, by) }
        await trx.insertInto('miraf_summary_approval').values(row).execute()
        return receipt
      }),

    drafts: childIds => newestIn(db, keys, childIds, 'DRAFT'),
    shown: childIds => newestIn(db, keys, childIds, 'APPROVED'),
  }
}

async function newestIn(
  db: Kysely<Tables>,
  keys: HouseSeals,
  childIds: readonly string[],
  which: 'DRAFT' | 'APPROVED',
): Promise<ReadonlyMap<string, HeldSummary>> {
  let asked = db
    .selectFrom('miraf_summary_draft as draft')
    .leftJoin('miraf_summary_approval as approval', on =>
      on.onRef('approval.child_id', '=', 'draft.child_id').onRef('approval.version', '=', 'draft.version'),
    )
    .distinctOn('draft.child_id')
    .selectAll('draft')
    .select([
      'approval.approved_at',
      sql<boolean>`exists (select from miraf where miraf.child_id = draft.child_id and miraf.made_at > draft.drafted_at)`.as(
        'revised_since',
      ),
    ])
    .where(sql<boolean>`draft.child_id = any(${[...childIds]}::uuid[])`)
  if (which === 'APPROVED') asked = asked.where('approval.approved_at', 'is not', null)
  const rows = await asked.orderBy('draft.child_id').orderBy('draft.version', 'desc').execute()
  const seals = await sealsToRead(db, keys, 'MIRAF', childIds)
  return new Map(
    rows.map(row => [
      row.child_id,
      {
        ...{ childId: row.child_id, version: row.version, risk: row.risk, reviewDue: row.review_due },
        ...{ draftedAt: row.drafted_at.toISOString(), author: row.by_key },
        approvedAt: row.approved_at?.toISOString() ?? null,
        revisedSince: row.revised_since,
        texts: openAt(seals, row.sealed, 'summary', row.child_id, row.version) as SummaryTexts,
      },
    ]),
  )
}
