// An application's ceiling against its user's right: every role, purpose, category and level; the lower of the two, always.
import { describe, expect, it } from '@jest/globals'
import { couldEver, decide } from '../../../src/policies/decide/index.js'
import { CHILD_CATEGORIES, PURPOSES } from '../../../src/policies/protocol/index.js'
import type { Level } from '../../../src/types/index.js'
import type { TableRole } from '../protocol/support.js'
import { OPENS, gwent, question } from '../protocol/support.js'

const protocol = gwent()
const LEVELS: readonly Level[] = ['NONE', 'EXISTS', 'SUMMARY', 'FULL']
const lower = (one: Level, other: Level): Level =>
  LEVELS[Math.min(LEVELS.indexOf(one), LEVELS.indexOf(other))] ?? 'NONE'
const sameForAll = (level: Level) => Object.fromEntries(CHILD_CATEGORIES.map(category => [category, level]))
const conditions = { secondedFrom: 'POLICE', vetting: 'police', clearance: ['protected'] } as const

const asked = (role: TableRole, episodeOpen: 'YES' | 'NO', purpose: (typeof PURPOSES)[number]) =>
  question({ role, conditions, purpose, episodeOpen, relationships: [{ relationship: OPENS[role], outcome: 'HOLDS' }] })

describe.each(Object.keys(OPENS) as TableRole[])('%s through an application', role => {
  it('is given the lower of both, in each category at each level', () => {
    const wrong: string[] = []
    let compared = 0
    for (const purpose of PURPOSES) {
      for (const episodeOpen of ['YES', 'NO'] as const) {
        const own = asked(role, episodeOpen, purpose)
        const alone = decide(protocol, own)
        for (const level of LEVELS) {
          const through = decide(protocol, { ...own, ceiling: sameForAll(level) })
          for (const category of CHILD_CATEGORIES) {
            const one = decide(protocol, { ...own, ceiling: { [category]: level } })
            for (const part of ['grants', 'hub'] as const) {
              const most = lower(alone[part][category].level, level)
              const beside = CHILD_CATEGORIES.filter(each => each !== category && one[part][each].level !== 'NONE')
              if (through[part][category].level !== most || one[part][category].level !== most || beside.length > 0)
                wrong.push(`${purpose} ${episodeOpen} ${level} ${category} ${part}`)
              compared += 1
            }
          }
        }
      }
    }
    expect(wrong).toEqual([])
    expect(compared).toBe(PURPOSES.length * 2 * LEVELS.length * CHILD_CATEGORIES.length * 2)
  })

  it('is never told that it is undecided what the application may not have', () => {
    const own = { ...asked(role, 'YES', 'ASSESS_RISK'), relationships: [{ relationship: OPENS[role], outcome: 'UNDECIDED' as const }] }
    const none = decide(protocol, { ...own, ceiling: {} })
    expect(CHILD_CATEGORIES.filter(category => none.hub[category].undecided || none.grants[category].undecided)).toEqual([])
  }) // prettier-ignore

  it('could never have more than the application', () => {
    for (const purpose of PURPOSES) {
      const alone = couldEver(protocol, role, conditions, purpose, 'ALL')
      for (const level of LEVELS) {
        const through = couldEver(protocol, role, conditions, purpose, sameForAll(level))
        const most = CHILD_CATEGORIES.map(category => lower(alone[category], level))
        expect(CHILD_CATEGORIES.map(category => through[category])).toEqual(most)
      }
    }
  })
})

it('an application that is kept from something is named by the clause, and its user is not', () => {
  const own = asked('SW', 'YES', 'ASSESS_RISK')
  const through = decide(protocol, { ...own, ceiling: { IDENTITY: 'FULL', CONTACT: 'SUMMARY' } })
  expect(through.grants.IDENTITY.clause).toBe(decide(protocol, own).grants.IDENTITY.clause)
  expect([through.grants.CONTACT, through.grants.FAMILY]).toMatchObject([
    { level: 'SUMMARY', clause: '1.APPLICATION' },
    { level: 'NONE', clause: '1.APPLICATION' },
  ])
})
