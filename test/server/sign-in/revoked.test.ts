import { describe, expect, it } from '@jest/globals'
import { createRevoked } from '../../../src/server/sign-in/revoked.js'
import type { Revoked } from '../../../src/server/sign-in/revoked.js'
import { callerOf } from '../../../src/server/sign-in/tokens.js'
import { care, claims, deps, police, signed, token } from './tokens-kit.js'

interface File {
  readonly revoked: Revoked
  /** What the file says from now on; null: it is gone. */
  write(text: string | null): void
  pass(ms: number): void
  readonly faults: () => number
}

function file(first: string | null): File {
  let text = first
  let now = 0
  let faults = 0
  const revoked = createRevoked({
    read: () => text,
    monotonic: () => now,
    onFault: () => void (faults += 1),
  })
  return { revoked, write: next => (text = next), pass: ms => (now += ms), faults: () => faults }
}

const KEY = `keys: [{ issuer: "${care.row.issuer}", kid: ${care.kid} }]`
const PERSON = `people: [{ issuer: "${care.row.issuer}", subject: a.person }]`
const TOKEN = `tokens: [{ issuer: "${care.row.issuer}", jti: one }]`
const UNAUTHENTICATED = { code: 'UNAUTHENTICATED' }

describe('what has been taken back', () => {
  it.each([KEY, PERSON, TOKEN])('is refused at sign-in: %s', async text => {
    const { revoked } = file(text)
    const given = signed(care, JSON.stringify(claims(care, { jti: 'one' })))
    await callerOf(`Bearer ${given}`, deps)
    await expect(callerOf(`Bearer ${given}`, { ...deps, revoked })).rejects.toMatchObject(UNAUTHENTICATED)
  })

  it.each([KEY, PERSON, TOKEN])('is that of one provider, not of another: %s', async text => {
    const { revoked } = file(text)
    await callerOf(`Bearer ${token(police, { jti: 'one' }, {})}`, { ...deps, revoked })
  })

  it('a key taken back is not even looked for', async () => {
    const asked: string[] = []
    const issuers = [
      { row: care.row, keys: { find: (kid: string) => (asked.push(kid), Promise.resolve(null)), holds: () => false } },
    ]
    const { revoked } = file(KEY)
    await expect(callerOf(`Bearer ${token(care)}`, { ...deps, issuers, revoked })).rejects.toMatchObject(
      UNAUTHENTICATED,
    )
    expect(asked).toEqual([])
  })
})

describe('the file', () => {
  it('need not be there, and may hold nothing', () => {
    for (const text of [null, '', '# nobody\n', 'keys: []'])
      expect(file(text).revoked.person(care.row.issuer, 'a.person')).toBe(false)
  })

  it('counts within five seconds of being changed, without a restart', () => {
    const { revoked, write, pass } = file('')
    write(PERSON)
    pass(4_999)
    expect(revoked.person(care.row.issuer, 'a.person')).toBe(false)
    pass(1)
    expect(revoked.person(care.row.issuer, 'a.person')).toBe(true)
    write('people: []')
    pass(5_000)
    expect(revoked.person(care.row.issuer, 'a.person')).toBe(false)
  })

  it.each([['a text that is no list', 'people: everybody'], ['a word nobody reads', 'persons: []'], ['broken YAML', 'people: ['], ['its going', null]])(
    'keeps what it said before through %s, and says so once', (_, text) => {
      const { revoked, write, pass, faults } = file(PERSON)
      write(text)
      for (let times = 0; times < 3; times += 1) {
        pass(5_000)
        expect(revoked.person(care.row.issuer, 'a.person')).toBe(true)
      }
      expect(faults()).toBe(1)
    },
  ) // prettier-ignore

  it('is refused at start where it cannot be used', () => {
    expect(() => file('people: everybody')).toThrow()
  })
})
