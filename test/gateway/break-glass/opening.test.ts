import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { CONCEALED, REASON, UNKNOWN, UNRELATED, openGlassKit } from './kit.js'
import type { GlassKit } from './kit.js'

let kit: GlassKit
beforeAll(async () => {
  kit = await openGlassKit()
}, 90_000)
afterAll(() => kit.gateway.close())

const PICTURE = `query ($by: ChildIdentifier!, $purpose: Purpose!) { child(by: $by, purpose: $purpose) { __typename
  ... on Child { id breakGlassUntil relationships { relationship } education { status record { attendance { presentPercent } } } } } }`
const picture = (persona: string, nhsNumber = UNRELATED) =>
  kit.gateway.ask(persona, PICTURE, { by: { nhsNumber }, purpose: 'ASSESS_RISK' })

const MINUTE = 60_000

describe('broken glass', () => {
  it('opens the column of the role for its minutes, and not a moment longer', async () => {
    expect((await picture('safeguarding-nurse')).text).toContain('"ChildExists"')
    const { data, errors } = await kit.breakGlass('safeguarding-nurse', UNRELATED, { minutes: 5 })
    expect(errors).toEqual([])
    const { id, until } = (data as { breakGlass: { id: string; until: string } }).breakGlass
    expect(Date.parse(until) - kit.at().getTime()).toBeLessThanOrEqual(5 * MINUTE)
    const { data: shown } = await picture('safeguarding-nurse')
    const { child } = shown as {
      child: { breakGlassUntil: string; relationships: []; education: { status: string }[] }
    }
    expect([child.breakGlassUntil, child.relationships, child.education[0]?.status]).toEqual([until, [], 'FOUND'])
    expect((await picture('emergency-clinician')).text).toContain('"ChildExists"')
    const [row] = await kit.rows<{ id: string; sealed: Buffer }>('select id, sealed from hafan.break_glass')
    expect(row?.id).toBe(id)
    expect(row?.sealed.toString('utf8')).not.toContain('bus station')
    kit.pass(5 * MINUTE)
    expect((await picture('safeguarding-nurse')).text).toContain('"ChildExists"')
  })

  it('is answered for unknown and concealed children in the same bytes, calls and no sooner', async () => {
    const costs: { text: string; calls: Readonly<Record<string, number>> }[] = []
    for (const nhsNumber of [UNKNOWN, ...CONCEALED]) {
      kit.resetCalls()
      const { text } = await kit.breakGlass('safeguarding-nurse', nhsNumber)
      costs.push({ text, calls: kit.calls() })
    }
    expect(costs[0]?.text).toContain('"reason":"NOT_SHOWN"')
    expect(costs).toEqual(costs.map(() => costs[0]))
  })

  it('is broken once for a key, however often it is sent', async () => {
    const words = { key: randomUUID(), minutes: 10, reason: REASON }
    const before = await kit.counts()
    const answers = await Promise.all([1, 2, 3].map(() => kit.breakGlass('team-manager', UNRELATED, words)))
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    const after = await kit.counts()
    expect(Number(after['break_glass']) - Number(before['break_glass'])).toBe(1)
    const reused = await kit.breakGlass('team-manager', UNRELATED, { ...words, minutes: 11 })
    expect(reused.errors[0]?.extensions['code']).toBe('KEY_REUSED')
  })
})
