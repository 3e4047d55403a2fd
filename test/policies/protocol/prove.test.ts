// The prover, given an engine that goes wrong in one way: what it notices, and how it tells it.
import { describe, expect, it } from '@jest/globals'
import type { PurposeRule, Standing } from '../../../src/policies/protocol/compile.js'
import { prove } from '../../../src/policies/protocol/index.js'
import { levels, openedBy } from '../../../src/policies/protocol/levels.js'
import type { Facts } from '../../../src/policies/protocol/levels.js'
import { indexOf } from '../../../src/policies/protocol/words.js'
import { gwent, unproved, withCell } from './support.js'

describe('the prover', () => {
  const protocol = gwent()

  it('covers millions of points and finds nothing in the first edition', () => {
    const { points, violations } = prove(protocol)
    expect(violations).toEqual([])
    expect(points).toBeGreaterThan(5_000_000)
  })

  it('notices an engine that lets an undecided relationship in', () => {
    const { violations } = prove(protocol, {
      levels,
      openedBy: (role, relationships) => (relationships.length > 0 ? 'YES' : openedBy(role, relationships)),
    })
    expect(violations.join('\n')).toContain('N7')
    expect(violations.join('\n')).toContain('HUB_PRACTITIONER (HP) is let in by HUB_CASE undecided')
  })

  it('notices an engine that reads an undecided episode as open', () => {
    const { violations } = prove(protocol, {
      levels: (standing, rule, facts, _view, out) => levels(standing, rule, facts, 'POSSIBLE', out),
      openedBy,
    })
    expect(violations.join('\n')).toContain('though what would give it is undecided')
  })

  it('notices an engine whose break-glass forgets its exceptions', () => {
    const { violations } = prove(protocol, {
      levels: (standing, rule, facts, view, out) =>
        levels(standing, rule, facts.breakGlass ? { ...facts, opened: 'YES' } : facts, view, out),
      openedBy,
    })
    expect(violations.map(sentence => sentence.slice(0, 2))).toEqual(['N6'])
  })

  it('notices an engine that forgets secondments', () => {
    const { violations } = prove(protocol, {
      levels: (standing, rule, facts, view, out) =>
        levels({ ...standing, caps: standing.caps.map(() => 3) }, rule, facts, view, out),
      openedBy,
    })
    expect(violations.map(sentence => sentence.slice(0, 2)).sort()).toEqual(['N1', 'N4'])
  })

  it('notices what only break-glass gives away', () => {
    const { violations } = prove(protocol, {
      levels: (standing, rule, facts, view, out) => {
        levels(standing, rule, facts, view, out)
        if (facts.breakGlass && standing.role.code === 'SL') out[indexOf('MIRAF')] = 1
        return out
      },
      openedBy,
    })
    expect(violations).toEqual([expect.stringContaining('break-glass in force; purpose LOCATE_CHILD) gets EXISTS on MIRAF; the clause allows NONE')])
  }) // prettier-ignore

  it('tells the whole point at which a clause is broken', () => {
    const said = (code: string, where: (standing: Standing, facts: Facts, rule: PurposeRule) => boolean): readonly string[] =>
      prove(protocol, {
        levels: (standing, rule, facts, view, out) => {
          levels(standing, rule, facts, view, out)
          if (standing.role.code === code && where(standing, facts, rule)) out[indexOf('HEALTH_SENSITIVE')] = 3
          return out
        },
        openedBy,
      }).violations.map(sentence => sentence.replace(/^(N\d+) \(.*?\) is broken: /, '$1 '))
    const end = 'gets FULL on HEALTH_SENSITIVE; the clause allows SUMMARY'
    const undecided = 'gets FULL on HEALTH_SENSITIVE; though what would give it is undecided'
    const school = 'SCHOOL_LEAD (SL; ENROLLED undecided; episode open NO, recent UNDECIDED; no break-glass; purpose LOCATE_CHILD)'
    const found = said('SL', (_, { opened, episodeOpen, recentEpisode, breakGlass }) => opened === 'UNDECIDED' && episodeOpen === 'NO' && recentEpisode === 'UNDECIDED' && !breakGlass)
    expect(found).toEqual(expect.arrayContaining([`N3 ${school} ${end}`, `N7 ${school} ${undecided}`]))
    const cleared = 'HUB_MANAGER (HM; no relationship; police vetting; episode open YES, recent YES; no break-glass; purpose STATISTICS)'
    expect(said('HM', ({ caps }, _, { purpose }) => purpose === 'STATISTICS' && caps[indexOf('POLICE_INTELLIGENCE')] === 3)).toContain(`N3 ${cleared} ${end}`)
    const both = 'POLICE_COORDINATOR (PM; no relationship; seconded from EDUCATION; clearance protected; episode open YES, recent YES; no break-glass; purpose LOCATE_CHILD)'
    expect(said('PM', ({ caps, plain }) => caps[indexOf('MISSING_DETAIL')] === 0 && plain[indexOf('PROTECTED')] === 1)).toContain(`N3 ${both} ${end}`)
  }) // prettier-ignore

  it('gives nothing at all to an engine that gives nothing at all', () => {
    expect(
      prove(unproved(withCell('IDENTITY', 'AU', 'E')), { levels: (...args) => args[4].fill(0), openedBy }).violations,
    ).toEqual([])
  })
})
