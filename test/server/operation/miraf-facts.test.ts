import { describe, expect, it } from '@jest/globals'
import type { DraftFact } from '../../../src/hub/miraf/facts.js'
import { NOTHING } from '../../../src/policies/decide/index.js'
import { sealFact, takeFacts, type Taking } from '../../../src/server/acts/miraf-facts.js'
import type { Rights } from '../../../src/types/decision.js'
import { testKeys } from '../../support/database.js'

const whose = { childId: '6f0a1c52-0000-4000-8000-000000000001', person: 'https://idp\nhp-1' }
const fact: DraftFact = {
  ...{ place: 'HAZARDS', text: 'Violent', coordinate: 'PoliceMarker.marker', category: 'POLICE_MARKERS', strength: 2 },
  ...{ handling: null, locates: false, source: 'police', agency: 'POLICE', asOf: '2026-03-01T10:00:00.000Z' },
}
const given = { ...NOTHING.POLICE_MARKERS, level: 'FULL', strength: 3 } as const
const rights = { grants: { ...NOTHING, POLICE_MARKERS: given }, mayReceive: () => false } as unknown as Rights
const keys = testKeys
const taking: Taking = { ...whose, keys, latest: null, rights, mayPreFill: () => true }
const token = sealFact(keys, fact, whose)

describe('a fact of a draft', () => {
  it('is taken as the gateway gave it, once', () => {
    expect(takeFacts([token], taking)).toMatchObject({ ok: true, facts: [fact] })
    expect(takeFacts([token, token], taking)).toMatchObject({ code: 'SAID_TWICE' })
    expect(takeFacts([token, sealFact(keys, fact, whose)], taking)).toMatchObject({ facts: [{ text: 'Violent' }] })
  })

  it.each<[string, Partial<Taking>, string]>([
    ['by another person', { person: 'https://idp\nhp-2' }, token],
    ['into another child’s', { childId: '6f0a1c52-0000-4000-8000-000000000002' }, token],
    ['by somebody who may not read it now', { rights: { ...rights, grants: NOTHING } }, token],
    ['of a kind that is only referred to', { mayPreFill: () => false }, token],
    ['that was altered', {}, `${token.slice(0, -4)}AAAA`],
    ['of another audience', {}, sealFact(keys, { ...fact, handling: { code: 'ABOUT_CARER' } }, whose)],
  ])('is not taken %s', (_what, more, id) => {
    expect(takeFacts([id], { ...taking, ...more })).toMatchObject({ code: 'MIRAF_FACT_UNKNOWN', field: 'facts' })
  })

  it('stays by the id that the last version gives it', () => {
    const carried = { ...fact, id: '6f0a1c52-0000-4000-8000-000000000003' }
    expect(takeFacts([carried.id], { ...taking, latest: { facts: [carried] } })).toEqual({ ok: true, facts: [carried] })
    expect(takeFacts([carried.id], taking)).toMatchObject({ code: 'MIRAF_FACT_UNKNOWN' })
  })
})
