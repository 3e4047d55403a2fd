// A good token is checked once a minute, and everything that ends it sooner ends it at once.
import { describe, expect, it } from '@jest/globals'
import type { KeyObject } from 'node:crypto'
import { remembering } from '../../../src/server/sign-in/remembered.js'
import { NOTHING_REVOKED } from '../../../src/server/sign-in/revoked.js'
import type { Revoked } from '../../../src/server/sign-in/revoked.js'
import { verify } from '../../../src/server/sign-in/tokens.js'
import type { Caller } from '../../../src/types/caller.js'
import { NOW, applications, care, token } from './tokens-kit.js'

interface Door {
  readonly enter: (bearer: string) => Promise<Caller>
  /** How often a token was checked whole. */
  readonly checks: () => number
  pass(seconds: number): void
  /** The provider has this key from now on. */
  hold(key: KeyObject | null): void
  takeBack(what: Partial<Revoked>): void
}

function door(most?: number): Door {
  let [checks, passed] = [0, 0]
  let key: KeyObject | null = care.publicKey
  let revoked = NOTHING_REVOKED
  const enter = remembering(
    authorization => {
      checks += 1
      return verify(authorization, {
        issuers: [{ row: care.row, keys: { find: () => Promise.resolve(key), holds: (_kid, held) => held === key } }],
        applications,
        revoked: {
          key: (issuer, kid) => revoked.key(issuer, kid),
          person: (issuer, subject) => revoked.person(issuer, subject),
          token: (issuer, jti) => revoked.token(issuer, jti),
        },
        now: () => new Date(NOW.getTime() + passed * 1000),
      })
    },
    { monotonic: () => passed * 1000, ...(most === undefined ? {} : { most }) },
  )
  return {
    enter: bearer => enter(`Bearer ${bearer}`),
    checks: () => checks,
    pass: seconds => void (passed += seconds),
    hold: held => void (key = held),
    takeBack: what => void (revoked = { ...NOTHING_REVOKED, ...what }),
  }
}

const REFUSED = { code: 'UNAUTHENTICATED' }

describe('a token that was found good', () => {
  it('is not checked whole again for a minute, and then it is', async () => {
    const { enter, checks, pass } = door()
    const given = token(care)
    const first = await enter(given)
    pass(59)
    expect(await enter(given)).toBe(first)
    expect(checks()).toBe(1)
    pass(1)
    await enter(given)
    expect(checks()).toBe(2)
  })

  it('is no other token, though only its signature differs', async () => {
    const { enter } = door()
    const given = token(care)
    await enter(given)
    const [header, claims] = given.split('.')
    await expect(enter(`${header ?? ''}.${claims ?? ''}.${token(care).split('.')[2] ?? ''}`)).rejects.toMatchObject(
      REFUSED,
    )
  })

  it('ends with its time, within the minute', async () => {
    const { enter, pass, checks } = door()
    const given = token(care, { exp: NOW.getTime() / 1000 + 10 })
    await enter(given)
    pass(10)
    // A clock's tolerance is for the whole check to give.
    await enter(given)
    expect(checks()).toBe(2)
    pass(40)
    await expect(enter(given)).rejects.toMatchObject(REFUSED)
  })

  it.each<[string, Partial<Revoked>]>([
    ['its key', { key: () => true }],
    ['its person', { person: () => true }],
    ['itself', { token: () => true }],
  ])('ends at once where what is taken back is %s', async (_, what) => {
    const { enter, takeBack } = door()
    const given = token(care)
    await enter(given)
    takeBack(what)
    await expect(enter(given)).rejects.toMatchObject(REFUSED)
  })

  it('ends at once where its provider no longer has its key', async () => {
    const { enter, hold } = door()
    const given = token(care)
    await enter(given)
    hold(null)
    await expect(enter(given)).rejects.toMatchObject(REFUSED)
  })

  it('is checked whole again where the clock was put back', async () => {
    const { enter, pass, checks } = door()
    const given = token(care)
    await enter(given)
    pass(-5)
    await enter(given)
    expect(checks()).toBe(2)
  })

  it('is kept with others in a bounded number, those used longest ago going', async () => {
    const { enter, checks } = door(2)
    const [one, two, three] = [token(care), token(care), token(care)]
    for (const each of [one, two, one, three, one]) await enter(each)
    expect(checks()).toBe(3)
    await enter(two)
    expect(checks()).toBe(4)
  })
})

it('a token that was refused is not kept as anything', async () => {
  const { enter, checks, hold } = door()
  hold(null)
  const given = token(care)
  await expect(enter(given)).rejects.toMatchObject(REFUSED)
  hold(care.publicKey)
  await enter(given)
  expect(checks()).toBe(2)
})
