// Whom the gateway calls for whom: by hand, role by role, and never more.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startRegion } from '../../../simulators/start.js'
import type { RunningRegion } from '../../../simulators/start.js'
import { gatewayBefore } from '../../support/gateway.js'
import type { GatewayBefore } from '../../support/gateway.js'
import type { Purpose } from '../../../src/types/index.js'
import { callsOf, neverCalled, unwantedCalls } from './calls.js'
import { COLUMNS, columnOf } from './columns.js'
import { RICH_NHS_NUMBER, richRegion } from './rich-child.js'
import { CHUNKS, queryOf } from './selection.js'

const POLICE = ['police-gwent']
const OWN_CARE = ['social-care-torfaen']
const CARE = ['social-care-newport', 'social-care-torfaen']
const SCHOOLS = ['education-newport']
const HEALTH = ['health-abuhb']
const HOLDERS = {
  police: POLICE,
  socialCare: CARE,
  education: SCHOOLS,
  health: ['health-abuhb', 'health-wds'],
  thirdSector: ['third-sector-debrief'],
} as const
type Section = keyof typeof HOLDERS
const SECTIONS = Object.keys(HOLDERS) as Section[]

/** Whom each role's relationship, and the circumstance where it matters, is asked of. Nobody else hears of a mere question. */
const FACTS: Readonly<Record<string, readonly string[]>> = {
  'HP-P': [], 'HP-E': [], HM: [], 'HM-Q': [], DW: [], AN: [], AU: [],
  SW: OWN_CARE, TM: OWN_CARE, IR: OWN_CARE, CC: OWN_CARE,
  ED: [...POLICE, ...CARE], PM: [...POLICE, ...CARE], PO: [...POLICE, ...CARE], EW: [...POLICE, ...CARE],
  SL: SCHOOLS, SN: HEALTH, EC: HEALTH, RM: CARE,
} // prettier-ignore

/** Sections of which a role is given nothing at all, so that their agency is not called for them. */
const CLOSED: Readonly<Record<string, readonly Section[]>> = {
  'HP-E': ['police'],
  'HM-Q': SECTIONS,
  PO: ['thirdSector'],
  SL: ['police'],
  EW: ['police'],
  EC: ['thirdSector'],
  AN: SECTIONS,
  AU: SECTIONS,
}

let region: RunningRegion
let gateway: GatewayBefore

beforeAll(async () => {
  region = await startRegion({ region: richRegion('OPEN', new Date().toISOString()) })
  gateway = await gatewayBefore({ ...region, now: () => region.clock.now() })
}, 90_000)
afterAll(() => gateway.close())

async function ask(code: string, query: string, purpose: Purpose = columnOf(code).purpose.OPEN): Promise<void> {
  for (const system of region.systems.values()) system.resetCalls()
  await gateway.ask(columnOf(code).persona, query, { by: { nhsNumber: RICH_NHS_NUMBER }, purpose })
}
const called = (): string[] => [...new Set(callsOf(region).map(({ source }) => source))].sort()
const chunksOf = (section: string): string[] => CHUNKS.filter(({ name }) => name.startsWith(`${section} `)).map(queryOf)
const WHO = `query ($by: ChildIdentifier!, $purpose: Purpose!) {
  child(by: $by, purpose: $purpose) { __typename ... on Child { id relationships { relationship } } } }`

describe.each(COLUMNS)('$code', ({ code }) => {
  it('has its relationship asked of those alone who know of it', async () => {
    await ask(code, WHO)
    expect(called()).toEqual([...(FACTS[code] ?? ['no such row'])].sort())
  })

  it.each(SECTIONS)(
    'has nobody but its agency called for %s, and not even that where it is given nothing',
    async section => {
      const given = CLOSED[code]?.includes(section) === true ? [] : HOLDERS[section]
      const allowed = new Set([...(FACTS[code] ?? []), ...given])
      const all = new Set<string>()
      for (const query of chunksOf(section)) {
        await ask(code, query)
        for (const source of called()) all.add(source)
      }
      expect([...all].filter(source => !allowed.has(source))).toEqual([])
      expect(given.length === 0 || given.some(source => all.has(source))).toBe(true)
    },
  )
})

describe('a purpose', () => {
  it.each([
    ['SW', 'CARE_PLANNING', ['police.intelligence']],
    ['TM', 'CARE_PLANNING', ['police.intelligence']],
    ['SW', 'SCHOOL_SUPPORT', ['police.intelligence']],
    ['HP-P', 'LOCATE_CHILD', ['socialCare.assessments', 'socialCare.chronology', 'education.behaviour', 'education.exclusions', 'thirdSector.mediation', 'thirdSector.referrals', 'socialCare.referrals']],
    ['SL', 'LOCATE_CHILD', ['education.behaviour', 'education.exclusions']],
  ] as const)('of %s, %s, keeps its caps from being asked for', async (code, purpose, parts) => {
    const calls = []
    for (const chunk of CHUNKS) {
      await ask(code, queryOf(chunk), purpose)
      calls.push(...callsOf(region))
    }
    expect(calls.length).toBeGreaterThan(20)
    expect(unwantedCalls(calls, new Set(parts), columnOf(code))).toEqual([])
  }) // prettier-ignore

  it('that gives everything has every endpoint called that these tests watch', async () => {
    const calls = []
    for (const code of ['HM', 'SN', 'SW'])
      for (const chunk of CHUNKS) {
        await ask(code, queryOf(chunk))
        calls.push(...callsOf(region))
      }
    expect(neverCalled(calls)).toEqual([])
  })
})

describe('a child whose links are of many kinds', () => {
  it('has only those sources called that the selection needs', async () => {
    await ask('HM', `query ($by: ChildIdentifier!, $purpose: Purpose!) { child(by: $by, purpose: $purpose) {
      ... on Child { education { record { attendance { presentPercent } } } } } }`)
    expect(called()).toEqual(SCHOOLS)
    expect(callsOf(region).map(({ path }) => path.split('/').at(-1))).toEqual(
      expect.arrayContaining(['attendance-summaries']),
    )
  }) // prettier-ignore
})
