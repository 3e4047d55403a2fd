import { describe, expect, it } from '@jest/globals'
import { buildSchema, parse, validate } from 'graphql'
import { HANDLING, type Part } from '../../../src/adapters/agency.js'
import {
  childrenQuery,
  fieldsOf,
  pageQuery,
  PART_FIELDS,
  SEARCHES,
} from '../../../src/adapters/social-care/eclipse/compose.js'
import { createEclipse } from '../../../src/adapters/social-care/eclipse/source.js'
import { LIST_FIELDS, type ListField } from '../../../src/adapters/social-care/eclipse/upstream.js'
import { ECLIPSE_SDL } from '../../../simulators/social-care/eclipse/schema.js'
import { createEclipseSystem, type EclipseExtras } from '../../../simulators/social-care/eclipse/system.js'
import {
  ADOPTED,
  BY_MONTH,
  CHILDREN_REGION,
  CREDENTIALS,
  ESTIMATED,
  FFION,
  GSS,
  LOCKED,
  plainRow,
  REFUGE,
  region,
  TALKATIVE,
  WITNESS,
} from '../../simulators/social-care/region.js'
import { ask, asRead, CALL, configOf, direct, fixed, TODAY } from './direct.js'

const PARTS = Object.keys(PART_FIELDS) as Part[]

function start(extras: EclipseExtras = {}, rows = CHILDREN_REGION) {
  const system = createEclipseSystem(
    { id: 'social-care-newport', region: rows, gss: GSS, credentials: CREDENTIALS },
    extras,
  )
  const transport = direct(system, '', 'api://hafan/.default')
  return { transport, source: createEclipse(configOf('eclipse'), transport, () => TODAY) }
}
const queries = (transport: ReturnType<typeof direct>) =>
  transport.sent.map(one => (one.json as { query: string }).query)

describe('the queries the Eclipse adapter writes', () => {
  const schema = buildSchema(ECLIPSE_SDL)
  const sets: readonly (readonly Part[])[] = [[], ...PARTS.map(part => [part]), PARTS]

  it.each(sets.map(parts => [parts.length === PARTS.length ? 'all parts' : (parts[0] ?? 'no part'), parts] as const))(
    'are valid against the schema: %s',
    (_name, parts) => {
      for (const count of [1, 3]) {
        expect(validate(schema, parse(childrenQuery(fieldsOf(parts), count)))).toEqual([])
      }
    },
  )

  it.each((Object.keys(LIST_FIELDS) as ListField[]).map(field => [field]))(
    'are valid for a further page of %s',
    field => {
      expect(validate(schema, parse(pageQuery(field)))).toEqual([])
    },
  )

  it.each(Object.entries(SEARCHES))('are valid for the search %s', (_name, query) => {
    expect(validate(schema, parse(query))).toEqual([])
  })

  it('would be caught if they asked for what the schema does not have', () => {
    const query = childrenQuery(fieldsOf(['socialCare.meetings']), 1).replace('meetings {', 'gatherings {')
    expect(validate(schema, parse(query))).not.toEqual([])
  })
})

describe('what the Eclipse adapter asks for', () => {
  it('sends one request for a child, whatever the parts', async () => {
    const { source, transport } = start()
    asRead(await source.lookup(ask(FFION.laChildId, ...PARTS), CALL))
    expect(transport.sent).toHaveLength(1)
  })

  it('asks only for the fields of the wanted part', async () => {
    const { source, transport } = start()
    asRead(await source.lookup(ask(FFION.laChildId, 'socialCare.meetings'), CALL))
    const [query = ''] = queries(transport)
    expect(query).toContain('meetings')
    for (const field of [
      'placements',
      'chronology',
      'personProfessional',
      'telephone',
      'alertAssignments',
      'ethnicity',
    ]) {
      expect(query).not.toContain(field)
    }
  })

  it('names the acting person and the purpose', async () => {
    const { source, transport } = start()
    await source.lookup(ask(FFION.laChildId), { ...CALL, actor: { ...CALL.actor, staffRef: 'Siân 1' } })
    expect(transport.sent[0]?.headers).toEqual({
      'x-acting-user': 'Si%C3%A2n%201',
      'x-acting-organisation': GSS,
      'x-purpose-code': 'ASSESS_RISK',
    })
  })

  it('asks for many children twenty-five a request, answers in the order asked', async () => {
    const rows = Array.from({ length: 60 }, (_, index) => plainRow(`5${String(index).padStart(4, '0')}`))
    const { source, transport } = start({}, region(rows))
    const ids = [...rows.map(row => row.laChildId), 'no-such-child'].reverse()
    const readings = await source.lookupMany?.(
      ids.map(id => ask(id, 'identity')),
      CALL,
    )
    expect(transport.sent).toHaveLength(3)
    expect(readings?.map(one => (one.kind === 'read' ? one.recordId : one.kind))).toEqual(['nothing', ...ids.slice(1)])
  })

  it('keeps apart, among many, those who want different parts', async () => {
    const { source, transport } = start()
    const readings = await source.lookupMany?.(
      [
        ask(FFION.laChildId, 'identity'),
        ask(LOCKED.laChildId, 'identity'),
        ask(REFUGE.laChildId, 'socialCare.meetings'),
      ],
      CALL,
    )
    expect(transport.sent).toHaveLength(2)
    expect(readings?.map(one => (one.kind === 'read' ? Object.keys(one.parts) : one.kind))).toEqual([
      ['identity'],
      'locked',
      ['socialCare.meetings'],
    ])
  })

  it('follows every page of a list, and only of that list', async () => {
    const { source, transport } = start()
    const read = asRead(await source.lookup(ask(TALKATIVE.laChildId, 'socialCare.chronology', 'identity'), CALL))
    expect(read.parts['socialCare.chronology']).toHaveLength(230)
    expect(transport.sent).toHaveLength(3)
  })

  it('fails a list that does not end in twenty pages', async () => {
    const chronology = Array.from({ length: 2_001 }, () => ({ at: '2025-01-01T00:00:00Z', type: 'NOTE', text: 'x' }))
    const { source } = start({}, region([plainRow('1', { chronology })]))
    const read = asRead(await source.lookup(ask('1', 'socialCare.chronology'), CALL))
    expect(read.failedParts).toEqual({ 'socialCare.chronology': 'MALFORMED' })
    expect(read.parts).toEqual({})
  })
})

describe('what the Eclipse adapter makes of a record', () => {
  const lookup = async (recordId: string, ...parts: readonly Part[]) => {
    const { source } = start()
    return asRead(await source.lookup(ask(recordId, ...parts), CALL))
  }

  it('says who it is about', async () => {
    const read = await lookup(FFION.laChildId)
    expect(read.subject).toEqual({
      nhsNumber: '9990000018',
      nhsNumberVerified: false,
      upn: 'M680400114001',
      formerUpns: [],
      demographics: {
        givenNames: ['FFION', 'Fi', 'Ffion'],
        familyNames: ['PRYS', 'Bowen'],
        dateOfBirth: '2010-04-07',
        sex: 'FEMALE',
        postcodeSector: 'NP20 9',
      },
    })
    expect(read).toMatchObject({ recordId: '40017', asOf: null, stale: false, protectedRecord: false })
  })

  it('gives identity with labels in both languages', async () => {
    const { identity } = (await lookup(FFION.laChildId, 'identity')).parts
    expect(identity).toMatchObject({
      middleNames: 'Mair',
      dateOfBirth: '2010-04-07',
      dateOfBirthRange: null,
      ethnicity: { code: 'WBRI', label: { en: 'White British', cy: 'Gwyn Prydeinig' }, recognised: true },
      language: { label: { en: 'Welsh', cy: 'Cymraeg' } },
      nhsNumberStatus: 'NOT_STATED',
      localIds: [
        { type: 'LA_CHILD_ID', value: '40017' },
        { type: 'RESPLA_CHILDID', value: 'TOR-22871' },
      ],
    })
  })

  it('gives a masked or estimated date of birth as a range, and none to the same-child check', async () => {
    const masked = await lookup(BY_MONTH.laChildId, 'identity')
    expect(masked.parts.identity).toMatchObject({
      dateOfBirth: null,
      dateOfBirthRange: { earliest: '2011-09-01', latest: '2011-09-30' },
    })
    const estimated = await lookup(ESTIMATED.laChildId, 'identity')
    expect(estimated.parts.identity).toMatchObject({ dateOfBirth: null, dateOfBirthEstimated: true })
    expect(estimated.subject?.demographics.dateOfBirth).toBeNull()
  })

  it('restrains an address that is not to be disclosed, and no other', async () => {
    const { contact } = (await lookup(FFION.laChildId, 'contact')).parts
    expect(contact?.addresses?.map(one => [one.use, HANDLING in one])).toEqual([
      ['HOME', false],
      ['PLACEMENT', true],
      ['FORMER', false],
    ])
  })

  it('gives contact restrictions of the family', async () => {
    const { family } = (await lookup(FFION.laChildId, 'family')).parts
    expect(family?.people?.map(one => [one.name, one.contactRestriction, one.parentalResponsibility])).toEqual([
      ['Nia Prys', 'RESTRICTED', 'YES'],
      ['Dai Bowen', 'NO_CONTACT', 'NOT_RECORDED'],
      ['Elin Prys', 'NONE_RECORDED', 'NOT_RECORDED'],
    ])
  })

  it('gives section 76 for V2, Wales being Wales', async () => {
    const { parts } = await lookup(FFION.laChildId, 'socialCare.legalOrders')
    expect(parts['socialCare.legalOrders']?.[0]?.order?.label?.en).toContain('section 76')
  })

  it('gives the current placement first, hidden where its address is, with no distance for 999.9', async () => {
    const { parts } = await lookup(FFION.laChildId, 'socialCare.placements')
    const value = parts['socialCare.placements']
    expect(value?.placements.map(one => [one.type?.label?.cy, one.distanceMiles, HANDLING in one])).toEqual([
      ['Cartref plant', 6.4, true],
      ['Lleoliad maeth gyda gofalwr arall', null, false],
    ])
    expect(value?.responsibility).toEqual({ responsibleAuthority: 'W06000020', hostAuthority: GSS, outOfArea: 'YES' })
  })

  it('shows a code that no list knows as unrecognised', async () => {
    const { parts } = await lookup(FFION.laChildId, 'socialCare.alerts', 'socialCare.assessments')
    expect(parts['socialCare.alerts']?.map(one => [one.alert?.code, one.alert?.recognised])).toEqual([
      ['ALERT07', true],
      ['ALERT99', false],
      ['ALERT04', true],
      ['RISK_21', true],
    ])
    expect(parts['socialCare.assessments']?.[0]?.factors?.[2]).toEqual({
      code: '99Z',
      system: 'cin-factor',
      label: { en: 'Unrecognised code', cy: 'Cod heb ei adnabod' },
      recognised: false,
    })
  })

  it('gives missing episodes from the chronology, newest first, and none of them twice', async () => {
    const { parts } = await lookup(FFION.laChildId, 'episodes', 'fact.episodes', 'socialCare.chronology')
    expect(parts.episodes?.episodes?.map(one => [one.reference, one.status, one.category])).toEqual([
      ['ME-118', 'OPEN', 'MISSING'],
      ['ME-117', 'CLOSED', 'AWAY_UNAUTHORISED'],
    ])
    expect(parts['fact.episodes']?.map(one => one.open)).toEqual([true, false])
    expect(parts['socialCare.chronology']?.map(one => one.text)).toEqual(['Statutory visit.'])
  })

  it('takes a standing "child is missing" alert for an episode when no entry is open', async () => {
    const alerts = [{ code: 'ALERT04', from: '2026-02-10', until: null, note: null }]
    const { source } = start({}, region([plainRow('1', { alerts })]))
    const { parts } = asRead(await source.lookup(ask('1', 'fact.episodes'), CALL))
    expect(parts['fact.episodes']).toMatchObject([{ open: true, reportedAt: '2026-02-10T00:00:00.000Z' }])
  })

  it('gives the professionals with what knowing of them gives away', async () => {
    const { parts } = await lookup(FFION.laChildId, 'professionals', 'fact.involvements')
    expect(parts.professionals?.[1]).toMatchObject({
      name: 'Iolo Example',
      role: { en: 'Independent reviewing officer', cy: 'Swyddog adolygu annibynnol' },
      agency: 'SOCIAL_CARE',
      reveals: 'LEGAL_STATUS',
      until: null,
    })
    expect(parts['fact.involvements']?.map(one => [one.staffRef, one.role, one.until])).toEqual([
      ['SW-1', 'WORKER', null],
      ['IRO-1', 'IRO', null],
      ['SW-9', 'WORKER', '2025-04-30'],
    ])
  })

  it('gives the facts of placement and area', async () => {
    const { parts } = await lookup(FFION.laChildId, 'fact.placement', 'fact.area')
    expect(parts['fact.placement']).toEqual({ urn: 'SC999999', hostAuthority: GSS, responsibleAuthority: 'W06000020' })
    expect(parts['fact.area']).toEqual({ homeAuthority: GSS })
  })

  it('gives empty lists for a child of whom nothing is recorded', async () => {
    const read = await lookup(REFUGE.laChildId, ...PARTS)
    expect(read.failedParts).toEqual({})
    expect(read.parts['socialCare.legalOrders']).toEqual([])
  })

  it.each([REFUGE, ADOPTED, WITNESS])('says that a record is protected: $protection', async row => {
    const read = await lookup(row.laChildId, 'socialCare.alerts')
    expect(read.protectedRecord).toBe(true)
    // The warning that says so is concealed: it is not among the alerts.
    expect(read.parts['socialCare.alerts']).toEqual([])
  })
})

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
    ['Person.alertAssignments', ['episodes', 'fact.episodes', 'socialCare.alerts']],
    ['Person.keyPersonRelationships', ['family']],
    ['Query.personProfessionalRelationships', ['fact.involvements', 'professionals']],
    ['ChronologyEntry.missing', ['episodes', 'fact.episodes']],
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

/** The person as the wire has it, for tests that bend it. */
async function bodyOf(recordId: string): Promise<Record<string, unknown>> {
  const { transport } = start()
  const query = childrenQuery(fieldsOf([]), 1)
  const answer = await transport.send(
    { method: 'POST', path: 'graphql', json: { query, variables: { id0: recordId } } },
    CALL,
  )
  return (answer.body as { data: { person: Record<string, unknown> } }).data.person
}
