// Gate 1 on acts, with a schema made to be wrong in one way at a time.
import { describe, expect, it } from '@jest/globals'
import { Kind, buildSchema, parse } from 'graphql'
import type { OperationDefinitionNode } from 'graphql'
import { requestedBy } from '../../../src/policies/requested.js'
import { classify } from '../../../src/schema/classification.js'
import { loadTypeDefs } from '../../../src/schema/load.js'
import { assertActs } from '../../../src/server/acts/whole.js'
import { passAct } from '../../../src/server/operation/gate-act.js'
import { gwent } from '../../policies/protocol/support.js'
import { person } from '../../policies/admission/support.js'

const protocol = gwent()
const sdl = loadTypeDefs()
const withField = (field: string, types = ''): ReturnType<typeof buildSchema> =>
  buildSchema(`${sdl}\nextend type Mutation { ${field} }\n${types}`)
const INPUT = 'input In { key: String! purpose: Purpose }'

describe('the mutations of a schema', () => {
  it('are acts of the protocol, every one', () => {
    const schema = buildSchema(sdl)
    expect(() => assertActs(schema, classify(schema))).not.toThrow()
    expect(Object.keys(schema.getMutationType()?.getFields() ?? {}).length).toBeGreaterThan(1)
  })

  it.each([
    ['wipe(input: In!): PageInfo', 'Mutation.wipe is no act of the protocol'],
    ['callMeeting: PageInfo', 'does not take one non-null "input"'],
    ['callMeeting(input: In): PageInfo', 'does not take one non-null "input"'],
    ['callMeeting(input: BreakGlassInput!, more: ID): PageInfo', 'does not take one non-null "input"'],
    ['callMeeting(input: LocalIdentifier!): PageInfo', 'does not take one non-null "input"'],
    ['callMeeting(input: In!): ID', 'Mutation.callMeeting answers with a bare value'],
    ['callMeeting(input: In!): ChildResult', 'Mutation.callMeeting answers with a record'],
    ['callMeeting(input: In!): CaseloadConnection', 'Mutation.callMeeting answers with a record'],
  ])('are refused: %s', (field, sentence) => {
    const schema = withField(field, INPUT)
    expect(() => assertActs(schema, classify(schema))).toThrow(sentence)
  })
})

describe('an act at gate 1', () => {
  const schema = withField(
    'callMeeting(input: In!): Out',
    `${INPUT} type Out @shared(category: DERIVED, level: NONE) { id: ID theirs: String @shared(category: POLICE_RECORD) }`,
  )
  const classification = classify(schema)
  const pass = (role: string, fields: string, more: object = {}, registered = true) => {
    const document = parse(`mutation ($input: In!) { callMeeting(input: $input) { ${fields} } }`)
    const operation = document.definitions.find(
      (one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION,
    )
    if (!operation) throw new Error('there is an operation')
    const input = { key: '12345678', ...more }
    const requested = requestedBy(schema, document, operation, { input })
    const application = { id: 'a', actsForPersons: true, ceiling: registered ? ('ALL' as const) : {} }
    const caller = { issuer: 'i', subject: 's', application, person: person({ role }) }
    return passAct(requested, { input }, caller, { schema, classification, protocol })
  }

  it('passes for whom it is, and carries its words', () => {
    expect(pass('SOCIAL_WORKER', 'id theirs', { purpose: 'ASSESS_RISK' })).toEqual({
      act: 'callMeeting',
      input: { key: '12345678', purpose: 'ASSESS_RISK' },
    })
  })

  it('is refused for a role that may not do it, and through an application that may do nothing', () => {
    expect(() => pass('SCHOOL_LEAD', 'id')).toThrow(expect.objectContaining({ code: 'OPERATION_REFUSED' }))
    expect(() => pass('SOCIAL_WORKER', 'id', {}, false)).toThrow(expect.objectContaining({ code: 'OPERATION_REFUSED' }))
  })

  it('is refused for a purpose that is not the role’s', () => {
    const wrong = () => pass('SOCIAL_WORKER', 'id', { purpose: 'QUALITY_ASSURANCE' })
    expect(wrong).toThrow(expect.objectContaining({ code: 'PURPOSE_NOT_YOURS' }))
  })

  it('is refused whole where its answer holds what is not the caller’s', () => {
    expect(() => pass('DEBRIEF_WORKER', 'id theirs')).toThrow(expect.objectContaining({ code: 'OPERATION_REFUSED' }))
    expect(pass('DEBRIEF_WORKER', 'id').act).toBe('callMeeting')
  })

  it('is refused for a key that is none', () => {
    expect(() => pass('SOCIAL_WORKER', 'id', { key: 'short' })).toThrow(
      expect.objectContaining({ code: 'BAD_ARGUMENT' }),
    )
  })
})
