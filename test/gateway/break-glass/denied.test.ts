// What is refused has done nothing: however it is refused, and by whomever it was tried.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { AuditUnavailable } from '../../../src/audit/index.js'
import { CONCEALED, REASON, UNKNOWN, UNRELATED, openGlassKit } from './kit.js'
import type { GlassKit } from './kit.js'

let kit: GlassKit
let auditIsDown = false
beforeAll(async () => {
  kit = await openGlassKit({
    notShownMs: 1,
    audit: audit => ({
      ...audit,
      intent: row => (auditIsDown ? Promise.reject(new AuditUnavailable('DATABASE')) : audit.intent(row)),
    }),
  })
}, 90_000)
afterAll(() => kit.gateway.close())

const MAY = [
  'social-worker',
  'team-manager',
  'duty-team',
  'police-coordinator',
  'safeguarding-nurse',
  'emergency-clinician',
]
const MAY_NOT = [
  'hub-police',
  'hub-manager',
  'debrief-worker',
  'reviewing-officer',
  'cp-chair',
  'police-officer',
  'school-lead',
  'education-welfare',
  'residential-manager',
  'analyst',
  'auditor',
]

const RECEIPT = '{ __typename ... on BreakGlassReceipt { id until } }'
const good = () => ({ key: randomUUID() as string, child: { nhsNumber: UNRELATED }, reason: REASON, minutes: 60 })
const one = `mutation ($input: BreakGlassInput!) { breakGlass(input: $input) ${RECEIPT} }`
/** Words that are wrong, each in one way. */
const WRONG: Readonly<Record<string, object>> = {
  'short key': { key: 'abc' }, 'key with a space': { key: 'a key of mine' }, 'short reason': { reason: 'Emergency.' },
  'no words': { reason: '1234567890123456789012345' }, 'long reason': { reason: 'why '.repeat(200) },
  'turned writing': { reason: `${REASON} \u202Egnihton` }, 'hidden mark': { reason: `${REASON}\u200B` },
  'control mark': { reason: `${REASON}\u0007` }, 'markup': { reason: `${REASON} <b>now</b>` }, 'formula': { reason: `=${REASON}` },
  'no minutes': { minutes: 0 }, 'an hour and more': { minutes: 61 }, 'bad number': { child: { nhsNumber: '9990000035' } },
  'no such source': { child: { local: { source: 'nowhere', value: '1' } } },
  'nobody knows': { child: { nhsNumber: UNKNOWN } }, 'concealed': { child: { nhsNumber: CONCEALED[0] ?? '' } },
} // prettier-ignore
/** Documents that are no single act. */
const DOCUMENTS: Readonly<Record<string, string>> = {
  twice: `mutation ($input: BreakGlassInput!) { a: breakGlass(input: $input) ${RECEIPT} b: breakGlass(input: $input) ${RECEIPT} }`,
  merged: `mutation ($input: BreakGlassInput!) { breakGlass(input: $input) ${RECEIPT} ...F } fragment F on Mutation { breakGlass(input: $input) ${RECEIPT} }`,
  none: 'mutation ($input: BreakGlassInput!) { breakGlass(input: $input) @skip(if: true) { __typename } }',
  'a record': 'mutation ($input: BreakGlassInput!) { breakGlass(input: $input) { ... on Child { id } } }',
  another: `mutation ($input: BreakGlassInput!) { breakGlass(input: $input) ${RECEIPT} reconcileBreakGlass(input: { key: "12345678", id: "x", outcome: JUSTIFIED, note: "none" }) { id } }`,
}

interface Try {
  readonly persona: string
  readonly query: string
  readonly input: object
}
const attempt: fc.Arbitrary<Try> = fc.oneof(
  fc.record({
    persona: fc.constantFrom(...MAY_NOT),
    query: fc.constant(one),
    input: fc.constantFrom({}, ...Object.values(WRONG)),
  }),
  fc.record({
    persona: fc.constantFrom(...MAY),
    query: fc.constant(one),
    input: fc.constantFrom(...Object.values(WRONG)),
  }),
  fc.record({
    persona: fc.constantFrom(...MAY, ...MAY_NOT),
    query: fc.constantFrom(...Object.values(DOCUMENTS)),
    input: fc.constantFrom({}, ...Object.values(WRONG)),
  }),
)

describe('an act that is refused', () => {
  it('has done nothing, in any of a hundred ways', async () => {
    const before = await kit.counts()
    await fc.assert(
      fc.asyncProperty(attempt, async ({ persona, query, input }) => {
        const { text } = await kit.gateway.ask(persona, query, { input: { ...good(), ...input } })
        expect(text).not.toContain('"until"')
        expect(text).not.toContain('bus station')
      }),
      { numRuns: 100 },
    )
    expect(await kit.counts()).toEqual(before)
  }, 60_000)

  it.each(Object.entries(WRONG).slice(0, -2))('is told what is wrong: %s', async (_what, input) => {
    const { errors } = await kit.gateway.ask('safeguarding-nurse', one, { input: { ...good(), ...input } })
    expect(['BAD_ARGUMENT', 'BAD_IDENTIFIER']).toContain(errors[0]?.extensions['code'])
  })

  it('is refused to an application that is registered for less than everything', async () => {
    const before = await kit.counts()
    const { errors } = await kit.gateway.ask('school-lead', one, { input: good() }, { application: 'school-partner' })
    expect(errors[0]?.extensions['code']).toBe('OPERATION_REFUSED')
    expect(await kit.counts()).toEqual(before)
  })

  it('because it cannot be written down has done nothing either', async () => {
    const before = await kit.counts()
    auditIsDown = true
    const { status, text } = await kit.gateway.ask('safeguarding-nurse', one, { input: good() })
    auditIsDown = false
    expect([status, text.includes('until')]).toEqual([503, false])
    expect(await kit.counts()).toEqual(before)
  })

  it('because the owners cannot be told opens nothing', async () => {
    const before = await kit.counts()
    await kit.rows('alter table hafan.notice add constraint full_up check (false) not valid')
    const { errors } = await kit.gateway.ask('safeguarding-nurse', one, { input: good() })
    expect(errors[0]?.extensions['code']).toBe('INTERNAL')
    await kit.rows('alter table hafan.notice drop constraint full_up')
    expect(await kit.counts()).toEqual(before)
    const read = `{ child(by: { nhsNumber: "${UNRELATED}" }, purpose: ASSESS_RISK) { __typename } }`
    expect((await kit.gateway.ask('safeguarding-nurse', read)).text).toContain('"ChildExists"')
  })

  it('because it is one too many opens nothing', async () => {
    for (const _nth of [1, 2, 3]) {
      const { errors } = await kit.gateway.ask('emergency-clinician', one, { input: good() })
      expect(errors).toEqual([])
    }
    const before = await kit.counts()
    const { errors } = await kit.gateway.ask('emergency-clinician', one, { input: good() })
    expect(errors[0]?.extensions['code']).toBe('BREAK_GLASS_LIMIT')
    expect(await kit.counts()).toEqual(before)
  })
})
