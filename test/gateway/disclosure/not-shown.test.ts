// Without a relationship: some are told that the child is known, the others get an answer that is the same for a child nobody
// knows, one who is not theirs, and one who is concealed: in bytes, in calls, and never before its time.
import { performance } from 'node:perf_hooks'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Answer } from '../../support/gateway.js'
import { COLUMNS, columnOf } from '../matrix/columns.js'
import type { Column } from '../matrix/columns.js'
import { CHUNKS, queryOf } from '../matrix/selection.js'
import { plainRegion, startWorld } from './worlds.js'
import type { World } from './worlds.js'

const FLOOR_MS = 150
/** A timer may fire within the millisecond before its time. */
const EARLY_MS = 2

/** A valid number that nobody in the region has. */
const UNKNOWN = '9999999999'
/** Known to a school and a surgery, and to nobody who signs in here. */
const UNRELATED = '9990000034'
/** Every record of each is protected: one in Caerphilly, one in Newport. */
const CONCEALED = ['9990000077', '9990000174']

/** Roles that are told that a child is known. */
const TOLD = ['SW', 'TM', 'ED', 'PM', 'SN', 'EC']
const REASON = { NOT_SHOWN: '"reason":"NOT_SHOWN"', COULD_NOT_CHECK: '"reason":"COULD_NOT_CHECK"' } as const
const REFUSALS = `query ($by: ChildIdentifier!, $purpose: Purpose!) { child(by: $by, purpose: $purpose) { __typename
  ... on ChildNotShown { reason whomToRing { name phone hours { en cy } } }
  ... on ChildExists { whomToRing { name phone hours { en cy } } }
  ... on Child { id completeness sources { status } police { status } timeline { complete } } } }`

let world: World
beforeAll(async () => {
  world = await startWorld(plainRegion(), { notShownMs: FLOOR_MS })
}, 90_000)
afterAll(() => world.gateway.close())

const ask = (column: Column, nhsNumber: string, query = REFUSALS): Promise<Answer> =>
  world.gateway.ask(column.persona, query, { by: { nhsNumber }, purpose: column.purpose.CLOSED })
/** The answer, and how often each system was called for it. */
async function costOf(column: Column, nhsNumber: string) {
  world.resetCalls()
  const started = performance.now()
  const { text } = await ask(column, nhsNumber)
  return { text, ms: performance.now() - started, calls: world.calls() }
}
/** Concealed children whom the column is not shown, being neither manager, coordinator nor allocated. */
const hiddenFrom = ({ role }: Column): readonly string[] =>
  role === 'HUB_MANAGER' ? [] : role === 'POLICE_COORDINATOR' ? CONCEALED.slice(0, 1) : CONCEALED

const WITH_RELATIONSHIPS = COLUMNS.filter(({ code }) => code !== 'AU')

describe.each(WITH_RELATIONSHIPS)('$code, without a relationship', column => {
  it(TOLD.includes(column.code) ? 'is told that the child is known, and whom to ring' : 'is told nothing', async () => {
    const { text } = await ask(column, UNRELATED)
    const kind = TOLD.includes(column.code) ? '"ChildExists"' : '"ChildNotShown"'
    expect(text).toContain(`{"data":{"child":{"__typename":${kind}`)
    expect(text).toContain('"phone":"01632 960100"')
  })

  it('has the same answer, to the byte and to the call, and no sooner, for every child who looks unknown', async () => {
    const unknown = await costOf(column, UNKNOWN)
    expect(unknown.text).toContain(REASON.NOT_SHOWN)
    const others = [...(TOLD.includes(column.code) ? [] : [UNRELATED]), ...hiddenFrom(column)]
    for (const nhsNumber of others) {
      const other = await costOf(column, nhsNumber)
      expect({ text: other.text, calls: other.calls }).toEqual({ text: unknown.text, calls: unknown.calls })
      expect(other.ms).toBeGreaterThanOrEqual(FLOOR_MS - EARLY_MS)
    }
    expect(unknown.ms).toBeGreaterThanOrEqual(FLOOR_MS - EARLY_MS)
  })

  it('is given nothing below the child, whatever is asked for', async () => {
    const found = await Promise.all(CHUNKS.map(chunk => ask(column, UNRELATED, queryOf(chunk))))
    const kind = TOLD.includes(column.code) ? 'ChildExists' : 'ChildNotShown'
    expect(new Set(found.map(({ text }) => text))).toEqual(new Set([`{"data":{"child":{"__typename":"${kind}"}}}\n`]))
  })
})

describe('an auditor', () => {
  it('needs no relationship, is shown a child with everything withheld, and no concealed one', async () => {
    const auditor = columnOf('AU')
    expect((await ask(auditor, UNRELATED)).text).toContain('"completeness":"COMPLETE_FOR_YOU"')
    const texts = await Promise.all([UNKNOWN, ...CONCEALED].map(async number => (await ask(auditor, number)).text))
    expect(new Set(texts).size).toBe(1)
    expect(texts[0]).toContain(REASON.NOT_SHOWN)
  })
})

describe('where what decides is down', () => {
  /** Known to the source that is down, and not the caller's. */
  const ADOPTED_IN_TORFAEN = '9990000085'
  const IN_MONMOUTHSHIRE = '9990000131'
  it.each([
    ['IR', 'social-care-torfaen', ADOPTED_IN_TORFAEN],
    ['CC', 'social-care-torfaen', ADOPTED_IN_TORFAEN],
    ['PO', 'police-gwent', IN_MONMOUTHSHIRE],
    ['EW', 'police-gwent', IN_MONMOUTHSHIRE],
    ['SL', 'education-newport', '9990000050'],
    ['RM', 'social-care-monmouthshire', IN_MONMOUTHSHIRE],
  ])('%s cannot tell an unknown child from an unrelated or a concealed one: %s', async (code, source, recordedThere) => {
    const column = columnOf(code)
    world.region.system(source).setFault({ kind: 'status', status: 503 })
    const texts = []
    for (const number of [UNKNOWN, UNRELATED, recordedThere, ...CONCEALED]) texts.push((await ask(column, number)).text)
    world.region.system(source).setFault(null)
    expect(new Set(texts).size).toBe(1)
    expect(texts[0]).toContain(REASON.COULD_NOT_CHECK)
  }) // prettier-ignore

  it('a role that is told of children learns no more of a concealed one than of an unknown one', async () => {
    world.region.system('social-care-newport').setFault({ kind: 'status', status: 503 })
    const texts = []
    for (const number of [UNKNOWN, ...CONCEALED]) texts.push((await ask(columnOf('ED'), number)).text)
    world.region.system('social-care-newport').setFault(null)
    expect(new Set(texts).size).toBe(1)
    expect(texts[0]).toContain(REASON.COULD_NOT_CHECK)
  })

  it('a relationship that rests on the hub alone is certain, whoever is down', async () => {
    world.region.system('police-gwent').setFault({ kind: 'status', status: 503 })
    const texts = []
    for (const number of [UNKNOWN, UNRELATED, CONCEALED[0] ?? ''])
      texts.push((await ask(columnOf('HP-P'), number)).text)
    world.region.system('police-gwent').setFault(null)
    expect(new Set(texts).size).toBe(1)
    expect(texts[0]).toContain(REASON.NOT_SHOWN)
  })
})

describe('many children in one operation', () => {
  it('are refused alike, one by one', async () => {
    const query = `query ($by: [ChildIdentifier!]!, $purpose: Purpose!) { children(by: $by, purpose: $purpose) {
      __typename ... on ChildNotShown { reason whomToRing { name } } } }`
    const by = [UNKNOWN, UNRELATED, ...CONCEALED].map(nhsNumber => ({ nhsNumber }))
    const { data } = await world.gateway.ask('school-lead', query, { by, purpose: 'SCHOOL_SUPPORT' })
    const { children } = data as { children: object[] }
    expect(children).toHaveLength(by.length)
    expect(new Set(children.map(child => JSON.stringify(child))).size).toBe(1)
  })
})
