import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { recordKey } from '../../src/types/child.js'
import { asOwner, testDatabase, type TestDatabase } from '../support/database.js'
import { ffion, number, record } from './sample-records.js'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.stop())

describe('linking', () => {
  it('makes one child of records that share verified identifiers, found by each of them', async () => {
    const { linking, children } = database.store
    const [nhsNumber, upn] = [number(), number()]
    const records = [
      record({ nhsNumber }),
      record({ sourceId: 'social-care-newport', nhsNumber, upn }),
      record({ sourceId: 'education-newport', upn }),
    ]
    const result = await linking.apply(records)
    expect(result).toMatchObject({ childrenMade: 1, linksMade: 3, conflicts: [], unidentified: [] })
    const [childId = ''] = new Set(result.childOf.values())
    expect([...(await children.byIdentifier('NHS_NUMBER', [nhsNumber, 'unknown']))]).toEqual([[nhsNumber, childId]])
    expect([...(await children.byIdentifier('UPN', [upn]))]).toEqual([[upn, childId]])
    expect([...(await children.byRecord(records)).values()]).toEqual([childId, childId, childId])
    expect([...(await children.byId([childId, randomUUID()])).keys()]).toEqual([childId])
  })

  it('gives links back as they were made, with what the record said', async () => {
    const { linking, children } = database.store
    const one = record({ nhsNumber: number(), protectedRecord: true })
    const childId = (await linking.apply([one])).childOf.get(recordKey(one)) ?? ''
    const links = await children.linksOf([childId])
    const { sourceId, recordId, how, anchor } = one
    expect(links.get(childId)).toEqual([
      {
        childId,
        sourceId,
        recordId,
        how,
        anchor,
        confirmedAt: expect.any(String),
        confirmedBy: null,
        protectedRecord: true,
        addressKeys: [],
        score: null,
        modelVersion: null,
      },
    ])
  })

  it('writes nothing the second time', async () => {
    const { linking } = database.store
    const page = [record({ nhsNumber: number() }), record({ nhsNumber: number(), upn: number() })]
    const first = await linking.apply(page)
    const before = await snapshot()
    const second = await linking.apply(page)
    expect(second).toMatchObject({ childrenMade: 0, linksMade: 0, conflicts: [] })
    expect(second.childOf).toEqual(first.childOf)
    expect(await snapshot()).toEqual(before)
  })

  it('makes one child when two linkers bring the same new number at once', async () => {
    const { linking } = database.store
    const nhsNumber = number()
    const pages = ['a', 'b', 'c', 'd'].map(sourceId => [record({ sourceId, nhsNumber })])
    const results = await Promise.all(pages.map(page => linking.apply(page)))
    expect(new Set(results.flatMap(result => [...result.childOf.values()])).size).toBe(1)
  })

  it('does not link a twin who carries the other twin’s number, and says on what they differ', async () => {
    const { linking, children } = database.store
    const nhsNumber = number()
    await linking.apply([record({ nhsNumber })])
    const twin = record({
      sourceId: 'education-newport',
      nhsNumber,
      anchor: { ...ffion, givenNames: ['Rhys'], sex: 'MALE' },
    })
    const { conflicts, linksMade } = await linking.apply([twin])
    expect(linksMade).toBe(0)
    expect(conflicts).toMatchObject([
      { kind: 'DIFFERENT_PERSON', recordId: twin.recordId, disagreements: ['GIVEN_NAME', 'SEX'] },
    ])
    expect((await children.byRecord([twin])).size).toBe(0)
  })

  it('does not count it against a record that a person linked the child’s police record under another name', async () => {
    const { linking, hub } = database.store
    const nhsNumber = number()
    const alias = { ...ffion, givenNames: ['Jay'], familyNames: ['Smith'], dateOfBirth: '2009-01-01' }
    const link = {
      sourceId: 'police-gwent',
      recordId: number(),
      how: 'CONFIRMED_BY_PERSON',
      confirmedAt: '2026-11-01T09:00:00Z',
      protectedRecord: false,
      anchor: alias,
    }
    await hub.seed({ children: [{ identifiers: { nhsNumber, upn: null }, links: [link], hub: null }] })
    expect(await linking.apply([record({ nhsNumber })])).toMatchObject({ childrenMade: 0, linksMade: 1, conflicts: [] })
  })

  it('does not link identifiers of two children', async () => {
    const { linking } = database.store
    const [nhsNumber, upn] = [number(), number()]
    await linking.apply([record({ nhsNumber }), record({ upn })])
    const { conflicts, linksMade } = await linking.apply([record({ nhsNumber, upn })])
    expect(linksMade).toBe(0)
    expect(conflicts.map(({ kind, childIds }) => [kind, childIds.length])).toEqual([['TWO_CHILDREN', 2]])
  })

  it('keeps finding a child by an earlier number once it has a newer one', async () => {
    const { linking, children } = database.store
    const [old, newer, upn] = [number(), number(), number()]
    await linking.apply([record({ nhsNumber: old, upn })])
    await linking.apply([record({ nhsNumber: newer, upn })])
    expect(new Set((await children.byIdentifier('NHS_NUMBER', [old, newer])).values()).size).toBe(1)
    const current = await asOwner(database.url, client =>
      client.query<{ current: boolean }>(
        'select current from hafan.child_identifier where value_hmac = any($1) order by current',
        [[old, newer].map(value => database.keys.identifierHmac('NHS_NUMBER', value))],
      ),
    )
    expect(current.rows).toEqual([{ current: false }, { current: true }])
  })

  it('takes up a protection the record has been given', async () => {
    const { linking, children } = database.store
    const one = record({ nhsNumber: number() })
    await linking.apply([one])
    const { childOf } = await linking.apply([{ ...one, protectedRecord: true }])
    const childId = childOf.get(recordKey(one)) ?? ''
    expect((await children.linksOf([childId])).get(childId)?.[0]?.protectedRecord).toBe(true)
  })

  it('takes up a protection seen at a read, and leaves every other record alone', async () => {
    const { linking, children } = database.store
    const nhsNumber = number()
    const pair = [record({ nhsNumber }), record({ nhsNumber })] as const
    const childId = (await linking.apply(pair)).childOf.get(recordKey(pair[0])) ?? ''
    await linking.protect(pair[0].sourceId, pair[0].recordId)
    const links = (await children.linksOf([childId])).get(childId) ?? []
    const flags = links.map(link => [link.recordId, link.protectedRecord] as const)
    expect(new Map(flags)).toEqual(
      new Map([
        [pair[0].recordId, true],
        [pair[1].recordId, false],
      ]),
    )
  })

  it('writes nothing of a page that fails', async () => {
    const { linking, children } = database.store
    const nhsNumber = number()
    const page = [record({ nhsNumber }), record({ nhsNumber: number(), sourceId: 'nul\u0000' })]
    await expect(linking.apply(page)).rejects.toThrow()
    expect((await children.byIdentifier('NHS_NUMBER', [nhsNumber])).size).toBe(0)
  })

  it('keeps no identifier, name or date readable', async () => {
    const { linking } = database.store
    const nhsNumber = '9990000018'
    await linking.apply([record({ nhsNumber, anchor: { ...ffion, familyNames: ['Unmistakable'] } })])
    const dump = await asOwner(database.url, client =>
      client.query<{ all: string }>(`
        select (select string_agg(l::text || encode(coalesce(anchor, ''), 'escape'), '') from hafan.link l)
          || (select string_agg(i::text || encode(value_hmac, 'escape'), '') from hafan.child_identifier i) as all`),
    )
    expect(dump.rows[0]?.all).not.toMatch(/9990000018|Unmistakable|2010-04-07/)
  })
})

/** Every row's version: any write, even of the same values, changes it. */
async function snapshot(): Promise<unknown> {
  const tables = ['child', 'child_identifier', 'link', 'hub_case', 'episode', 'debrief_assignment', 'miraf_summary']
  const versions = tables.map(
    table =>
      `select '${table}' as name, count(*)::int as rows, max(xmin::text::bigint)::text as latest from hafan.${table}`,
  )
  return asOwner(database.url, async client => (await client.query<object>(versions.join(' union all '))).rows)
}
