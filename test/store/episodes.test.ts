import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { randomUUID } from 'node:crypto'
import { changeOf, standingOf } from '../../src/hub/episode/kept.js'
import { recordMerge, recordReport, recordStep, type Recorded, type Seen } from '../../src/hub/episode/record.js'
import { countOf } from '../../src/hub/episode/views.js'
import type { Refused } from '../../src/hub/refusal.js'
import type { HeldEpisode } from '../../src/store/episode-rows.js'
import type { WhichChild } from '../../src/store/episodes.js'
import { aTriage, depsAt } from '../hub/episode/support.js'
import { recordMiraf } from './recorded.js'
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
const deps = depsAt(AT.toISOString())

function record(
  child: WhichChild,
  person: string,
  decide: (childId: string, held: readonly HeldEpisode[]) => Recorded | Refused,
) {
  const sent = { caller: by(person).person, act: 'triage', key: randomUUID(), input: {}, at: AT }
  return database.store.episodes.record(
    {
      ...{ child, by: by(person) },
      decide: (childId, held) => {
        const result = decide(childId, held)
        if (!result.ok) throw new Error(result.code)
        return { changes: [changeOf(result.episode)], alerts: [], receipt: { episode: result.episode.reference } }
      },
    },
    sent,
  )
}
const said = {
  reporter: 'CARER',
  reportedAt: '2026-02-11T22:05:00Z',
  lastSeenAt: null,
  circumstances: 'Left by the back door',
}
const about = { missingFrom: null, placement: null, area: 'W06000022', homeAuthority: null }
const report = (child: WhichChild, person = 'HP-1', shown = true) =>
  record(child, person, (childId, held) =>
    recordReport(held, { childId, reference: randomUUID(), said, about }, shown, deps),
  )
const triage = (childId: string, reference: string, version: number, person = 'HP-1') =>
  record({ childId }, person, (_id, held) => recordStep(held, { reference, version }, aTriage('HIGH'), deps))
const rows = <T>(query: string, ...values: unknown[]): Promise<T[]> =>
  asOwner(database.url, async client => (await client.query(query, values)).rows as T[])
const number = (() => {
  let next = 0
  return () => ({ scheme: 'NHS_NUMBER', value: `nhs-${(next += 1)}` }) as const
})()

describe('what the hub records of an episode', () => {
  it('is found by the number it was reported by, and makes one child however many report at once', async () => {
    const child = number()
    const receipts = await Promise.all(['a', 'b', 'c', 'd'].map(person => report(child, person)))
    expect(new Set(receipts.map(({ childId }) => childId)).size).toBe(1)
    const held = (await database.store.episodes.of([receipts[0]?.childId ?? ''])).get(receipts[0]?.childId ?? '')
    expect(held).toMatchObject([{ version: 4, soleWord: null }])
    const again = Array.from({ length: 3 }, () => 'REPORT_AGAIN')
    expect(held?.[0]?.history.map(({ kind }) => kind)).toEqual(['REPORT', ...again])
  })

  it('rests on one person’s word until a second has recorded something', async () => {
    const { childId, episode } = await report(number())
    const word = async () => (await database.store.hub.factsOf([childId])).get(childId)?.episodes[0]?.soleWord
    expect(await word()).toMatch(/^[0-9a-f]{32}$/)
    await triage(childId, episode, 1)
    expect(await word()).toMatch(/^[0-9a-f]{32}$/)
    await record({ childId }, 'HP-2', (_id, held) =>
      recordStep(held, { reference: episode, version: 2 }, aTriage('LOW', 'Seen'), deps),
    )
    expect(await word()).toBeNull()
    // A list has the same gradings, and nothing else that is sealed; once they are assessed, only those that come after.
    const { graded, of } = database.store.episodes
    const [listed, whole] = [(await graded([childId])).get(childId)?.[0], (await of([childId])).get(childId)?.[0]]
    expect([listed?.standing, listed?.history]).toEqual([null, whole?.history.filter(({ kind }) => kind === 'TRIAGE')])
    const tries = [[0, 2], [1, 0], [-1, 2]] as const // prettier-ignore
    for (const [at, left] of tries) {
      // The newest version counts, whatever a clock said.
      await recordMiraf(database.store, childId, new Date(AT.getTime() + at).toISOString(), 'x')
      expect((await database.store.episodes.grades([childId]))({ childId, reference: episode })).toHaveLength(left)
    }
  })

  it('is written whole or not at all, and of two who saw the same by one', async () => {
    const { childId, episode } = await report(number())
    const both = await Promise.allSettled(['HP-1', 'HP-2', 'HP-3'].map(person => triage(childId, episode, 1, person)))
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
    const asked = 'select kind from hafan.episode_event where child_id = $1 order by seq'
    const kinds = await rows<{ kind: string }>(asked, childId)
    expect(kinds.map(({ kind }) => kind)).toEqual(['REPORT', 'TRIAGE'])
  })

  it('takes over an episode from before steps were recorded, as it stood', async () => {
    const { childId } = await report(number())
    await rows(
      `insert into hafan.episode (child_id, reference, reported_at, ended_at, status, category, risk, safe_and_well_settled)
       values ($1, 'OLD-1', '2025-11-01T10:00Z', '2025-11-01T20:00Z', 'FOUND', 'MISSING', 'LOW', false)`,
      childId,
    )
    const check = { type: 'CHECK', check: { done: false, code: 'CHILD_REFUSED', note: null, decidedBy: 'Sgt 1' } }
    await record({ childId }, 'HP-1', (_id, held) => recordStep(held, { reference: 'OLD-1', version: 0 }, check, deps))
    const old = (await database.store.episodes.of([childId])).get(childId)?.find(one => one.reference === 'OLD-1')
    expect(old).toMatchObject({
      version: 2,
      safeAndWellSettled: true,
      history: [{ kind: 'TAKEN_OVER', by: null }, { kind: 'CHECK' }],
    })
    expect(old?.history[0]?.body).toMatchObject({ status: 'FOUND', risk: 'LOW', safeAndWellSettled: false })
  })

  it('opens only in the place it was written in', async () => {
    const [one, other] = [await report(number()), await report(number())]
    await rows(
      `update hafan.episode_event set sealed = (select sealed from hafan.episode_event where child_id = $1) where child_id = $2`,
      one.childId,
      other.childId,
    )
    await expect(database.store.episodes.of([other.childId])).rejects.toThrow('another place')
    expect((await database.store.episodes.of([one.childId])).get(one.childId)).toHaveLength(1)
  })

  it.each(['update', 'delete'])('may not be changed by the gateway: %s', async verb => {
    const statement = verb === 'update' ? `update episode_event set kind = 'CLOSE'` : 'delete from episode_event'
    const asGateway = `${database.url}?options=${encodeURIComponent('-c role=hafan_app -c search_path=hafan')}`
    await expect(asOwner(asGateway, client => client.query(statement))).rejects.toMatchObject({ code: '42501' })
  })
})

const notMissing = { type: 'TRIAGE', triage: { category: 'NO_FURTHER_ACTION', code: 'NOT_MISSING' }, reason: 'Told' }
const refusal = (error: unknown): void => expect(String(error)).toMatch(/^Error: [A-Z_]+$/)

/** A report that is not joined with one that is held, as one of an episode from before steps were recorded would be. */
const beside = (childId: string, nth: number) =>
  rows(
    `insert into hafan.episode (child_id, reference, reported_at, status, category, risk, safe_and_well_settled)
     values ($1, $2, $3, 'OPEN', 'UNRECOGNISED', 'NOT_GRADED', false)`,
    ...[childId, `B-${nth}`, new Date(AT.getTime() - 3_600_000 + nth)],
  )

const merging = (childId: string, keep: Seen, go: Seen) =>
  database.store.episodes
    .record(
      {
        ...{ child: { childId }, by: by('HP-2'), withHistory: true },
        decide: (_id, held) => {
          const result = recordMerge(held, keep, go, deps)
          if (!result.ok) throw new Error(result.code)
          const changes = [changeOf(result.kept), changeOf(result.gone)]
          return { changes, alerts: [], receipt: { episode: keep.reference } }
        },
      },
      { caller: by('HP-2').person, act: 'mergeReports', key: randomUUID(), input: {}, at: AT },
    )
    .catch(refusal)

describe('the tables', () => {
  it('always have as many reports as triaged and pending ones', async () => {
    const nfa = { type: 'TRIAGE', triage: { category: 'NO_FURTHER_ACTION', code: 'NOT_MISSING' }, reason: null }
    const many = await Promise.all(Array.from({ length: 12 }, () => report(number())))
    for (const [index, { childId, episode }] of many.entries()) {
      const step = [aTriage('LOW'), nfa, null][index % 3]
      if (step)
        await record({ childId }, 'HP-1', (_id, held) =>
          recordStep(held, { reference: episode, version: 1 }, step, deps),
        )
    }
    const [count] = await rows<Record<'reports' | 'triaged' | 'pending' | 'with_event' | 'away', number>>(`
      select count(*)::int as reports,
        count(*) filter (where category <> 'UNRECOGNISED')::int as triaged,
        count(*) filter (where category = 'UNRECOGNISED')::int as pending,
        count(*) filter (where exists (select from hafan.episode_event e
          where e.child_id = episode.child_id and e.reference = episode.reference and e.kind = 'TRIAGE'))::int as with_event
      from hafan.episode where merged_into is null and version > 0 and reference <> 'OLD-1'`)
    expect(count?.reports).toBe((count?.triaged ?? 0) + (count?.pending ?? 0))
    expect(count?.triaged).toBe(count?.with_event)
    expect(count?.pending).toBeGreaterThanOrEqual(4)
  })

  it('keep reports = triaged + pending through any reports, triage and merging', async () => {
    const sums: string[] = []
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('REPORT', 'TRIAGE', 'NFA', 'MERGE'), { maxLength: 12 }),
        async steps => {
          const child = number()
          const { childId } = await report(child)
          for (const [nth, step] of steps.entries()) {
            const held = (await database.store.episodes.of([childId])).get(childId) ?? []
            const last = held.at(-1)
            const seen = { reference: last?.reference ?? '', version: last?.version ?? 0 }
            const first = { reference: held[0]?.reference ?? '', version: held[0]?.version ?? 0 }
            if (step === 'MERGE') await merging(childId, first, seen)
          else if (step === 'REPORT') await beside(childId, nth)
          else
            await record({ childId }, 'HP-1', (_id, all) => recordStep(all, seen, step === 'NFA' ? notMissing : aTriage('LOW', 'Told'), deps)).catch(refusal) // prettier-ignore
          }
          const held = (await database.store.episodes.of([childId])).get(childId) ?? []
          const count = countOf(held.map(standingOf))
          const { MISSING, ABSENT, NO_FURTHER_ACTION } = count.triaged
          expect(count.reports).toBe(MISSING + ABSENT + NO_FURTHER_ACTION + count.pending)
          expect(count.reports + count.merged).toBe(held.length)
          expect(held.every(one => one.history.length === one.version)).toBe(true)
          for (const { mergedInto } of held)
            if (mergedInto !== null) expect(held.find(one => one.reference === mergedInto)?.status).not.toBeUndefined()
          sums.push(count.merged > 0 ? 'MERGED' : 'APART')
        },
      ),
      { numRuns: 40, seed: 7 },
    )
    expect(sums.filter(sum => sum === 'MERGED').length).toBeGreaterThan(3)
  }, 120_000)

  it('answer the board along its index, without sorting', async () => {
    const { childId } = await report(number())
    await rows(
      `insert into hafan.episode (child_id, reference, reported_at, status, category, risk, safe_and_well_settled)
       select $1, 'N-' || n, now() - n * interval '1 minute', case n % 2 when 0 then 'OPEN' else 'CLOSED' end, 'MISSING', 'LOW', false
       from generate_series(1, 20000) as n`,
      childId,
    )
    const plan = await asOwner(database.url, async client => {
      await client.query('set search_path = hafan; analyze episode')
      const { rows: lines } = await client.query<{ 'QUERY PLAN': string }>(`explain select * from episode
        where status <> 'CLOSED' and not (ended_at is not null and safe_and_well_settled and interview_settled)
          and (rank, reported_at, child_id, reference) > (0::smallint, now(), gen_random_uuid(), 'x')
        order by rank, reported_at, child_id, reference limit 50`)
      return lines.map(line => line['QUERY PLAN']).join('\n')
    })
    expect(plan).toContain('episode_board')
    expect(plan).not.toContain('Sort')
    const page = await database.store.episodeBoard.page({ areas: ['W06000022'], of: null, first: 500, after: null })
    expect(page.length).toBeGreaterThan(10)
    expect(page.map(({ rank }) => rank)).toEqual(page.map(({ rank }) => rank).sort((a, b) => a - b))
    expect(page.every(({ status }) => status !== 'CLOSED')).toBe(true)
    expect(await database.store.episodeBoard.page({ areas: [], of: null, first: 500, after: null })).toEqual([])
  })
})
