// A question as people put it: what is left out is the least, and what there is not is refused with what there is.
import { describe, expect, it } from '@jest/globals'
import { readClassification } from '../../../src/cli/protocol/coordinates.js'
import { explainAsked } from '../../../src/policies/explain/question.js'
import { gwent } from '../protocol/support.js'

const protocol = gwent()
const classification = readClassification()
type Asked = Parameters<typeof explainAsked>[2]
const ask = (changes: Partial<Asked>) =>
  explainAsked(protocol, classification, {
    role: 'SW',
    purpose: 'ASSESS_RISK',
    about: { category: 'IDENTITY' },
    relationships: [{ relationship: 'ALLOCATED' }],
    ...changes,
  })

describe('a question', () => {
  it('takes a relationship for decided unless it says otherwise', () => {
    expect(ask({}).outcome).toBe('GIVEN')
    expect(ask({ relationships: [{ relationship: 'ALLOCATED', decided: false }] }).outcome).toBe('UNDECIDED')
    expect(ask({ relationships: [] }).outcome).toBe('WITHHELD')
  })

  it('takes no glass for broken, no episode for open, and no application for a limit', () => {
    expect(ask({ relationships: [], breakGlass: true }).outcome).toBe('GIVEN')
    expect(ask({ purpose: 'LOCATE_CHILD' }).outcome).toBe('WITHHELD')
    expect(ask({ purpose: 'LOCATE_CHILD', episode: 'OPEN' }).outcome).toBe('GIVEN')
    expect(ask({ purpose: 'LOCATE_CHILD', episode: 'UNDECIDED' }).outcome).toBe('UNDECIDED')
    expect(ask({ ceiling: [] }).clause).toBe('1.APPLICATION')
    expect(ask({ ceiling: [{ category: 'IDENTITY', level: 'FULL' }] }).outcome).toBe('GIVEN')
  })

  it('narrows the area roles only where the last episode was long ago', () => {
    const officer = {
      role: 'PM',
      relationships: [{ relationship: 'IN_AREA' as const }],
      about: { category: 'CONTACT' as const },
    }
    expect(ask({ ...officer, episode: 'OPEN' }).outcome).toBe('GIVEN')
    expect(ask({ ...officer, episode: 'NOT_OPEN' }).outcome).toBe('GIVEN')
    expect(ask({ ...officer, episode: 'LONG_AGO' }).clause).toBe('3.NARROWING')
    expect(ask({ ...officer, episode: 'UNDECIDED' }).outcome).toBe('UNDECIDED')
  })

  it('may be about a coordinate', () => {
    expect(ask({ about: { coordinate: 'PoliceRecord.markers' } }).clause).toBe('3.POLICE_MARKERS.SW')
    expect(() => ask({ about: { coordinate: 'PoliceRecord.nothing' } })).toThrow('no such coordinate')
  })

  it('of a role there is not is told the roles there are', () => {
    expect(() => ask({ role: 'NEIGHBOUR' })).toThrow(/HP \(HUB_PRACTITIONER\), HM/)
    expect(() => ask({ role: 'NEIGHBOUR' })).toThrow(expect.objectContaining({ code: 'BAD_ARGUMENT' }))
  })
})
