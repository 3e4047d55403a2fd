import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { setTimeout as wait } from 'node:timers/promises'
import { AuditUnavailable } from '../../../src/audit/index.js'
import type { Audit } from '../../../src/audit/index.js'
import { asOwner } from '../../support/database.js'
import { openKit } from '../bad-input/kit.js'
import type { Kit, Reply } from '../bad-input/kit.js'
import { WHOLE_PICTURE } from '../faults/whole-picture.js'

type Step = 'intent' | 'outcome' | 'refusal'

/** What is done before a row is written; a throw is what writing it comes to. */
let before: Partial<Record<Step, () => void | Promise<void>>> = {}
const interposed =
  (audit: Audit): Audit => ({
    intent: async row => {
      await before.intent?.()
      return audit.intent(row)
    },
    outcome: async rows => {
      await before.outcome?.()
      return audit.outcome(rows)
    },
    refusal: async row => {
      await before.refusal?.()
      return audit.refusal(row)
    },
    stop: () => audit.stop(),
  }) // prettier-ignore

let kit: Kit
beforeAll(async () => {
  kit = await openKit({ audit: interposed })
  for (const persona of ['social-worker', 'hub-police']) await kit.token(persona)
}, 60_000)
afterAll(() => kit.close())
afterEach(() => {
  before = {}
})

const unavailable = (): never => {
  throw new AuditUnavailable('DATABASE')
}
const picture = (): Promise<Reply> =>
  kit.ask('social-worker', {
    query: WHOLE_PICTURE,
    variables: { by: { nhsNumber: '9990000018' }, purpose: 'CARE_PLANNING' },
  })
const calls = (): number =>
  [...kit.gateway.region.systems.values()].reduce((sum, system) => sum + system.calls().length, 0)

function expectNothingShown(reply: Reply): void {
  expect([reply.status, reply.code, reply.data]).toEqual([503, 'AUDIT_UNAVAILABLE', undefined])
  expect(reply.text).not.toMatch(/Ffion|Prys|9990000018|FOUND|socialCare/)
  expect(reply.headers).toContain('"cache-control","no-store"')
}

describe('the intent', () => {
  it('is durable before any agency is called, for relationships as for anything else', async () => {
    const seen: number[] = []
    before.intent = async () => {
      await wait(150)
      seen.push(calls())
    }
    const reply = await picture()
    expect([reply.status, seen]).toEqual([200, [0]])
    expect(reply.calls).toBeGreaterThan(5)
  })

  it('that cannot be written stops everything: nothing shown, nobody called', async () => {
    before.intent = unavailable
    const reply = await picture()
    expectNothingShown(reply)
    expect(reply.calls).toBe(0)
    expect(reply.rows.filter(({ kind }) => kind !== 'REFUSAL')).toEqual([])
  })

  it('that fails in a way nobody thought of stops everything as well', async () => {
    before.intent = () => {
      throw new TypeError('a bug that knows of Ffion')
    }
    const reply = await picture()
    expectNothingShown(reply)
    expect(reply.calls).toBe(0)
  })
})

describe('the outcome', () => {
  it('is written after the agencies have answered, and before the answer leaves', async () => {
    let answered = 0
    let wroteAt = Number.POSITIVE_INFINITY
    before.outcome = async () => {
      answered = calls()
      await wait(200)
      wroteAt = performance.now()
    }
    const reply = await picture()
    expect(answered).toBe(reply.calls)
    expect(performance.now()).toBeGreaterThan(wroteAt)
  })

  it.each([
    ['cannot be written', unavailable],
    ['fails in a way nobody thought of', () => Promise.reject(new TypeError('a bug that knows of Ffion'))],
  ])('that %s leaves nothing to be shown', async (_, fails) => {
    before.outcome = fails
    const reply = await picture()
    expectNothingShown(reply)
    expect(reply.rows.map(({ kind }) => kind)).toEqual(['INTENT'])
  })

  it('that cannot be written leaves nothing of an operation without a child either', async () => {
    before.outcome = unavailable
    expectNothingShown(await kit.ask('hub-police', { query: '{ viewer { role } }' }))
  })
})

describe('a refusal', () => {
  it.each<[string, string | null, unknown]>([
    ['at the door', null, { query: '{ viewer { role } }' }],
    ['of a body', 'hub-police', []],
    ['of a document', 'hub-police', { query: '{ viewer { canary } }' }],
    [
      'of an identifier',
      'hub-police',
      { query: '{ child(by: {upn: "canary"}, purpose: ASSESS_RISK) { __typename } }' },
    ],
  ])('%s that cannot be recorded is answered with 503', async (_, persona, body) => {
    before.refusal = unavailable
    const reply = await kit.ask(persona, body)
    expectNothingShown(reply)
    expect(reply.rows).toEqual([])
  })
})

describe('a database that goes away', () => {
  const as = (statement: string): Promise<unknown> =>
    asOwner(kit.gateway.database.url, client => client.query(statement))

  it('after the intent: the outcome cannot be written, so nothing is delivered; and it goes on when it is back', async () => {
    before.outcome = async () => {
      await as('revoke insert on hafan.audit_row from hafan_app')
    }
    const reply = await picture()
    before = {}
    await as('grant insert on hafan.audit_row to hafan_app')
    expectNothingShown(reply)
    expect(reply.rows.map(({ kind }) => kind)).toEqual(['INTENT'])
    expect((await picture()).status).toBe(200)
  })

  it('with every session it had, at any moment: an answer is recorded or not given', async () => {
    const end = `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`
    for (const step of ['intent', 'outcome', 'intent', 'outcome'] as const) {
      before[step] = async () => {
        await as(end)
      }
      const reply = await picture()
      before = {}
      const recorded = reply.rows.map(({ kind }) => kind)
      if (reply.status === 200 && reply.data !== null) expect(recorded).toEqual(['INTENT', 'OUTCOME'])
      else expect(reply.text).not.toMatch(/Ffion|Prys/)
    }
    await wait(100)
    expect((await picture()).status).toBe(200)
  })
})
