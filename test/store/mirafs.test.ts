import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import type { HeldMiraf } from '../../src/store/miraf-rows.js'
import { asOwner, testDatabase, type TestDatabase } from '../support/database.js'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.stop())

const AT = new Date('2026-02-12T10:00:00.000Z')
const by = (person: string) => ({
  ...{ person: `https://idp\n${person}`, role: 'HUB_PRACTITIONER', organisation: 'hub', staffRef: person },
})
const sent = (person: string, act: string, key = randomUUID()) => ({
  ...{ caller: by(person).person, act, key, input: {}, at: AT },
})
const rows = <T>(query: string, ...values: unknown[]): Promise<T[]> =>
  asOwner(database.url, async client => (await client.query(query, values)).rows as T[])

async function aChild(): Promise<string> {
  const id = randomUUID()
  await rows('insert into hafan.child (id) values ($1)', id)
  return id
}

const versionAfter = (seen: number, text: string) => (newest: HeldMiraf | null) => {
  if ((newest?.version ?? 0) !== seen) throw new Error('MIRAF_CHANGED_MEANWHILE')
  const next = { version: seen + 1, level: 'HIGH' as const, reviewOn: '2026-05-01', body: { text } }
  return { next, receipt: { version: String(seen + 1) } }
}
const write = (childId: string, seen: number, text: string, person = 'HP-1', key?: ReturnType<typeof randomUUID>) =>
  database.store.mirafs.write({ childId, by: by(person), decide: versionAfter(seen, text) }, sent(person, 'writeMiraf', key)) // prettier-ignore

describe('what the hub keeps of a risk assessment', () => {
  it('is every version, each as it was written, and none of it in the clear', async () => {
    const childId = await aChild()
    await write(childId, 0, 'Left by the back door')
    await write(childId, 1, 'Seen at the quay', 'HP-2')
    const held = (await database.store.mirafs.of([childId], 'ALL')).get(childId) ?? []
    expect(held.map(({ version, body }) => [version, body])).toEqual([
      [1, { text: 'Left by the back door' }],
      [2, { text: 'Seen at the quay' }],
    ])
    expect(held[0]?.author).not.toBe(held[1]?.author)
    expect((await database.store.mirafs.of([childId], 'NEWEST')).get(childId)).toMatchObject([{ version: 2 }])
    expect((await database.store.mirafs.standing([childId])).get(childId)).toMatchObject({ version: 2, level: 'HIGH' })
    const plain = JSON.stringify(await rows('select * from hafan.miraf'))
    for (const word of ['back door', 'quay', 'HP-1']) expect(plain).not.toContain(word)
  })

  it('is of two who revise at once the first, and nothing of the other', async () => {
    const childId = await aChild()
    await write(childId, 0, 'first')
    const both = await Promise.allSettled(['a', 'b', 'c'].map(person => write(childId, 1, person, person)))
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
    const [count] = await rows('select count(*)::int as n from hafan.miraf where child_id = $1', childId)
    expect(count).toEqual({ n: 2 })
    const [done] = await rows(`select count(*)::int as n from hafan.act_done where receipt is null`)
    expect(done).toEqual({ n: 0 })
  })

  it('is written once for a key', async () => {
    const childId = await aChild()
    const key = randomUUID()
    const twice = await Promise.all([0, 1].map(() => write(childId, 0, 'once', 'HP-1', key)))
    expect(twice[0]).toEqual(twice[1])
    expect((await database.store.mirafs.of([childId], 'ALL')).get(childId)).toHaveLength(1)
  })

  it('opens only in the place it was written in', async () => {
    const [one, other] = [await aChild(), await aChild()]
    await write(one, 0, 'one')
    await write(other, 0, 'other')
    await rows(
      'update hafan.miraf set sealed = (select sealed from hafan.miraf where child_id = $1) where child_id = $2',
      one,
      other,
    )
    await expect(database.store.mirafs.of([other], 'ALL')).rejects.toThrow('another place')
  })

  it.each(['miraf', 'miraf_request', 'miraf_summary_draft', 'miraf_summary_approval', 'miraf_mark'])(
    'may not be changed or taken away by the gateway: %s',
    async table => {
      const asGateway = `${database.url}?options=${encodeURIComponent('-c role=hafan_app -c search_path=hafan')}`
      for (const statement of [`update ${table} set by_role = 'x'`, `delete from ${table}`])
        await expect(asOwner(asGateway, client => client.query(statement))).rejects.toMatchObject({ code: '42501' })
    },
  )
})

describe('a summary', () => {
  const texts = { text: { en: 'Ring the hub', cy: 'Ffoniwch' }, whatToDo: { en: 'Wait', cy: 'Arhoswch' } }
  const draft = (childId: string, seen: number) =>
    database.store.mirafSummaries.draft(
      {
        ...{ childId, by: by('HP-1') },
        decide: (miraf, newest) => {
          expect([miraf?.version, newest?.version ?? 0]).toEqual([1, seen])
          const next = { version: seen + 1, risk: 'HIGH' as const, reviewDue: '2026-05-01', texts }
          return { draft: next, receipt: { version: String(seen + 1) } }
        },
      },
      sent('HP-1', 'draftSummary'),
    )
  const approve = (childId: string, person: string) => {
    let isOwn: boolean | null = null
    const approving = database.store.mirafSummaries.approve(
      {
        ...{ childId, by: by(person) },
        decide: (newest, own) => {
          isOwn = own
          return { version: newest?.version ?? 0, receipt: { version: String(newest?.version) } }
        },
      },
      sent(person, 'approveSummary'),
    )
    return approving.then(() => isOwn)
  }

  it('is shown from its approval on, and stays so while another is drafted', async () => {
    const childId = await aChild()
    await write(childId, 0, 'first')
    await draft(childId, 0)
    const { drafts, shown } = database.store.mirafSummaries
    expect((await shown([childId])).size).toBe(0)
    expect(await approve(childId, 'HM-1')).toBe(false)
    await draft(childId, 1)
    expect((await shown([childId])).get(childId)).toMatchObject({ version: 1, texts })
    expect((await drafts([childId])).get(childId)).toMatchObject({ version: 2, approvedAt: null })
    expect(await approve(childId, 'HP-1')).toBe(true)
    expect(JSON.stringify(await rows('select * from hafan.miraf_summary_draft'))).not.toContain('Ring the hub')
  })

  it('is approved once', async () => {
    const childId = await aChild()
    await write(childId, 0, 'first')
    await draft(childId, 0)
    await approve(childId, 'HM-1')
    await expect(approve(childId, 'HM-2')).rejects.toMatchObject({ code: '23505' })
  })
})

describe('requests and marks', () => {
  it('are kept with their time, the reason sealed', async () => {
    const childId = await aChild()
    const asked = { id: randomUUID(), reason: 'New friends', receipt: { at: AT.toISOString() } }
    await database.store.mirafs.request(
      { childId, by: by('SL-1'), decide: () => asked },
      sent('SL-1', 'requestMirafReview'),
    )
    expect((await database.store.mirafs.requests([childId])).get(childId)).toEqual([AT.toISOString()])
    const assessed = await aChild()
    await write(assessed, 0, 'first')
    await write(assessed, 1, 'second')
    const { reviewing, standing } = database.store.mirafs
    expect(await reviewing([childId, assessed])).toEqual(
      new Map([
        [childId, { standing: null, requests: [AT.toISOString()] }],
        [assessed, { standing: (await standing([assessed])).get(assessed), requests: [] }],
      ]),
    )
    expect(JSON.stringify(await rows('select * from hafan.miraf_request'))).not.toContain('New friends')
  })

  it('tell the author, and who has marked before', async () => {
    const childId = await aChild()
    await write(childId, 0, 'first')
    const seen: unknown[] = []
    const mark = (person: string) =>
      database.store.mirafs.mark(
        {
          ...{ childId, version: 1, by: by(person) },
          decide: (marked, own, before) => {
            seen.push([marked?.version, own, before])
            if (own || before) throw new Error('refused')
            return { body: { note: 'clear' }, receipt: { version: '1' } }
          },
        },
        sent(person, 'markMiraf'),
      )
    await expect(mark('HP-1')).rejects.toThrow('refused')
    await mark('HM-1')
    await expect(mark('HM-1')).rejects.toThrow('refused')
    expect(seen).toEqual([
      [1, true, false],
      [1, false, false],
      [1, false, true],
    ])
    const held = (await database.store.mirafs.of([childId], 'ALL')).get(childId)
    expect(held?.[0]?.marks).toMatchObject([{ role: 'HUB_PRACTITIONER', body: { note: 'clear' } }])
    expect(
      await database.store.mirafs.madeIn(new Date(AT.getTime() - 1), new Date(AT.getTime() + 1), 100),
    ).toContainEqual({
      ...{ childId, version: 1 },
    })
    expect([...(await database.store.mirafs.markedBy([childId])).values()]).toEqual([1])
  })
})
