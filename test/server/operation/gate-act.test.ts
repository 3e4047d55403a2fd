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
// `readInbox` is an act that is asked by a query, so that no mutation of the schema ever has its name.

describe('the mutations of a schema', () => {
  it('are acts of the protocol, every one', () => {
    const schema = buildSchema(sdl)
    expect(() => assertActs(schema, classify(schema))).not.toThrow()
    expect(Object.keys(schema.getMutationType()?.getFields() ?? {}).length).toBeGreaterThan(1)
  })

  it.each([
    ['wipe(input: In!): PageInfo', 'Mutation.wipe is no act of the protocol'],
    ['readInbox: PageInfo', 'does not take one non-null "input"'],
    ['readInbox(input: In): PageInfo', 'does not take one non-null "input"'],
    ['readInbox(input: BreakGlassInput!, more: ID): PageInfo', 'does not take one non-null "input"'],
    ['readInbox(input: LocalIdentifier!): PageInfo', 'does not take one non-null "input"'],
    ['readInbox(input: In!): ID', 'Mutation.readInbox answers with a bare value'],
    ['readInbox(input: In!): ChildResult', 'Mutation.readInbox answers with a record'],
    ['readInbox(input: In!): CaseloadConnection', 'Mutation.readInbox answers with a record'],
  ])('are refused: %s', (field, sentence) => {
    const schema = withField(field, INPUT)
    expect(() => assertActs(schema, classify(schema))).toThrow(sentence)
  })
})

describe('an act at gate 1', () => {
  const schema = withField(
    'readInbox(input: In!): Out',
    `${INPUT} type Out @shared(category: DERIVED, level: NONE) { id: ID theirs: String @shared(category: POLICE_RECORD) }`,
  )
  const classification = classify(schema)
  const pass = (role: string, fields: string, more: object = {}, registered = true) => {
    const document = parse(`mutation ($input: In!) { readInbox(input: $input) { ${fields} } }`)
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
    expect(pass('TEAM_MANAGER', 'id theirs', { purpose: 'ASSESS_RISK' })).toEqual({
      act: 'readInbox',
      input: { key: '12345678', purpose: 'ASSESS_RISK' },
    })
  })

  it('is refused for a role that may not do it, and through an application that may do nothing', () => {
    expect(() => pass('SCHOOL_LEAD', 'id')).toThrow(expect.objectContaining({ code: 'OPERATION_REFUSED' }))
    expect(() => pass('TEAM_MANAGER', 'id', {}, false)).toThrow(expect.objectContaining({ code: 'OPERATION_REFUSED' }))
  })

  it('is refused for a purpose that is not the role’s', () => {
    const wrong = () => pass('TEAM_MANAGER', 'id', { purpose: 'QUALITY_ASSURANCE' })
    expect(wrong).toThrow(expect.objectContaining({ code: 'PURPOSE_NOT_YOURS' }))
  })

  it('is refused whole where its answer holds what is not the caller’s', () => {
    expect(() => pass('AUDITOR', 'id theirs')).toThrow(expect.objectContaining({ code: 'OPERATION_REFUSED' }))
    expect(pass('AUDITOR', 'id').act).toBe('readInbox')
  })

  it('is refused for a key that is none', () => {
    expect(() => pass('TEAM_MANAGER', 'id', { key: 'short' })).toThrow(
      expect.objectContaining({ code: 'BAD_ARGUMENT' }),
    )
  })
})
