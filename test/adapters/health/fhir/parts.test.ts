import { describe, expect, it } from '@jest/globals'
import type { Part } from '../../../../src/adapters/agency.js'
import { HANDLING } from '../../../../src/adapters/agency.js'
import { createFhir } from '../../../../src/adapters/health/fhir/source.js'
import { createFhirSystem, type FhirOptions } from '../../../../simulators/health/fhir/system.js'
import type { PatientRow } from '../../../../simulators/region/model.js'
import { NHS, patient, region } from '../region.js'
import { asRead, call, configOf, credentials, direct, parts } from '../support.js'

function setUp(rows: readonly PatientRow[] = [patient({ patientId: 'pat-1' })], options: Partial<FhirOptions> = {}) {
  const system = createFhirSystem({
    id: 'health-abuhb',
    region: region(rows),
    gss: null,
    credentials,
    cachedFor: () => false,
    ...options,
  })
  const transport = direct(system, '/fhir', 'RS384')
  const source = createFhir(configOf('fhir', '/fhir'), transport)
  const read = async (...names: Part[]) =>
    asRead(await source.lookup({ recordId: 'pat-1', parts: parts(...names) }, call()))
  return { source, transport, read }
}

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

describe('labelled entries', () => {
  const rows = [
    patient({
      patientId: 'pat-1',
      flags: [{ text: 'SECRET flag', from: '2025-11-02', label: 'V' }],
      visits: patient({ patientId: 'pat-1' }).visits.map(visit => ({ ...visit, reason: 'SECRET visit', label: 'R' })),
      missed: patient({ patientId: 'pat-1' }).missed.map(missed => ({ ...missed, description: 'SECRET', label: 'R' })),
    }),
  ]
  const everything = [
    'health.alerts',
    'health.emergencyVisits',
    'health.missedAppointments',
    'health.sensitive',
  ] as const

  it('appear in no ordinary part, and the parts say that they are short', async () => {
    const { parts: found, restrainedParts } = await setUp(rows).read(...everything)
    expect(found['health.emergencyVisits']).toEqual([])
    expect(found['health.missedAppointments']).toEqual([])
    expect(found['health.alerts']?.map(({ kind }) => kind)).toEqual(['ALLERGY', 'CONDITION'])
    expect(restrainedParts).toEqual(['health.alerts', 'health.emergencyVisits', 'health.missedAppointments'])
    expect(JSON.stringify(found)).not.toContain('SECRET')
  })

  it('leave kind and day in the sensitive part, restrained', async () => {
    const sensitive = (await setUp(rows).read('health.sensitive')).parts['health.sensitive'] ?? []
    expect(sensitive).toEqual([
      { kind: 'Attendance', on: '2026-02-11', [HANDLING]: { code: 'FHIR_RESTRICTED' } },
      { kind: 'Appointment', on: '2026-01-20', [HANDLING]: { code: 'FHIR_RESTRICTED' } },
      { kind: 'Flag', on: '2025-11-02', [HANDLING]: { code: 'FHIR_RESTRICTED' } },
    ])
  })

  it.each([
    [
      'a code',
      { conditions: [{ code: '57797005', display: 'Procedure', active: true, from: '2025-01-01', alert: true }] },
    ],
    ['an attendance', { visits: [{ ...patient({ patientId: 'x' }).visits[0], reason: 'Sexual health advice' }] }],
    [
      'an appointment',
      { missed: [{ ...patient({ patientId: 'x' }).missed[0], description: 'Termination of pregnancy clinic' }] },
    ],
    ['a flag', { flags: [{ text: 'HIV clinic patient', from: '2025-01-01', label: 'N' as const }] }],
    [
      'a team',
      {
        careTeams: [
          {
            name: 'Tîm Iechyd Rhywiol',
            organisation: '7A6',
            from: '2025-01-01',
            until: null,
            staffRefs: ['ABUHB-N001'],
          },
        ],
      },
    ],
  ])('content never forwarded is kept back though its label is normal: %s', async (_what, over) => {
    const none = { allergies: [], conditions: [], flags: [], visits: [], missed: [], careTeams: [], gp: null }
    const { source, read } = setUp([patient({ patientId: 'pat-1', ...none, ...(over as Partial<PatientRow>) })])
    const whole = await read(
      ...([...source.offers].filter(part => part.startsWith('health.')) as Part[]),
      'professionals',
    )
    const { 'health.sensitive': sensitive, ...ordinary } = whole.parts
    expect(sensitive).toHaveLength(1)
    expect(ordinary).toEqual({
      'health.alerts': [],
      'health.practice': null,
      'health.emergencyVisits': [],
      'health.missedAppointments': [],
      'health.services': [],
      'health.conditions': [],
      professionals: [],
    })
    expect(JSON.stringify(whole.parts)).not.toMatch(/sexual|rhywiol|termination|HIV|57797005/i)
  })

  it('a patient restricted as a whole: protected, and its whereabouts unsaid rather than empty', async () => {
    const { read } = setUp([patient({ patientId: 'pat-1', restricted: true })])
    const restricted = await read('identity', 'contact', 'family', 'health.practice', 'fact.area')
    expect(restricted.protectedRecord).toBe(true)
    expect(restricted.parts).toMatchObject({ contact: null, family: null, 'health.practice': null })
    expect(restricted.parts['fact.area']).toEqual({ homeAuthority: null })
    expect(restricted.restrainedParts).toEqual(['contact', 'family', 'health.practice'])
    expect(restricted.parts.identity?.familyName).toBe('Prys')
  })
})
