// Loads a page of seed.json. A child is found by any of its identifiers or links; what is already there is left or brought
// up to date, so that loading twice is loading once.
import { randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import { recordKey } from '../types/child.js'
import { sealAnchor } from './anchors.js'
import type { Keys } from './keys.js'
import { staysFor } from './bears.js'
import { hashIdentifiers, insertChildren, insertIdentifiers } from './linking.js'
import { takeTurn } from './moved.js'
import { holdersOf } from './linking-known.js'
import { type Plan } from './linking-plan.js'
import { identifierKey } from './linking-records.js'
import type { SeedChild } from './seed-file.js'
import { severedIn } from './severed.js'
import type { Tables } from './tables.js'

/** What became of the file. A conflict is an entry whose identifiers and links belong to different children: left out. */
export interface SeedResult {
  readonly childrenMade: number
  readonly linksMade: number
  readonly conflicts: readonly { readonly entry: number; readonly childIds: readonly string[] }[]
}

interface Placed {
  readonly child: SeedChild
  readonly childId: string
}

/** One transaction's worth. */
export async function seedPage(trx: Transaction<Tables>, keys: Keys, page: readonly SeedChild[]): Promise<SeedResult> {
  await takeTurn(trx)
  const hashed = page.map(child => hashIdentifiers(keys, child.identifiers))
  const holders = await holdersOf(trx, hashed.flat())
  const linked = await linkedChildren(trx, page)
  const made: string[] = []
  const identifiers: Plan['identifiers'][number][] = []
  const placed: Placed[] = []
  const conflicts: SeedResult['conflicts'][number][] = []
  page.forEach((child, entry) => {
    const own = hashed[entry] ?? []
    const byIdentifier = own.flatMap(identifier => holders.get(identifierKey(identifier)) ?? [])
    const byLink = child.links.flatMap(link => linked.get(recordKey(link)) ?? [])
    const [known, second] = [...new Set([...byIdentifier, ...byLink])]
    if (known !== undefined && second !== undefined) return conflicts.push({ entry, childIds: [known, second] })
    const childId = known ?? randomUUID()
    if (known === undefined) made.push(childId)
    for (const identifier of own.filter(one => !holders.has(identifierKey(one)))) {
      holders.set(identifierKey(identifier), childId)
      identifiers.push({ ...identifier, childId, childIsNew: known === undefined })
    }
    for (const link of child.links) linked.set(recordKey(link), childId)
    return placed.push({ child, childId })
  })
  await insertChildren(trx, made)
  await insertIdentifiers(trx, await severedIn(trx, keys), identifiers, true)
  await staysFor(trx, hashed.flat())
  const linksMade = await insertLinks(trx, keys, placed)
  await insertHubRecords(trx, placed)
  return { childrenMade: made.length, linksMade, conflicts }
}

async function linkedChildren(trx: Transaction<Tables>, page: readonly SeedChild[]): Promise<Map<string, string>> {
  const links = page.flatMap(child => child.links)
  const { rows } = await sql<{ source_id: string; record_id: string; child_id: string }>`
    select source_id, record_id, child_id from link
    join unnest(${links.map(link => link.sourceId)}::text[], ${links.map(link => link.recordId)}::text[])
      as asked (source_id, record_id) using (source_id, record_id)`.execute(trx)
  return new Map(rows.map(row => [recordKey({ sourceId: row.source_id, recordId: row.record_id }), row.child_id]))
}

async function insertLinks(trx: Transaction<Tables>, keys: Keys, placed: readonly Placed[]): Promise<number> {
  const links = placed.flatMap(({ child, childId }) => child.links.map(link => ({ ...link, childId })))
  if (links.length === 0) return 0
  const sealed = links.map(link => link.anchor && sealAnchor(keys, link.anchor, link))
  const { numAffectedRows } = await sql`
    insert into link (source_id, record_id, child_id, how, confirmed_at, confirmed_by, protected, anchor)
    select * from unnest(
      ${links.map(link => link.sourceId)}::text[], ${links.map(link => link.recordId)}::text[], ${links.map(link => link.childId)}::uuid[],
      ${links.map(link => link.how)}::text[], ${links.map(link => link.confirmedAt)}::timestamptz[],
      ${links.map(link => link.confirmedBy)}::text[], ${links.map(link => link.protectedRecord)}::boolean[], ${sealed}::bytea[]
    ) on conflict (source_id, record_id) do nothing`.execute(trx)
  return Number(numAffectedRows ?? 0n)
}

async function insertHubRecords(trx: Transaction<Tables>, placed: readonly Placed[]): Promise<void> {
  for (const { child, childId } of placed) {
    if (child.hub === null) continue
    const { caseFrom, debriefAssignee, episodes, summary } = child.hub
    if (caseFrom !== null) {
      const row = { child_id: childId, opened_at: caseFrom, closed_at: null }
      await trx
        .insertInto('hub_case')
        .values(row)
        .onConflict(at => at.column('child_id').doNothing())
        .execute()
    }
    if (debriefAssignee !== null) {
      await sql`
        insert into debrief_assignment (child_id, staff_ref, assigned_at)
        select ${childId}::uuid, ${debriefAssignee}, coalesce(${caseFrom}::timestamptz, now())
        where not exists (select from debrief_assignment where child_id = ${childId}::uuid and staff_ref = ${debriefAssignee})
      `.execute(trx)
    }
    if (episodes.length > 0) await insertEpisodes(trx, childId, episodes)
    if (summary !== null) {
      const { risk, en, cy, whatToDoEn, whatToDoCy, approvedAt, reviewDue } = summary
      const texts = { text_en: en, text_cy: cy, what_to_do_en: whatToDoEn, what_to_do_cy: whatToDoCy }
      const row = { child_id: childId, risk, ...texts, approved_at: approvedAt, review_due: reviewDue }
      await trx
        .insertInto('miraf_summary')
        .values(row)
        .onConflict(at => at.column('child_id').doUpdateSet(row))
        .execute()
    }
  }
}

async function insertEpisodes(
  trx: Transaction<Tables>,
  childId: string,
  episodes: NonNullable<SeedChild['hub']>['episodes'],
): Promise<void> {
  const rows = episodes.map(episode => ({
    child_id: childId,
    reference: episode.ref,
    reported_at: episode.reportedAt,
    last_seen_at: episode.lastSeenAt,
    ended_at: episode.endedAt,
    status: episode.status,
    category: episode.category,
    risk: episode.risk,
    missing_from: episode.missingFrom,
    area: episode.gss,
    safe_and_well_settled:
      episode.safeAndWell !== null && (episode.safeAndWell.done || episode.safeAndWell.notDoneReason !== null),
  }))
  await trx
    .insertInto('episode')
    .values(rows)
    .onConflict(at => at.columns(['child_id', 'reference']).doNothing())
    .execute()
}
