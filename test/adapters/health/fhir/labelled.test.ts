import { describe, expect, it } from '@jest/globals'
import { HANDLING } from '../../../../src/adapters/agency.js'
import type { PatientRow } from '../../../../simulators/region/model.js'
import { patient } from '../region.js'
import { setUp } from './start.js'

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
    const whole = await read(...[...source.offers].filter(part => part.startsWith('health.')), 'professionals')
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
