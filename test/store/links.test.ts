import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { recordKey, type RecordName } from '../../src/types/child.js'
import type { AddresseesOf } from '../../src/store/link-change.js'
import type { Relied } from '../../src/store/reliance.js'
import { asOwner, testDatabase, type TestDatabase } from '../support/database.js'
import { ffion, number, record } from './sample-records.js'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.stop())

const by = { person: 'https://idp\nhub-1', role: 'HUB_PRACTITIONER', organisation: 'hub-gwent' }
const sent = (act: string, key: string = randomUUID()) => ({
  ...{ caller: by.person, act, key, input: { act }, at: new Date() },
})
const rationale = 'Another girl of the same name and birthday.'
const nobody: AddresseesOf = () => []

/** Everything that says who is who, as the database has it. */
const whole = async (): Promise<string> =>
  asOwner(database.url, async client => {
    const parts = ['child', 'child_identifier', 'link', 'identity_index'].map(
      table => `(select jsonb_agg(to_jsonb(t) order by to_jsonb(t)::text) from hafan.${table} t)`,
    )
    const { rows } = await client.query<{ all: string }>(`select concat(${parts.join(', ')}) as all`)
    return rows[0]?.all ?? ''
  })

const changes = (name: RecordName) =>
  asOwner(database.url, async client => {
    const { rows } = await client.query<{ kind: string; text: string; by_role: string | null }>(
      `select kind, by_role, c::text || encode(sealed_before, 'escape') || encode(sealed_after, 'escape')
        || encode(sealed_rationale, 'escape') as text
       from hafan.link_change c where source_id = $1 and record_id = $2 order by seq`,
      [name.sourceId, name.recordId],
    )
    return rows
  })

async function twoRecords() {
  const { linking } = database.store
  const [nhsNumber, upn] = [number(), number()]
  const health = record({ nhsNumber, uprns: ['10014000001'] })
  const school = record({ sourceId: 'education-newport', nhsNumber, upn, uprns: ['10014000002', '10014000003'] })
  const { childOf } = await linking.apply([health, school])
  const childId = childOf.get(recordKey(school)) ?? ''
  const seenAt = new Date().toISOString()
  await database.store.identityIndex.refresh(
    [health, school].map(one => ({ ...one, childId, demographics: one.anchor, seenAt })),
  )
  return { nhsNumber, upn, health, school, childId }
}

const unlink = (name: RecordName & { childId: string }, tell: AddresseesOf = nobody, key?: string) =>
  database.store.linkChanges.unlink(
    { sourceId: name.sourceId, recordId: name.recordId, childId: name.childId, by, rationale, tell },
    sent('unlink', key),
  )
const relink = (changeId: string, tell: AddresseesOf = nobody) =>
  database.store.linkChanges.takeBack({ changeId, by, tell, since: () => null }, sent('confirmLink'))

describe('unlinking', () => {
  it('takes away the link and the numbers that only this record gave, and relinking puts back every byte', async () => {
    const { children } = database.store
    const { nhsNumber, upn, school, childId } = await twoRecords()
    const before = await whole()
    const { id } = await unlink({ ...school, childId })
    expect((await children.byRecord([school])).size).toBe(0)
    expect((await children.byIdentifier('UPN', [upn])).size).toBe(0)
    expect((await children.byIdentifier('NHS_NUMBER', [nhsNumber])).get(nhsNumber)).toBe(childId)
    expect([...(await children.byId([childId])).keys()]).toEqual([childId])
    await relink(id)
    expect(await whole()).toBe(before)
    expect((await changes(school)).map(({ kind }) => kind)).toEqual(['UNLINKED', 'RELINKED'])
  })

  it('makes the number before the current one again, and gives way again when the record comes back', async () => {
    const { linking } = database.store
    const upn = number()
    const first = record({ nhsNumber: number(), upn })
    const childId = (await linking.apply([first])).childOf.get(recordKey(first)) ?? ''
    const second = record({ sourceId: 'social-care-newport', nhsNumber: number(), upn })
    await linking.apply([second])
    const current = async () =>
      asOwner(database.url, async client => {
        const asked = `select current from hafan.child_identifier where child_id = $1 and scheme = 'NHS_NUMBER' order by given_at`
        return (await client.query<{ current: boolean }>(asked, [childId])).rows.map(row => row.current)
      })
    expect(await current()).toEqual([false, true])
    const { id } = await unlink({ ...second, childId })
    expect(await current()).toEqual([true])
    await relink(id)
    expect(await current()).toEqual([false, true])
  })

  it('is not undone by the next linking pass, nor by the matcher, but by a person', async () => {
    const { linking, linkChanges, linkReviews } = database.store
    const { health, childId, school } = await twoRecords()
    await unlink({ ...health, childId })
    const { conflicts, linksMade } = await linking.apply([health])
    expect([linksMade, conflicts.map(({ kind }) => kind)]).toEqual([0, ['REJECTED_BEFORE']])
    const link = { ...health, childId, how: 'MODEL' as const, score: 12, modelVersion: '1', by: null }
    expect(await linkChanges.link(link)).toBe('REJECTED_BEFORE')
    expect(await linkReviews.rejectedFor(health.sourceId, [health.recordId, 'other'])).toEqual(
      new Map([[health.recordId, new Set([childId])]]),
    )
    expect(await linkChanges.link({ ...link, how: 'PERSON', by })).toBe('LINKED')
    expect((await linkReviews.rejectedFor(health.sourceId, [health.recordId])).size).toBe(0)
    expect(await linkChanges.link({ ...link, recordId: school.recordId, sourceId: school.sourceId })).toBe('ALREADY')
  })

  it('leaves a record whose every number was its own to become a child of its own', async () => {
    const { linking } = database.store
    const only = record({ nhsNumber: number() })
    const childId = (await linking.apply([only])).childOf.get(recordKey(only)) ?? ''
    const { id } = await unlink({ ...only, childId })
    const again = (await linking.apply([only])).childOf.get(recordKey(only))
    expect(again).not.toBe(childId)
    await expect(relink(id)).rejects.toMatchObject({ code: 'LINKED_ELSEWHERE' })
  })

  it('keeps a record merged by its source from a child whom a person said it is not', async () => {
    const { linking } = database.store
    const { health, school, childId } = await twoRecords()
    await unlink({ ...school, childId })
    const twin = record({ sourceId: school.sourceId, nhsNumber: health.identifiers.nhsNumber ?? '' })
    await linking.apply([twin])
    expect(await linking.relink(school.sourceId, twin.recordId, school.recordId)).toBe('REJECTED_BEFORE')
    expect(await linking.relink(school.sourceId, twin.recordId, number())).toBe('RELINKED')
  })

  it('refuses what is not so any more, and does the same act once', async () => {
    const { school, childId, health } = await twoRecords()
    const key = randomUUID()
    const first = await unlink({ ...school, childId }, nobody, key)
    expect(await unlink({ ...school, childId }, nobody, key)).toEqual(first)
    await expect(unlink({ ...school, childId })).rejects.toMatchObject({ code: 'LINK_NOT_FOUND' })
    await expect(unlink({ ...health, childId: randomUUID() })).rejects.toMatchObject({ code: 'LINK_NOT_FOUND' })
    await expect(relink(randomUUID())).rejects.toMatchObject({ code: 'LINK_NOT_FOUND' })
    expect((await changes(school)).length).toBe(1)
  })

  it('leaves a number that the hub itself holds', async () => {
    const { linking, hub, children } = database.store
    const nhsNumber = number()
    const one = record({ nhsNumber })
    const childId = (await linking.apply([one])).childOf.get(recordKey(one)) ?? ''
    await hub.seed({ children: [{ identifiers: { nhsNumber, upn: null }, links: [], hub: null }] })
    await unlink({ ...one, childId })
    expect((await children.byIdentifier('NHS_NUMBER', [nhsNumber])).get(nhsNumber)).toBe(childId)
  })

  it('keeps no reason, number or name readable, and cannot be rewritten', async () => {
    const { school, childId, upn } = await twoRecords()
    await unlink({ ...school, childId })
    const [change] = await changes(school)
    expect(change?.by_role).toBe('HUB_PRACTITIONER')
    for (const word of [rationale, 'Ffion', upn, by.person, 'anchor', 'hub-1']) expect(change?.text).not.toContain(word)
    await expect(database.store.auditPool.query('update link_change set by_role = null')).rejects.toMatchObject({
      code: '42501',
    })
  })
})

describe('those who relied on a link', () => {
  it('are told with its owner, in the same transaction: whom the source was found for in 90 days, nobody else', async () => {
    const { school, childId } = await twoRecords()
    const seen: Relied[] = []
    const owner = { sourceId: 'education-newport', agency: 'EDUCATION' as const, organisation: 'newport' }
    await answered(childId, 'health-abuhb', school.sourceId, 'FOUND', 10)
    await answered(childId, 'police-gwent', school.sourceId, 'NOT_RECORDED', 10)
    await answered(childId, 'too-long-ago', school.sourceId, 'FOUND', 91)
    await answered(randomUUID(), 'of-another-child', school.sourceId, 'FOUND', 10)
    await answered(childId, 'of-another-source', 'health-abuhb', 'FOUND', 10)
    const tell = (_source: string, relied: readonly Relied[]) => {
      seen.push(...relied)
      return [owner]
    }
    const { id } = await unlink({ ...school, childId }, tell)
    expect(seen).toEqual([{ agency: 'HEALTH', organisation: 'health-abuhb' }])
    const [notice] = await database.store.inbox.of(['education-newport'], 1, null)
    expect(notice).toMatchObject({ kind: 'LINK_CHANGED', sourceId: 'education-newport', childId, link: { id, change: 'UNLINKED', source: school.sourceId } }) // prettier-ignore
  })

  it('are told or nothing is done', async () => {
    const { school, childId } = await twoRecords()
    const before = await whole()
    const fails = () => {
      throw new Error('no outbox')
    }
    await expect(unlink({ ...school, childId }, fails)).rejects.toThrow('no outbox')
    expect(await whole()).toBe(before)
  })
})

async function answered(child: string, organisation: string, source: string, status: string, daysAgo: number) {
  const [chain, operation] = [randomUUID(), randomUUID()]
  const at = new Date(Date.now() - daysAgo * 24 * 3_600_000)
  const publicId = database.keys.childId.encode(child)
  const bodies = [
    ['INTENT', { operation, caller: { agency: 'HEALTH', organisation } }, null],
    ['OUTCOME', { operation, child: publicId, sources: [{ source, status, reason: null }] }, publicId],
  ] as const
  await asOwner(database.url, async client => {
    await client.query('insert into hafan.audit_chain (chain_id, started_at, head_seq, head_hash) values ($1, now(), 0, $2)', [chain, Buffer.alloc(32)]) // prettier-ignore
    for (const [seq, [kind, body, of]] of bodies.entries())
      await client.query(
        `insert into hafan.audit_row (chain_id, seq, at, kind, prev_hash, hash, record, child, operation)
         values ($1, $2, $3, $4, $5, $5, $6, $7, $8)`,
        [chain, seq + 1, at, kind, Buffer.alloc(32), JSON.stringify({ body }), of, operation],
      )
  })
}

describe('links by the matcher', () => {
  it('say the score and the model, who is null, and are the yardstick of no other', async () => {
    const { linking, linkChanges, children } = database.store
    const nhsNumber = number()
    const one = record({ nhsNumber })
    const childId = (await linking.apply([one])).childOf.get(recordKey(one)) ?? ''
    const police = { sourceId: 'police-gwent', recordId: number() }
    const made = { ...police, childId, how: 'MODEL' as const, score: 14.25, modelVersion: '2026-11', by: null }
    const alias = { ...ffion, givenNames: ['Jay'], dateOfBirth: '2009-01-01' }
    expect(await linkChanges.link({ ...made, anchor: alias, protectedRecord: true })).toBe('LINKED')
    expect(await linkChanges.link({ ...made, anchor: alias, protectedRecord: true })).toBe('ALREADY')
    const other = { ...made, childId: (await twoRecords()).childId, anchor: alias, protectedRecord: true }
    expect(await linkChanges.link(other)).toBe('OTHER_CHILD')
    const link = (await children.linksOf([childId])).get(childId)?.find(({ how }) => how === 'MODEL')
    expect(link).toMatchObject({ score: 14.25, modelVersion: '2026-11', confirmedBy: null, protectedRecord: true })
    expect(link?.anchor).toEqual(alias)
    expect(await linking.apply([record({ sourceId: 'a', nhsNumber })])).toMatchObject({ linksMade: 1, conflicts: [] })
  })
})
