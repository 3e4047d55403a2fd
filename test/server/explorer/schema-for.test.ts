import { describe, expect, it } from '@jest/globals'
import { assertValidSchema, buildClientSchema, isObjectType, parse, validate } from 'graphql'
import type { GraphQLSchema } from 'graphql'
import { examples } from '../../../src/server/explorer/examples.js'
import { createSchemaFor } from '../../../src/server/explorer/schema-for.js'
import { gwent } from '../../policies/protocol/support.js'
import { whatToTry } from '../../../src/server/start/what-to-try.js'
import { loadTypeDefs } from '../../../src/schema/load.js'
import type { Application, Caller, Person } from '../../../src/types/caller.js'

const protocol = gwent()
const schemaFor = createSchemaFor(() => protocol)
const ALL: Application = { id: 'hafan-explorer', actsForPersons: true, ceiling: 'ALL' }
const PARTNER: Application = {
  ...ALL,
  id: 'school-partner',
  ceiling: { IDENTITY: 'SUMMARY', ATTENDANCE: 'SUMMARY', MIRAF_SUMMARY: 'FULL' },
}

function seen(role: string | null, more: Partial<Person> = {}, application = ALL): GraphQLSchema {
  const rest = {
    agency: 'HUB',
    organisation: 'x',
    staffRef: 'x',
    posts: [],
    secondedFrom: null,
    vetting: null,
    clearance: [],
  } as const
  const person = role === null ? null : { role, ...rest, ...more }
  const caller: Caller = { issuer: 'https://issuer.invalid', subject: 'x', application, person }
  const schema = buildClientSchema(schemaFor(caller))
  assertValidSchema(schema)
  return schema
}

const has = (schema: GraphQLSchema, coordinate: string): boolean => {
  const [name = '', field = ''] = coordinate.split('.')
  const type = schema.getType(name)
  return isObjectType(type) && field in type.getFields()
}

describe('the schema handed to the explorer', () => {
  it('gives a school lead nothing of the police, not even the names of its types', () => {
    const schema = seen('SCHOOL_LEAD')
    expect(has(schema, 'PoliceRecord.intelligence')).toBe(false)
    expect(has(schema, 'Child.police')).toBe(false)
    expect(Object.keys(schema.getTypeMap()).filter(name => /police|intelligence|occurrence/i.test(name))).toEqual([])
    expect(has(schema, 'EducationRecord.attendance')).toBe(true)
  })

  it('gives a missing-persons coordinator intelligence', () => {
    expect(has(seen('POLICE_COORDINATOR'), 'PoliceRecord.intelligence')).toBe(true)
  })

  it('follows what the token says beyond the role: a secondment takes away', () => {
    expect(has(seen('HUB_PRACTITIONER', { secondedFrom: 'POLICE' }), 'PoliceRecord.markers')).toBe(true)
    expect(has(seen('HUB_PRACTITIONER', { secondedFrom: 'EDUCATION' }), 'PoliceRecord.markers')).toBe(false)
  })

  it('keeps the fields by which one learns that something is recorded, and drops what lies above the level', () => {
    const schema = seen('SCHOOL_LEAD')
    expect(has(schema, 'SocialCareRecord.placements')).toBe(true)
    expect(has(schema, 'Placement.postcode')).toBe(false)
  })

  it('ends where the application ends', () => {
    const schema = seen('SCHOOL_LEAD', {}, PARTNER)
    expect(has(schema, 'EducationRecord.attendance')).toBe(true)
    expect(has(schema, 'EducationRecord.behaviour')).toBe(false)
    expect(has(schema, 'Attendance.marks')).toBe(false)
  })

  it('gives an application that acts for nobody no record at all', () => {
    const schema = seen(null)
    expect(Object.keys(schema.getTypeMap()).filter(name => name.endsWith('Record'))).toEqual([])
    expect(has(schema, 'Query.sources')).toBe(true)
  })

  it('is a valid schema for every role, and never more than the gateway has', () => {
    const whole = loadTypeDefs()
    for (const { name } of protocol.roles.values()) {
      const types = Object.keys(seen(name).getTypeMap()).filter(type => !type.startsWith('__'))
      for (const type of types) expect(whole + 'String Boolean Int Float ID').toMatch(new RegExp(`\\b${type}\\b`))
    }
  })

  it('does not hand out the directives that classify it', () => {
    expect(
      seen('SOCIAL_WORKER')
        .getDirectives()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['include', 'skip'])
  })
})

describe('what may be done', () => {
  it.each([
    ['EMERGENCY_CLINICIAN', ['breakGlass', 'declareConflict', 'acknowledgeAlert'], false],
    [
      'HUB_MANAGER',
      [
        ...['reconcileBreakGlass', 'declareConflict', 'reportMissing', 'triage', 'recordReturn', 'writeMiraf'],
        ...['draftSummary', 'approveSummary', 'requestMirafReview', 'markMiraf', 'offerDebrief', 'answerDebrief'],
        ...['gradeRisk', 'closeEpisode', 'mergeReports', 'reportIncident', 'assignEpisode'],
        ...['assignDebrief', 'placeLegalHold', 'releaseLegalHold', 'nameMissing'],
        ...['callMeeting', 'recordMeeting', 'recordAction', 'sendReferral', 'answerReferral', 'chaseReferral'],
        ...['endReferral', 'recordMediationSession', 'recordSeraf', 'recordLegalMeasure', 'acknowledgeAlert'],
        ...['confirmLink', 'unlink', 'recordTraining', 'recordCostCase'],
      ],
      true,
    ],
    [
      'SCHOOL_LEAD',
      ['declareConflict', 'reportMissing', 'requestMirafReview', 'reportIncident', 'acknowledgeAlert'],
      false,
    ],
  ])('is offered to %s as far as it is theirs', (role, acts, reviews) => {
    const schema = seen(role)
    expect(Object.keys(schema.getMutationType()?.getFields() ?? {})).toEqual(acts)
    expect(has(schema, 'Query.breakGlassReviews')).toBe(reviews)
    expect(schema.getType('Notice') !== undefined).toBe(reviews)
    expect(has(schema, 'FindChildrenResult.records')).toBe(acts.includes('confirmLink'))
  })

  it('is offered to nobody through an application registered for less than everything', () => {
    expect(seen('EMERGENCY_CLINICIAN', {}, PARTNER).getMutationType() ?? null).toBeNull()
  })
})

describe('the examples', () => {
  const details = { nhsNumber: '9990000018', controlUrl: 'http://127.0.0.1:4600' }
  const asked: Readonly<Record<string, GraphQLSchema>> = {
    'social-worker': seen('SOCIAL_WORKER'),
    'emergency-clinician': seen('EMERGENCY_CLINICIAN'),
    'school-lead': seen('SCHOOL_LEAD'),
    'school-lead@school-partner': seen(
      'SCHOOL_LEAD',
      {},
      {
        ...PARTNER,
        ceiling: {
          IDENTITY: 'SUMMARY',
          ENROLMENT: 'SUMMARY',
          MIRAF_SUMMARY: 'FULL',
          MISSING_EPISODES: 'SUMMARY',
          ATTENDANCE: 'SUMMARY',
        },
      },
    ),
  }

  it.each(examples(details).map(each => [each.name, each] as const))(
    '%s is valid for whom it is written',
    (_, { persona, query }) => {
      const schema = asked[persona]
      expect(schema).toBeDefined()
      if (schema) expect(validate(schema, parse(query)).map(({ message }) => message)).toEqual([])
    },
  )

  it('printed as commands are valid documents', () => {
    const text = whatToTry({
      ...details,
      url: 'http://127.0.0.1:4000/graphql',
      explorerUrl: 'http://127.0.0.1:4000/explorer/',
      consoleUrl: 'http://127.0.0.1:4001',
      dataDir: '/data',
    })
    const bodies = [...text.matchAll(/-d '(\{"query".*\})'/g)].map(
      ([, body]) => JSON.parse(body ?? '') as { query: string },
    )
    expect(bodies).toHaveLength(3)
    const whole = seen('SOCIAL_WORKER')
    for (const { query } of bodies) expect(validate(whole, parse(query)).map(({ message }) => message)).toEqual([])
  })
})
