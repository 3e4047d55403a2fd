import { describe, expect, it } from '@jest/globals'
import type { AgencySource, Part, Reading } from '../../../src/adapters/agency.js'
import type { CompiledProtocol } from '../../../src/policies/protocol/index.js'
import { createSharedFacts } from '../../../src/server/operation/shared-facts.js'
import type { Looked, SharedFacts } from '../../../src/server/operation/shared-facts.js'
import { source } from '../../children/support.js'

const EDITION = { id: 'test-1' } as CompiledProtocol
const VIEW = { id: '0b7c2f8a-54f0-4f57-8f0e-7a1d2f6f7b01', token: 'token-one' }
const LOOKED: Looked = {
  ...{ view: VIEW, purpose: 'ASSESS_RISK', protocol: EDITION },
  identifier: { kind: 'nhsNumber', nhsNumber: '9990000018' },
}
const PARTS: ReadonlySet<Part> = new Set(['fact.episodes', 'fact.area'])
const POLICE = source()
const NOTHING: Reading = { kind: 'nothing' }
const FAILED: Reading = { kind: 'failed', reason: 'SOURCE_ERROR' }
const READ: Reading = {
  ...{ kind: 'read', recordId: 'N-1', subject: null, asOf: null, stale: false, protectedRecord: false },
  ...{ parts: { 'fact.area': { homeAuthority: 'W06000020' } }, failedParts: {} },
}

interface Stage {
  readonly shared: SharedFacts
  pass(ms: number): void
  /** Asks of the police in a look; what was answered so far. */
  ask(looked?: Looked, answer?: Reading, record?: string, of?: AgencySource): Promise<Reading>
  asked(): number
}

function stage(most?: number): Stage {
  let now = 0
  let asked = 0
  const shared = createSharedFacts({ monotonic: () => now, ...(most === undefined ? {} : { most }) })
  return {
    shared,
    pass: ms => void (now += ms),
    asked: () => asked,
    ask: (looked = LOOKED, answer = NOTHING, record = 'N-1', of = POLICE) =>
      shared.look(looked).ask(of, record, PARTS, () => {
        asked += 1
        return Promise.resolve(answer)
      }),
  }
}

describe('facts in one view', () => {
  it('are asked once, whether those who need them come at once or one after another', async () => {
    const { ask, asked } = stage()
    await Promise.all(Array.from({ length: 7 }, () => ask()))
    await ask()
    expect(asked()).toBe(1)
  })

  it('are asked again for another record, source or set of facts', async () => {
    const { shared, ask, asked } = stage()
    await ask()
    await ask(LOOKED, NOTHING, 'N-2')
    await ask(LOOKED, NOTHING, 'N-1', source({ id: 'police-dyfed' }))
    expect(asked()).toBe(3)
    let others = 0
    const fewer = (): Promise<Reading> => Promise.resolve(NOTHING).finally(() => (others += 1))
    await shared.look(LOOKED).ask(POLICE, 'N-1', new Set<Part>(['fact.area']), fewer)
    expect(others).toBe(1)
  })

  it('last 30 seconds from when the look began, however often it is used', async () => {
    const { ask, asked, pass } = stage()
    await ask()
    pass(15_000)
    await ask()
    pass(14_999)
    await ask()
    expect(asked()).toBe(1)
    pass(1)
    await ask()
    expect(asked()).toBe(2)
  })

  it('are shared by nobody whose operation goes on beyond its look', async () => {
    const { shared, ask, asked, pass } = stage()
    await ask()
    const look = shared.look(LOOKED)
    pass(30_000)
    let late = 0
    await look.ask(POLICE, 'N-1', PARTS, () => Promise.resolve(NOTHING).finally(() => (late += 1)))
    expect([asked(), late, look.recalls]).toEqual([1, 1, false])
  })

  it('cannot be changed under those who share them', async () => {
    const { ask } = stage()
    const reading = await ask(LOOKED, READ)
    expect(reading.kind === 'read' && Object.isFrozen(reading.parts['fact.area'])).toBe(true)
  })
})

const others: readonly (readonly [string, Partial<Looked>])[] = [
  ['view', { view: { ...VIEW, id: '0b7c2f8a-54f0-4f57-8f0e-7a1d2f6f7b02' } }],
  ['token', { view: { ...VIEW, token: 'token-two' } }],
  ['purpose', { purpose: 'CARE_PLANNING' }],
  ['edition', { protocol: { id: 'test-1' } as CompiledProtocol }],
  ['child', { identifier: { kind: 'nhsNumber', nhsNumber: '9990000026' } }],
  ['kind of identifier', { identifier: { kind: 'id', id: '9990000018' } }],
  ['source of an identifier', { identifier: { kind: 'local', source: 'nhsNumber', value: '9990000018' } }],
]

describe('facts are not shared', () => {
  it.each(others)('with another %s', async (_, other) => {
    const { ask, asked } = stage()
    await ask()
    await ask({ ...LOOKED, ...other })
    expect(asked()).toBe(2)
  })

  it('with the edition before, once there is a new one', async () => {
    const { ask, asked, shared } = stage()
    const next = { ...LOOKED, protocol: { id: 'test-2' } as CompiledProtocol }
    for (const looked of [LOOKED, next, LOOKED]) await ask(looked)
    expect([asked(), shared.size()]).toEqual([3, 1])
  })

  it.each([
    ['failed', FAILED],
    ['answered in part', { ...READ, failedParts: { 'fact.episodes': 'TIMED_OUT' as const } }],
  ])('once a source %s: those who waited have it, the next asks again', async (_, answer) => {
    const { ask, asked } = stage()
    expect(await Promise.all([ask(LOOKED, answer), ask(LOOKED, answer)])).toEqual([answer, answer])
    expect(asked()).toBe(1)
    await ask()
    expect(asked()).toBe(2)
  })
})

describe('what is kept of looks', () => {
  it('is never more than so many, and the oldest goes first', async () => {
    const { ask, asked, shared } = stage(3)
    const looked = (nth: number): Looked => ({ ...LOOKED, view: { ...VIEW, token: `token-${nth}` } })
    for (const nth of [1, 2, 3, 4]) await ask(looked(nth))
    expect([shared.size(), asked()]).toEqual([3, 4])
    await ask(looked(4))
    expect(asked()).toBe(4)
    await ask(looked(1))
    expect(asked()).toBe(5)
  })

  it('ends with its time, whoever comes next', async () => {
    const { ask, pass, shared } = stage()
    await ask()
    pass(30_000)
    await ask({ ...LOOKED, purpose: 'CARE_PLANNING' })
    expect(shared.size()).toBe(1)
  })

  it('has one nobody a source, so that a question about nobody is shared like any other', () => {
    const { shared } = stage()
    const nobody = shared.look(LOOKED).nobodyAt(POLICE)
    expect(shared.look(LOOKED).nobodyAt(POLICE)).toBe(nobody)
    const another: Looked = { ...LOOKED, identifier: { kind: 'id', id: 'x' } }
    const ids = Array.from({ length: 5 }, () =>
      createSharedFacts({ monotonic: () => 0 })
        .look(another)
        .nobodyAt(POLICE),
    )
    expect(new Set(ids).size).toBeGreaterThan(1)
  })

  it('says whether anything came from another operation, which learnt it then', async () => {
    const { shared } = stage()
    const [first, second] = [shared.look(LOOKED), shared.look(LOOKED)]
    for (const look of [first, second]) await look.ask(POLICE, 'N-1', PARTS, () => Promise.resolve(NOTHING))
    expect([first.recalls, second.recalls]).toEqual([false, true])
  })
})
