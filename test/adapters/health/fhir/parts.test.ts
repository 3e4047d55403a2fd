import { describe, expect, it } from '@jest/globals'
import { NHS, patient } from '../region.js'
import { setUp } from './start.js'

describe('what a FHIR patient becomes', () => {
  it('identity', async () => {
    const { read } = setUp()
    expect((await read('identity')).parts.identity).toEqual({
      givenName: 'Ffion',
      middleNames: 'Mair',
      familyName: 'Prys',
      knownAs: 'Fi',
      otherNames: [{ givenName: 'Ffion', familyName: 'Price', use: 'former' }],
      dateOfBirth: '2010-04-07',
      dateOfBirthRange: null,
      dateOfBirthEstimated: null,
      sex: 'FEMALE',
      ethnicity: {
        code: 'A',
        system: 'https://fhir.hl7.org.uk/CodeSystem/UKCore-EthnicCategory',
        label: { en: 'White British', cy: 'Gwyn Prydeinig' },
        recognised: true,
      },
      language: {
        code: 'cy',
        system: 'https://fhir.hl7.org.uk/CodeSystem/UKCore-HumanLanguage',
        label: { en: 'Welsh', cy: 'Cymraeg' },
        recognised: true,
      },
      interpreterNeeded: 'NOT_RECORDED',
      communicationNeeds: [],
      nhsNumber: NHS.ffion,
      nhsNumberStatus: 'VERIFIED',
      upn: null,
      localIds: [{ type: 'PAS number', value: 'E-pat-1' }],
      deceasedOn: null,
    })
  })

  it('contact, with whose telephone it is', async () => {
    const { read } = setUp()
    expect((await read('contact')).parts.contact).toEqual({
      addresses: [
        {
          use: 'HOME',
          lines: ['14 Heol Enghraifft'],
          town: 'Casnewydd',
          postcode: 'NP20 9ZZ',
          uprn: '100000000001',
          from: '2015-01-01',
          until: null,
        },
      ],
      phones: [
        { owner: null, number: '07700 900100', use: 'mobile' },
        { owner: 'Carys Prys', number: '07700 900101', use: 'mobile' },
      ],
      emails: [],
    })
  })

  it('whom it is about', async () => {
    const { read } = setUp()
    expect((await read('identity')).subject).toEqual({
      nhsNumber: NHS.ffion,
      nhsNumberVerified: true,
      upn: null,
      formerUpns: [],
      demographics: {
        givenNames: ['Ffion', 'Fi'],
        familyNames: ['Prys', 'Price'],
        dateOfBirth: '2010-04-07',
        sex: 'FEMALE',
        postcodeSector: 'NP20 9',
      },
      uprns: ['100000000001'],
    })
  })

  it('practice, with the telephone of the organisation beside it', async () => {
    const { read } = setUp()
    expect((await read('health.practice')).parts['health.practice']).toEqual({
      name: 'Meddygfa Enghraifft',
      odsCode: 'W93999',
      phone: '01632 960111',
    })
  })

  it('a date of birth known to the month is a range and no day', async () => {
    const { read } = setUp([patient({ patientId: 'pat-1', dateOfBirthMask: 'MONTH' })])
    expect((await read('identity')).parts.identity).toMatchObject({
      dateOfBirth: null,
      dateOfBirthRange: { earliest: '2010-04-01', latest: '2010-04-30' },
    })
  })
})

describe('what clinical resources become', () => {
  it('an emergency visit', async () => {
    const { read } = setUp()
    expect((await read('health.emergencyVisits')).parts['health.emergencyVisits']).toEqual([
      {
        arrivedAt: '2026-02-11T23:48:00Z',
        leftAt: '2026-02-12T02:10:00Z',
        reason: 'Head injury; left before seen',
        outcome: {
          code: '09',
          system: 'https://fhir.hl7.org.uk/CodeSystem/UKCore-EmergencyCareOutcomeOfAttendanceWales',
          label: { en: 'Left without treatment or against advice', cy: 'Gadawodd heb driniaeth neu yn groes i gyngor' },
          recognised: true,
        },
        site: 'Ysbyty Glan Enghraifft',
      },
    ])
  })

  it('an appointment the child was not brought to', async () => {
    const { read } = setUp()
    expect((await read('health.missedAppointments')).parts['health.missedAppointments']).toEqual([
      { at: '2026-01-20T10:00:00Z', setting: 'Community', description: 'CAMHS follow-up: was not brought' },
    ])
  })

  it('alerts: allergies, the conditions that matter, flags', async () => {
    const { read } = setUp()
    const alerts = (await read('health.alerts')).parts['health.alerts'] ?? []
    expect(alerts.map(({ kind, what, criticality, from }) => [kind, what?.label?.en, criticality, from])).toEqual([
      ['ALLERGY', 'Allergy to peanut', 'high', '2014-05-01'],
      ['CONDITION', 'Asthma', null, '2013-03-03'],
      ['FLAG', 'Needs rescue medicine at hand', null, '2025-11-02'],
    ])
  })

  it('every condition, also one the gateway has no name for', async () => {
    const { read } = setUp()
    const conditions = (await read('health.conditions')).parts['health.conditions'] ?? []
    expect(conditions.map(({ what, clinicalStatus }) => [what?.label?.en, what?.recognised, clinicalStatus])).toEqual([
      ['Asthma', true, 'active'],
      ['Eczema', false, 'active'],
    ])
  })

  it('services and the people in them', async () => {
    const { read } = setUp()
    const { parts: found } = await read('health.services', 'professionals')
    expect(found['health.services']).toEqual([{ name: 'School Nursing', from: '2025-09-01', until: null }])
    expect(found.professionals).toEqual([
      expect.objectContaining({ organisation: 'Meddygfa Enghraifft', phone: '01632 960111', reveals: 'HEALTH_RECORD' }),
      {
        name: 'Sam Example',
        role: { en: 'School nurse', cy: 'Nyrs ysgol' },
        agency: 'HEALTH',
        team: 'School Nursing',
        organisation: '7A6',
        phone: '01632 960310',
        email: 'sam.example@abuhb.example',
        from: '2025-09-01',
        until: null,
        staffRef: 'ABUHB-N001',
        reveals: 'HEALTH_RECORD',
      },
    ])
  })

  it('relatives, without what a hospital does not hold', async () => {
    const { read } = setUp()
    expect((await read('family')).parts.family?.people).toEqual([
      {
        name: 'Carys Prys',
        relationship: expect.objectContaining({ code: 'MTH', label: { en: 'Mother', cy: 'Mam' } }),
        parentalResponsibility: 'NOT_RECORDED',
        contactRestriction: null,
        sameHousehold: 'NOT_RECORDED',
        phone: '07700 900101',
        dateOfBirth: '1985-01-02',
        risks: null,
        priority: 1,
      },
    ])
  })

  it('who has the child under care: board by care team, practice by registration', async () => {
    const { read } = setUp()
    expect((await read('fact.care', 'fact.area')).parts).toEqual({
      'fact.care': [{ organisation: '7A6' }, { organisation: 'W93999' }],
      'fact.area': { homeAuthority: 'W06000022' },
    })
  })

  it('an attendance that has not ended counts as care, one that has does not', async () => {
    const base = patient({ patientId: 'pat-1', careTeams: [], gp: null })
    const open = setUp([{ ...base, visits: base.visits.map(visit => ({ ...visit, until: null })) }])
    expect((await open.read('fact.care')).parts['fact.care']).toEqual([{ organisation: '7A6' }])
    expect((await setUp([base]).read('fact.care')).parts['fact.care']).toEqual([])
  })
})
