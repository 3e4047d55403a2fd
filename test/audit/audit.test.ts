import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { createHash, randomUUID } from 'node:crypto'
import type pg from 'pg'
import {
  AuditUnavailable,
  createAudit,
  type Audit,
  type AuditOptions,
  type IntentRow,
  type OutcomeRow,
} from '../../src/audit/index.js'
import { asOwner, everyServer, testDatabase, testKeys, type TestDatabase } from '../support/database.js'

jest.setTimeout(60_000)

const servers = await everyServer()
afterAll(() => Promise.all(servers.map(server => server.stop())))

const caller = {
  issuer: 'https://id.example',
  subject: 'sian.prys@example',
  role: 'SW',
  agency: 'SOCIAL_CARE',
  organisation: 'W06000022',
}
const intent: IntentRow = {
  operationId: '0b7c2f8a-54f0-4f57-8f0e-7a1d2f6f7b01',
  caller,
  application: 'console',
  purpose: 'ASSESS_RISK',
  identifiers: [{ scheme: 'NHS_NUMBER', value: '9990000018' }],
  documentHash: 'd0c0',
  coordinates: ['Query.child', 'Child.identity'],
  edition: 'gwent-1',
}
const outcome: OutcomeRow = {
  operationId: intent.operationId,
  handleId: '7a1d2f6f-54f0-4f57-8f0e-0b7c2f8a7b01',
  relationships: ['ALLOCATED'],
  given: ['Child.identity'],
  withheld: ['PoliceRecord.intelligence'],
  kinds: ['IDENTITY'],
  clauses: ['3.SW.IDENTITY'],
  sources: [{ sourceId: 'police-gwent', status: 'FOUND', reason: null, ms: 812.4 }],
  responseHash: 'beef',
}
const refused = {
  operationId: intent.operationId,
  caller: null,
  application: null,
  purpose: null,
  code: 'X',
  documentHash: null,
  edition: null,
}

interface Written {
  seq: string
  kind: string
  prev_hash: Buffer
  hash: Buffer
  record: string
}

describe.each(servers.map(server => [server.name, server] as const))('the audit on the %s', (_, server) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await testDatabase(server)
  })
  afterAll(() => database.stop())

  function begin(options: Partial<AuditOptions> = {}): { audit: Audit; chainId: string } {
    const chainId = randomUUID()
    const clock = (): Date => new Date('2026-11-22T07:00:00Z')
    return {
      chainId,
      audit: createAudit({ pool: database.store.auditPool, chainId, keys: testKeys, clock, ...options }),
    }
  }

  async function rowsOf(chainId: string): Promise<Written[]> {
    const all = 'select seq, kind, prev_hash, hash, record from hafan.audit_row where chain_id = $1 order by seq'
    return asOwner(database.url, async client => (await client.query<Written>(all, [chainId])).rows)
  }

  async function headOf(chainId: string): Promise<{ seq: number; hash: string }> {
    const head = `select head_seq::int as seq, encode(head_hash, 'hex') as hash from hafan.audit_chain where chain_id = $1`
    const { rows } = await asOwner(database.url, client => client.query<{ seq: number; hash: string }>(head, [chainId]))
    return rows[0] ?? { seq: -1, hash: '' }
  }

  it('has a row in the database when the promise resolves', async () => {
    const { audit, chainId } = begin()
    await audit.intent(intent)
    expect((await rowsOf(chainId)).map(row => row.kind)).toEqual(['INTENT'])
  })

  it('keeps no person, identifier or value readable', async () => {
    const { audit, chainId } = begin()
    await audit.intent(intent)
    await audit.outcome([outcome])
    const text = (await rowsOf(chainId)).map(row => row.record).join()
    expect(text).not.toMatch(/sian|9990000018|id\.example/i)
    expect(JSON.parse((await rowsOf(chainId))[0]?.record ?? '')).toMatchObject({
      body: {
        caller: {
          person: expect.stringMatching(/^[0-9a-f]{32}$/),
          role: 'SW',
          agency: 'SOCIAL_CARE',
          organisation: 'W06000022',
        },
        identifiers: [{ scheme: 'NHS_NUMBER', hash: expect.stringMatching(/^[0-9a-f]{32}$/) }],
        coordinates: ['Child.identity', 'Query.child'],
      },
    })
  })

  it('names a person the same in every row, and another differently', async () => {
    const { audit, chainId } = begin()
    for (const subject of ['one', 'one', 'two']) await audit.intent({ ...intent, caller: { ...caller, subject } })
    const persons = (await rowsOf(chainId)).map(
      row => (JSON.parse(row.record) as { body: { caller: { person: string } } }).body.caller.person,
    )
    expect(persons[0]).toBe(persons[1])
    expect(persons[0]).not.toBe(persons[2])
  })

  it('chains rows that come at once: each after the one before, none missing, the head at the last', async () => {
    const { audit, chainId } = begin()
    await Promise.all(Array.from({ length: 300 }, () => audit.intent(intent)))
    await Promise.all(Array.from({ length: 300 }, () => audit.outcome([outcome, outcome])))
    const rows = await rowsOf(chainId)
    let prev: Buffer = Buffer.alloc(32)
    rows.forEach((row, index) => {
      expect(Number(row.seq)).toBe(index + 1)
      expect(row.prev_hash).toEqual(prev)
      expect(createHash('sha256').update(row.record).digest()).toEqual(row.hash)
      expect(JSON.parse(row.record)).toMatchObject({
        chain: chainId,
        seq: index + 1,
        prev: prev.toString('hex'),
        kind: row.kind,
      })
      prev = row.hash
    })
    expect(rows.length).toBe(900)
    expect(await headOf(chainId)).toEqual({ seq: 900, hash: prev.toString('hex') })
  })

  it('shares commits among rows that wait', async () => {
    const statements: string[] = []
    const { audit, chainId } = begin({ pool: counting(database.store.auditPool, statements) })
    await Promise.all(Array.from({ length: 200 }, () => audit.intent(intent)))
    expect((await rowsOf(chainId)).length).toBe(200)
    expect(statements.filter(name => name === 'audit-append').length).toBeLessThanOrEqual(3)
  })

  it('writes all outcomes of a request or none', async () => {
    const { audit, chainId } = begin()
    await audit.intent(intent)
    const inTheWay = `insert into hafan.audit_row select chain_id, 3, at, kind, prev_hash, hash, record from hafan.audit_row where chain_id = $1`
    await asOwner(database.url, client => client.query(inTheWay, [chainId]))
    await expect(audit.outcome([outcome, outcome])).rejects.toMatchObject({
      code: 'AUDIT_UNAVAILABLE',
      fault: 'DATABASE',
    })
    expect((await rowsOf(chainId)).map(row => Number(row.seq))).toEqual([1, 3])
    expect(await headOf(chainId)).toMatchObject({ seq: 1 })
  })

  it('never forks: rows of a second writer on the chain are refused or follow', async () => {
    const { audit, chainId } = begin()
    const second = createAudit({ pool: database.store.auditPool, chainId, keys: testKeys, clock: () => new Date() })
    const sent = Array.from({ length: 60 }, (_unused, index) => (index % 2 === 0 ? audit : second).intent(intent))
    const results = await Promise.allSettled(sent)
    const rows = await rowsOf(chainId)
    expect(rows.map(row => Number(row.seq))).toEqual(rows.map((_row, index) => index + 1))
    expect(rows.length).toBe(results.filter(result => result.status === 'fulfilled').length)
  })

  it('goes on in the same chain after the database refused for a while', async () => {
    const { audit, chainId } = begin()
    await audit.intent(intent)
    await asOwner(database.url, client => client.query('revoke insert on hafan.audit_row from hafan_app'))
    await expect(audit.intent(intent)).rejects.toBeInstanceOf(AuditUnavailable)
    await asOwner(database.url, client => client.query('grant insert on hafan.audit_row to hafan_app'))
    await audit.intent(intent)
    expect((await rowsOf(chainId)).map(row => Number(row.seq))).toEqual([1, 2])
  })

  it('rejects, and resolves nothing, while the database cannot commit in time', async () => {
    const { audit, chainId } = begin({ withinMs: 300 })
    await audit.intent(intent)
    await asOwner(database.url, async holder => {
      await holder.query('begin')
      await holder.query('lock table hafan.audit_row in exclusive mode')
      const results = await Promise.allSettled([audit.intent(intent), audit.refusal(refused), audit.outcome([outcome])])
      expect(results.map(result => result.status === 'rejected' && (result.reason as { fault: string }).fault)).toEqual(
        ['TIMEOUT', 'TIMEOUT', 'TIMEOUT'],
      )
      await holder.query('rollback')
    })
    await audit.intent(intent)
    const rows = await rowsOf(chainId)
    expect(rows.map(row => Number(row.seq))).toEqual(rows.map((_row, index) => index + 1))
    expect(rows.length).toBeGreaterThanOrEqual(2)
  })

  it('refuses a row too many at once', async () => {
    const { audit } = begin({ mostWaiting: 2 })
    const results = await Promise.allSettled([audit.refusal(refused), audit.refusal(refused), audit.refusal(refused)])
    expect(results.map(result => result.status)).toEqual(['fulfilled', 'fulfilled', 'rejected'])
    await audit.refusal(refused)
  })

  it('finishes what is under way when it stops, and refuses what comes later', async () => {
    const { audit, chainId } = begin()
    const last = audit.intent(intent)
    await audit.stop()
    await last
    await expect(audit.intent(intent)).rejects.toMatchObject({ fault: 'STOPPED' })
    expect((await rowsOf(chainId)).length).toBe(1)
  })
})

/** The pool, noting the name of every prepared statement sent through it. */
function counting(pool: pg.Pool, names: string[]): pg.Pool {
  return new Proxy(pool, {
    get(target, property) {
      if (property !== 'connect') return Reflect.get(target, property) as unknown
      return async () => {
        const client = await target.connect()
        return new Proxy(client, {
          get(inner, method) {
            const value: unknown = Reflect.get(inner, method)
            if (typeof value !== 'function') return value
            return (...args: unknown[]) => {
              const [query] = args
              if (typeof query === 'object' && query !== null && 'name' in query) names.push(String(query.name))
              return Reflect.apply(value, inner, args) as unknown
            }
          },
        })
      }
    },
  })
}
