import { describe, expect, it } from '@jest/globals'
import { viewOf } from '../../../src/server/operation/view.js'
import type { Caller } from '../../../src/types/caller.js'

const ID = '0b7c2f8a-54f0-4f57-8f0e-7a1d2f6f7b01'
const person = {
  ...{ role: 'SOCIAL_WORKER', agency: 'SOCIAL_CARE' as const, organisation: 'W06000020', staffRef: 's' },
  ...{ posts: [], secondedFrom: null, vetting: null, clearance: [] },
}
const application = { id: 'console', actsForPersons: true, ceiling: 'ALL' as const }
const caller: Caller = { issuer: 'https://care.example', subject: 'a.person', application, person }

const view = (headers: readonly string[], of = caller, authorization = 'Bearer one') =>
  viewOf(headers, authorization, of)

describe('the header of a view', () => {
  it('is one UUID, in whatever case, wherever it stands', () => {
    expect(view(['Accept', '*/*', 'X-Hafan-View', ID.toUpperCase()])?.id).toBe(ID)
    expect(view(['accept', '*/*', 'x-other', ID])).toBeNull()
    // A value that looks like the name is none.
    expect(view(['x-other', 'x-hafan-view', 'accept', ID])).toBeNull()
  })

  it('goes with the token, of which nothing can be read', () => {
    const [one, same, other] = ['Bearer one', 'Bearer one', 'Bearer two'].map(token =>
      view(['x-hafan-view', ID], caller, token),
    )
    expect(one).toEqual(same)
    expect(other?.token).not.toBe(one?.token)
    expect(JSON.stringify(one)).not.toMatch(/Bearer|one"/)
  })

  it.each([
    '', ' ', 'child-1', `${ID}0`, ID.slice(1), `{${ID}}`, `${ID}\n`, ` ${ID}`, '00000000-0000-0000-0000-000000000000', ID.replaceAll('-', ''),
    `${ID}, ${ID}`, '__proto__', 'ⅳ'.repeat(36), '9'.repeat(60_000), `${ID}' or 1=1`,
  ])('is refused, teaching and without an echo, where it is %j', value => {
    expect(() => view(['x-hafan-view', value])).toThrow(
      expect.objectContaining({ code: 'BAD_ARGUMENT', field: 'x-hafan-view', message: expect.stringMatching(/one UUID, made at random for each page/) }),
    )
  }) // prettier-ignore

  it('is refused twice, even where both say the same', () => {
    expect(() => view(['x-hafan-view', ID, 'X-HAFAN-VIEW', ID])).toThrow(
      expect.objectContaining({ code: 'BAD_ARGUMENT' }),
    )
  })

  it('is refused of an application that acts for nobody', () => {
    expect(() => view(['x-hafan-view', ID], { ...caller, person: null })).toThrow(
      expect.objectContaining({ code: 'PERSON_REQUIRED' }),
    )
  })
})
