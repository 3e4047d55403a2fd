// What counts against a caller's budgets, and who is told of it: pure, from what is known before any agency is asked.
import { describe, expect, it } from '@jest/globals'
import type { Admission, KnownChild } from '../../src/policies/admission/admit.js'
import { allowanceOf, counts, flagged, isOwn } from '../../src/policies/admission/proportion.js'
import type { Person } from '../../src/types/caller.js'
import type { Relationship } from '../../src/types/index.js'
import { admit } from './admission/admit.js'
import { NOW, ago, dayAgo, hub, link, person, says, care } from './admission/support.js'
import { gwent } from './protocol/support.js'

const protocol = gwent()
const child = (rest: Partial<KnownChild> = {}): KnownChild => ({
  ...{ id: 'c1', links: [], hub: hub(), confirmed: [], episodeStates: [], breakGlass: null, provisional: false },
  ...rest,
})
const own = (rest: Partial<KnownChild>, who: Person = person()): boolean => isOwn(child(rest), who, protocol, NOW)

describe('an allowance', () => {
  it('is the role’s, by code or name, over a day and over a week', () => {
    const wanted = { at: NOW, since: new Date(ago(24)), slowSince: new Date(ago(7 * 24)), mostGuesses: 50 }
    expect(allowanceOf(protocol, 'SW', NOW)).toEqual({ ...wanted, mostShown: 100 })
    expect(allowanceOf(protocol, 'HUB_PRACTITIONER', NOW)).toEqual({ ...wanted, mostShown: 400 })
  })

  it('is of no child for a role the protocol does not know', () => {
    expect(allowanceOf(protocol, 'NEIGHBOUR', NOW).mostShown).toBe(0)
  })
})

describe('a child of the caller’s own', () => {
  const practitioner = person({ role: 'HUB_PRACTITIONER', agency: 'HUB', staffRef: 'HP-1' })
  const debriefer = person({ role: 'DEBRIEF_WORKER', agency: 'THIRD_SECTOR', staffRef: 'DW-1' })

  it('is one confirmed earlier, or opened by broken glass', () => {
    expect(own({ confirmed: [{ relationship: 'ALLOCATED', confirmedAt: ago(1) }] })).toBe(true)
    expect(own({ breakGlass: { id: 'g', until: ago(-1), notified: [] } })).toBe(true)
    expect(own({})).toBe(false)
    expect(isOwn(null, person(), protocol, NOW)).toBe(false)
  })

  it('is one of the hub’s cases or debriefs for the roles that these open, and no other', () => {
    expect(own({ hub: hub({ hubCase: true }) }, practitioner)).toBe(true)
    expect(own({}, practitioner)).toBe(false)
    expect(own({ hub: hub({ hubCase: true }) })).toBe(false)
    expect(own({ hub: hub({ debriefAssignees: ['DW-1'] }) }, debriefer)).toBe(true)
    expect(own({ hub: hub({ debriefAssignees: ['DW-2'] }) }, debriefer)).toBe(false)
    expect(own({ hub: hub({ debriefAssignees: ['SW-1'] }) })).toBe(false)
  })
})

describe('a child who is shown', () => {
  const shown = async (): Promise<Extract<Admission, { kind: 'SHOWN' }>> => {
    const involved = says(care, {
      'fact.involvements': [{ staffRef: 'SW-1', team: null, role: 'WORKER', from: dayAgo(9), until: null }],
    })
    const { admission } = await admit(
      { links: [link('social-care-torfaen')] },
      { 'social-care-torfaen': involved.reading },
    )
    if (admission?.kind !== 'SHOWN') throw new Error(`not shown: ${String(admission?.kind)}`)
    return admission
  }
  const through = async (relationship: Relationship, outcome: 'HOLDS' | 'UNDECIDED'): Promise<boolean> => {
    const admission = await shown()
    const rights = {
      ...admission.rights,
      relationships: [{ relationship, outcome, confirmedAt: ago(1), inGrace: false }],
    }
    return counts({ ...admission, rights }, protocol)
  }

  it('counts unless a relationship of the caseload holds for certain', async () => {
    expect(counts(await shown(), protocol)).toBe(false)
    expect(await through('TEAM', 'HOLDS')).toBe(false)
    expect(await through('TEAM', 'UNDECIDED')).toBe(true)
    expect(await through('IN_AREA', 'HOLDS')).toBe(true)
    expect(counts({ kind: 'NOT_SHOWN' }, protocol)).toBe(false)
    expect(counts({ kind: 'EXISTS' }, protocol)).toBe(false)
  })
})

describe('whoever oversees the agency', () => {
  const told = (refused: 'GUESSES' | 'SHOWN' | null, guessed: number, guessedSlowly: number) =>
    flagged({ refused, guessed, guessedSlowly }, protocol)

  it('is told of guesses from the number on that the protocol names, quick or slow', () => {
    expect(told(null, 19, 59)).toEqual([])
    expect(told(null, 20, 0)).toEqual(['GUESSING'])
    expect(told(null, 0, 60)).toEqual(['GUESSING'])
  })

  it('is told of a budget that is used up', () => {
    expect(told('GUESSES', 50, 50)).toEqual(['GUESSING', 'GUESSES_SPENT'])
    expect(told('SHOWN', 0, 0)).toEqual(['SHOWN_SPENT'])
  })
})
