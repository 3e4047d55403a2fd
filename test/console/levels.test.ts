// What the protocol gives a role, on a page for everybody; every role's column for those who answer for it.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { testConsole, type TestConsole } from './kit/start.js'

let kit: TestConsole
beforeAll(async () => {
  kit = await testConsole()
}, 240_000)
afterAll(() => kit.close())

const read = async (persona: string, query = ''): Promise<string> =>
  (await (await kit.signedIn(persona)).get(`/levels${query}`)).text.replaceAll(/\s+/g, ' ')
const rowOf = (text: string, category: string): string =>
  new RegExp(`data-key="${category}".*?</tr>`).exec(text)?.[0] ?? ''

describe('levels', () => {
  it('are a school lead’s own, and nobody else’s', async () => {
    const text = await read('school-lead')
    expect(text).toContain('School safeguarding lead')
    expect(text).not.toContain('Social worker')
    expect(text).toContain('answered as though nobody knew the child')
    expect(rowOf(text, 'ATTENDANCE')).toContain('Full')
    expect(rowOf(text, 'MIRAF')).toContain('None')
    expect([...text.matchAll(/data-key=/g)]).toHaveLength(30)
    expect(rowOf(text, 'PROTECTED')).toContain('looks the same as nothing recorded')
  })

  it('change with the episode and under emergency access', async () => {
    expect(rowOf(await read('safeguarding-nurse'), 'ATTENDANCE')).toContain('Summary')
    const glass = await read('emergency-clinician', '?episode=OPEN&glass=1')
    expect(glass).toContain('what emergency access opens')
    expect((await (await kit.signedIn('social-worker')).get('/levels?episode=__proto__&glass=x')).status).toBe(200)
  })

  it('say of an analyst that nothing is given', async () => {
    expect(await read('analyst')).toContain('Nothing about a child is ever given to your role.')
  })

  it.each(['auditor', 'hub-manager'])('are every role’s for %s, with notes', async persona => {
    const text = await read(persona)
    expect(text).toContain('Every role')
    expect(text).toContain('<span class="govuk-visually-hidden">Emergency clinician</span>')
    expect(text).toContain('gwent-1')
    expect(text).toMatch(/<li>3\.\(1\):/)
  })

  it('are led to from the foot of every page', async () => {
    const client = await kit.signedIn('school-lead')
    expect((await client.get('/school')).text).toContain('href="/levels"')
  })
})
