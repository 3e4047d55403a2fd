import { describe, expect, it } from '@jest/globals'
import { createEclipse } from '../../../src/adapters/social-care/eclipse/source.js'
import { FFION, GSS, LOCKED, plainRow, region } from '../../simulators/social-care/region.js'
import { ask, asRead, CALL, configOf, fixed, TODAY } from './direct.js'
import { PARTS, start, bodyOf } from './eclipse-start.js'

describe('what the Eclipse adapter does with refusals and holes', () => {
  it('says that a locked record is locked, and opens it to a worker on its list', async () => {
    const { source } = start()
    expect(await source.lookup(ask(LOCKED.laChildId, 'identity', 'professionals'), CALL)).toEqual({ kind: 'locked' })
    const onList = { ...CALL, actor: { ...CALL.actor, staffRef: 'SW-1' } }
    expect((await source.lookup(ask(LOCKED.laChildId, 'identity'), onList)).kind).toBe('read')
  })

  it('takes a person who comes back marked as locked for locked', async () => {
    const wire = await bodyOf(FFION.laChildId)
    const person = { ...wire, securedContext: { subjectAccessAllowed: false, subjectRestrictedViaLock: true } }
    const marked = createEclipse(configOf('eclipse'), fixed({ data: { person } }), () => TODAY)
    expect(await marked.lookup(ask(FFION.laChildId), CALL)).toEqual({ kind: 'locked' })
  })

  it('says nothing of a child the system does not have', async () => {
    const { source } = start()
    expect(await source.lookup(ask('no-such-child', ...PARTS), CALL)).toEqual({ kind: 'nothing' })
  })

  it.each([
    ['Person.placements', ['fact.placement', 'socialCare.placements']],
    ['Person.addresses', ['contact', 'fact.area', 'socialCare.placements']],
    ['Address.doNotDisclose', ['contact', 'socialCare.placements']],
    ['Person.alertAssignments', ['episodes', 'socialCare.alerts']],
    ['Person.keyPersonRelationships', ['family']],
    ['Query.personProfessionalRelationships', ['fact.involvements', 'professionals']],
    ['ChronologyEntry.missing', ['episodes', 'fact.episodes', 'socialCare.chronology']],
    ['MissingDetails.returnInterviewOffered', ['episodes', 'fact.episodes']],
  ])('fails only the parts that a hole at %s lies in', async (coordinate, failed) => {
    const { source } = start({ failing: new Set([coordinate]) })
    const read = asRead(await source.lookup(ask(FFION.laChildId, ...PARTS), CALL))
    expect(Object.keys(read.failedParts).sort()).toEqual(failed)
    expect(new Set(Object.values(read.failedParts))).toEqual(new Set(['SOURCE_ERROR']))
    for (const part of failed) expect(read.parts).not.toHaveProperty([part])
    expect(Object.keys(read.parts)).toHaveLength(PARTS.length - failed.length)
  })

  it.each(['Person.warningAssignments', 'Person.surname', 'SecuredContext.subjectRestrictedViaLock'])(
    'fails whole where what decides about the record itself is missing: %s',
    async coordinate => {
      const { source } = start({ failing: new Set([coordinate]) })
      expect(await source.lookup(ask(FFION.laChildId, 'socialCare.alerts'), CALL)).toEqual({
        kind: 'failed',
        reason: 'SOURCE_ERROR',
      })
    },
  )

  it('says that a part it does not hold is not offered', async () => {
    const { source } = start()
    const read = asRead(await source.lookup(ask(FFION.laChildId, 'health.alerts'), CALL))
    expect(read.failedParts).toEqual({ 'health.alerts': 'NOT_OFFERED' })
  })

  it('takes errors that name no path for a failure of the whole', async () => {
    const body = { data: { person: null }, errors: [{ message: 'Something broke' }] }
    const source = createEclipse(configOf('eclipse'), fixed(body), () => TODAY)
    expect(await source.lookup(ask('1', 'identity'), CALL)).toEqual({ kind: 'failed', reason: 'SOURCE_ERROR' })
  })

  it.each([[{}], [null], [{ data: {} }], [{ data: { person: {} } }], [{ data: null }]])(
    'takes %j for malformed, never for nothing',
    async body => {
      const source = createEclipse(configOf('eclipse'), fixed(body), () => TODAY)
      expect(await source.lookup(ask('1', 'identity'), CALL)).toEqual({ kind: 'failed', reason: 'MALFORMED' })
    },
  )

  it('says from which parts Eclipse kept rows back', async () => {
    const person = await bodyOf(FFION.laChildId)
    const securityMetaData = { numberOfRemovedElements: 2, numberOfSecuredElements: 0 }
    const chronology = { cursor: { offset: 0, returned: 0, totalSize: 0, securityMetaData }, results: [] }
    const kept = createEclipse(configOf('eclipse'), fixed({ data: { person, chronology } }), () => TODAY)
    const read = asRead(await kept.lookup(ask(FFION.laChildId, 'socialCare.chronology'), CALL))
    expect(read.restrainedParts).toEqual(['socialCare.chronology'])
  })

  it('answers a merged record under the id that stands in its place', async () => {
    const { source, transport } = start({ merged: new Map([['39000', FFION.laChildId]]) })
    const read = asRead(await source.lookup(ask('39000', 'identity'), CALL))
    expect(read.recordId).toBe(FFION.laChildId)
    expect(transport.sent).toHaveLength(2)
  })

  it('gives up on records that were merged in a ring', async () => {
    const person = {
      ...(await bodyOf(FFION.laChildId)),
      duplicateStatus: 'DUPLICATE',
      duplicateMasterId: '2',
    }
    const source = createEclipse(configOf('eclipse'), fixed({ data: { person } }), () => TODAY)
    expect(await source.lookup(ask('1'), CALL)).toEqual({ kind: 'failed', reason: 'MALFORMED' })
  })
})

describe('what the Eclipse adapter finds and lists', () => {
  it('finds by NHS number and by UPN', async () => {
    const { source } = start()
    for (const identifier of [{ nhsNumber: '9990000018' }, { upn: 'M680400114001' }]) {
      expect(await source.find?.(identifier, CALL)).toMatchObject({
        kind: 'records',
        records: [{ recordId: '40017', protectedRecord: false, subject: { upn: 'M680400114001' } }],
      })
    }
  })

  it('finds a redacted record: it exists, and nothing else is known of it', async () => {
    const { source } = start()
    expect(await source.find?.({ nhsNumber: '9990000026' }, CALL)).toEqual({
      kind: 'records',
      records: [
        {
          recordId: '40522',
          protectedRecord: false,
          subject: {
            nhsNumber: '9990000026',
            nhsNumberVerified: false,
            upn: null,
            formerUpns: [],
            demographics: { givenNames: [], familyNames: [], dateOfBirth: null, sex: null, postcodeSector: null },
          },
        },
      ],
    })
  })

  it('does not take hits that were removed for no hits', async () => {
    const securityMetaData = { numberOfRemovedElements: 1, numberOfSecuredElements: 0 }
    const personByCriteria = { cursor: { offset: 0, returned: 0, totalSize: 0, securityMetaData }, results: [] }
    const source = createEclipse(configOf('eclipse'), fixed({ data: { personByCriteria } }), () => TODAY)
    expect(await source.find?.({ upn: 'X' }, CALL)).toEqual({ kind: 'failed', reason: 'REFUSED' })
  })

  it('lists the children of a worker and of teams, each once', async () => {
    const { source } = start()
    const whose = { staffRef: 'SW-1', teams: ['LAC 2', 'Reviewing'], organisation: GSS }
    expect(await source.listFor?.(whose, CALL)).toEqual({ kind: 'records', recordIds: ['40017'] })
    expect(await source.listFor?.({ ...whose, staffRef: 'SW-9', teams: [] }, CALL)).toEqual({
      kind: 'records',
      recordIds: [],
    })
  })

  it('pages through the register, leaving out only what is kept back', async () => {
    const rows = Array.from({ length: 150 }, (_, index) =>
      plainRow(`6${String(index).padStart(4, '0')}`, index === 3 ? { lockedTo: ['SW-1'] } : {}),
    )
    const { source } = start({}, region(rows))
    const first = await source.list?.(null, CALL)
    const second = await source.list?.(first?.next ?? '', CALL)
    expect([first?.records.length, first?.next]).toEqual([99, '2'])
    expect([second?.records.length, second?.next]).toEqual([50, null])
  })
})
