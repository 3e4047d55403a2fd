// The writer before a database that does what a test says: what is shared, given up, left out and asked anew.
import { describe, expect, it } from '@jest/globals'
import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import { createAudit } from '../../src/audit/index.js'
import type { AuditOptions, OutcomeRow } from '../../src/audit/index.js'
import { testKeys } from '../support/database.js'

const CHAIN = 'cccccccc-0000-4000-8000-000000000001'
const refusal = (code: string) => ({ operationId: code, caller: null, application: null, purpose: null, code, documentHash: null, edition: null }) // prettier-ignore
const outcome: OutcomeRow = {
  ...{ operationId: 'op', handleId: 'child', relationships: [], given: [], withheld: [], kinds: [], clauses: [] },
  ...{ sources: [{ sourceId: 's', status: 'FOUND', reason: null, ms: 1.5 }], responseHash: '' },
}
type Values = readonly unknown[]

/** A database of one chain. `append` may hold a commit back, or fail. */
function writer(
  options: Partial<AuditOptions> = {},
  append: (rows: number) => Promise<void> = () => Promise.resolve(),
) {
  const head = { seq: 0, hash: Buffer.alloc(32) }
  const commits: string[][] = []
  const released: boolean[] = []
  let heads = 0
  const query = async (statement: string | { name: string }, values: Values): Promise<{ rows: object[]; rowCount: number }> => {
    if (typeof statement === 'string') {
      if (!statement.startsWith('select')) return { rows: [], rowCount: 0 }
      heads += 1
      return { rows: [{ head_seq: String(head.seq), head_hash: head.hash, epoch: '4' }], rowCount: 1 }
    }
    const operations = values.at(-1) as string[]
    await append(operations.length)
    Object.assign(head, { seq: values[1], hash: values[2] })
    commits.push(operations)
    return { rows: [], rowCount: operations.length }
  } // prettier-ignore
  const client = { query, release: (broken?: boolean) => void released.push(broken === true) }
  const pool = { query, connect: () => Promise.resolve(client) } as unknown as pg.Pool
  const clock = (): Date => new Date('2026-11-22T07:00:00Z')
  const audit = createAudit({ pool, chainId: CHAIN, keys: testKeys, clock, ...options })
  return { audit, commits, released, head, asked: () => heads }
}
const failing = (times: number): (() => Promise<void>) => {
  let left = times
  return () => ((left -= 1) >= 0 ? Promise.reject(new Error('gone')) : Promise.resolve())
}

describe('commits', () => {
  it('are one for rows that wait for the one before', async () => {
    const { audit, commits, released, head } = writer()
    await Promise.all(['a', 'b', 'c'].map(code => audit.refusal(refusal(code))))
    expect(commits).toEqual([['a'], ['b', 'c']])
    expect(released).toEqual([false, false])
    expect(audit.head()).toEqual(head)
  })

  it('hold a thousand rows at most, and what comes together stays together', async () => {
    const { audit, commits } = writer()
    const group = (rows: number): Promise<void> => audit.outcome(Array.from({ length: rows }, () => outcome))
    await Promise.all([group(1), group(600), group(400), group(1)])
    expect(commits.map(({ length }) => length)).toEqual([1, 1_000, 1])
    await Promise.all([group(1), group(600), group(401)])
    expect(commits.slice(3).map(({ length }) => length)).toEqual([1, 600, 401])
    await Promise.all([group(1), group(1_001), group(2)])
    expect(commits.slice(6).map(({ length }) => length)).toEqual([1, 1_001, 2])
  })

  it('are none for nothing', async () => {
    const { audit, commits } = writer()
    await audit.outcome([])
    await audit.outcome(() => [])
    expect([commits, audit.head()]).toEqual([[], null])
  })

  it('carry on from the head without asking for it, until one fails', async () => {
    const append = failing(1)
    const { audit, commits, released, asked } = writer({}, append)
    await expect(audit.refusal(refusal('a'))).rejects.toMatchObject({ fault: 'DATABASE', cause: new Error('gone') })
    expect([asked(), audit.head()]).toEqual([1, null])
    for (const code of ['b', 'c', 'd']) await audit.refusal(refusal(code))
    expect([asked(), audit.head()?.seq, commits.length]).toEqual([2, 3, 3])
    expect(released).toEqual([true, false, false, false])
  })

  it.each([
    ['a row less', { seq: 1 }],
    ['another last row', { hash: Buffer.alloc(32, 1) }],
  ])('are not carried on in a database that has %s than was written', async (_, lost) => {
    let fails = false
    const { audit, commits, head } = writer({}, () => (fails ? Promise.reject(new Error('gone')) : Promise.resolve()))
    for (const code of ['a', 'b']) await audit.refusal(refusal(code))
    fails = true
    await expect(audit.refusal(refusal('c'))).rejects.toMatchObject({ fault: 'DATABASE' })
    fails = false
    const kept = { ...head }
    Object.assign(head, lost)
    await expect(audit.refusal(refusal('d'))).rejects.toMatchObject({ fault: 'DATABASE' })
    Object.assign(head, kept)
    await audit.refusal(refusal('e'))
    Object.assign(head, { seq: 9 })
    expect([commits, audit.head()?.seq]).toEqual([[['a'], ['b'], ['e']], 3])
  })

  it('have a number among all chains', async () => {
    expect(await writer().audit.begin()).toBe(4)
  })
})

describe('a row', () => {
  it('that is not written in time is refused, with its session, and the next is written in another', async () => {
    let held = true
    const { audit, commits, released } = writer({ withinMs: 20 }, () => (held ? new Promise(() => undefined) : Promise.resolve()))
    await expect(audit.refusal(refusal('a'))).rejects.toMatchObject({ fault: 'TIMEOUT' })
    held = false
    await audit.refusal(refusal('b'))
    expect([commits, released]).toEqual([[['b']], [true, false]])
  }) // prettier-ignore

  it('that was written is not refused for it later', async () => {
    const { audit, commits } = writer({ withinMs: 20 })
    await audit.refusal(refusal('a'))
    await wait(40)
    await audit.refusal(refusal('b'))
    expect(commits).toEqual([['a'], ['b']])
  })

  it('too many is refused, and makes room when it is written', async () => {
    const { audit } = writer({ mostWaiting: 3 })
    const three = audit.outcome([outcome, outcome, outcome])
    await expect(audit.refusal(refusal('d'))).rejects.toMatchObject({ fault: 'QUEUE_FULL' })
    await three
    await audit.outcome([outcome, outcome, outcome])
    await expect(audit.outcome([outcome, outcome, outcome, outcome])).rejects.toMatchObject({ fault: 'QUEUE_FULL' })
  })

  it('is the ten thousand and first, unless another number is given', async () => {
    const rows = (many: number): readonly OutcomeRow[] => Array.from({ length: many }, () => outcome)
    const { audit, commits } = writer()
    await expect(audit.outcome(rows(10_001))).rejects.toMatchObject({ fault: 'QUEUE_FULL' })
    await audit.outcome(rows(10_000))
    expect(commits.flat()).toHaveLength(10_000)
  })

  it('that cannot be made rejects, and is not written', async () => {
    const { audit, commits } = writer()
    const made = audit.intent(() => {
      throw new Error('no such row')
    })
    await expect(made).rejects.toThrow('no such row')
    await audit.refusal(refusal('a'))
    expect(commits).toEqual([['a']])
  })

  it('is not made where it may not be written', async () => {
    let made = 0
    const rows = (): readonly OutcomeRow[] => {
      made += 1
      return []
    }
    const late = writer({ unwitnessed: () => true })
    await expect(late.audit.outcome(rows)).rejects.toMatchObject({ fault: 'UNWITNESSED' })
    const { audit } = writer()
    await audit.stop()
    await expect(audit.outcome(rows)).rejects.toMatchObject({ fault: 'STOPPED', code: 'AUDIT_UNAVAILABLE' })
    expect(made).toBe(0)
  })
})

describe('stopping', () => {
  it('waits for what is under way, and for what waits behind it', async () => {
    const { audit, commits } = writer({}, () => wait(10))
    const rows = ['a', 'b'].map(code => audit.refusal(refusal(code)))
    await audit.stop()
    expect(commits).toEqual([['a'], ['b']])
    await Promise.all(rows)
  })
})
