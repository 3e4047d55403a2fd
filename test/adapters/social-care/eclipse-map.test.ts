import { describe, expect, it } from '@jest/globals'
import { HANDLING, type Part } from '../../../src/adapters/agency.js'
import {
  ADOPTED,
  BY_MONTH,
  ESTIMATED,
  FFION,
  GSS,
  plainRow,
  REFUGE,
  region,
  WITNESS,
} from '../../simulators/social-care/region.js'
import { ask, asRead, CALL } from './direct.js'
import { PARTS, start } from './eclipse-start.js'

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
      uprns: ['990000000001'],
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

  it('shows a standing "child is missing" alert as an episode, and rests no access on it', async () => {
    const alerts = [{ code: 'ALERT04', from: '2026-02-10', until: null, note: null }]
    const { source } = start({}, region([plainRow('1', { alerts })]))
    const { parts } = asRead(await source.lookup(ask('1', 'episodes', 'fact.episodes'), CALL))
    expect(parts.episodes?.episodes).toMatchObject([
      { status: 'OPEN', reference: null, reportedAt: '2026-02-10T00:00:00.000Z' },
    ])
    expect(parts['fact.episodes']).toEqual([])
  })

  it('takes a note on an absence for a note, not for a child still away', async () => {
    const chronology = [{ at: '2025-12-01T09:30:00Z', type: 'BEHAVIOURS01', text: 'Reported missing.' }]
    const { source } = start({}, region([plainRow('1', { chronology })]))
    const { parts } = asRead(await source.lookup(ask('1', 'fact.episodes', 'socialCare.chronology'), CALL))
    expect(parts['fact.episodes']).toEqual([])
    expect(parts['socialCare.chronology']?.map(one => one.type)).toEqual(['Missing from home or care'])
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
