import { describe, expect, it } from '@jest/globals'
import { care, claims, deps, encoded, forged, hub, NOW_S, police, school, signIn, signed, token } from './tokens-kit.js'
import type { Claims } from './tokens-kit.js'
import { callerOf } from '../../../src/server/sign-in/tokens.js'

const UNAUTHENTICATED = { code: 'UNAUTHENTICATED' }

describe('a good token', () => {
  it('is a caller with everything the token says of the person, and nothing else', async () => {
    const posts = [{ kind: 'TEAM', value: 'North', from: '2026-01-01T00:00:00Z', to: null }]
    const caller = await signIn(
      token(hub, {
        posts,
        secondedFrom: 'POLICE',
        vetting: 'police',
        clearance: ['protected'],
        name: 'A Person',
        isAdmin: true,
      }),
    )
    expect(caller).toEqual({
      issuer: 'https://hub.example',
      subject: 'a.person',
      application: { id: 'explorer', name: 'Explorer', actsForPersons: true, ceiling: 'ALL' },
      person: {
        role: 'HUB_PRACTITIONER', agency: 'HUB', organisation: 'org-hub', staffRef: 'staff-1', posts, secondedFrom: 'POLICE',
        vetting: 'police', clearance: ['protected'],
      },
    }) // prettier-ignore
  })

  it('makes a caller that nothing can change', async () => {
    const caller = await signIn(token(care))
    expect([caller, caller.person].map(each => Object.isFrozen(each))).toEqual([true, true])
  })

  it('is an application alone where the application acts for nobody', async () => {
    const nobody = { role: undefined, agency: undefined, organisation: undefined, staffRef: undefined, azp: 'figures' }
    expect((await signIn(token(hub, nobody))).person).toBeNull()
  })

  it.each([30, -30])('may be %i seconds off the clock', async seconds => {
    const time = NOW_S + seconds
    await signIn(token(care, { iat: Math.min(time, NOW_S + 30), exp: time + 899, nbf: time }))
    await signIn(token(care, { iat: NOW_S - 929, exp: NOW_S - 29 }))
  })
})

describe('a token is refused', () => {
  it.each<[string, Claims]>([
    ['that is expired', { iat: NOW_S - 900, exp: NOW_S - 31 }],
    ['that was issued long ago and lives on', { iat: NOW_S - 86_400, exp: NOW_S + 600 }],
    ['that was issued in the future', { iat: NOW_S + 31, exp: NOW_S + 600 }],
    ['that is not yet valid', { nbf: NOW_S + 31 }],
    ['that lives longer than fifteen minutes', { exp: NOW_S + 901 }],
    ['for another gateway', { aud: 'another' }],
    ['for this gateway and another', { aud: ['hafan-gateway', 'another'] }],
    ['for this gateway in a list', { aud: ['hafan-gateway'] }],
    ['for a longer name', { aud: 'hafan-gateway-test' }],
    ['without a role for an application that acts for persons', { role: undefined }],
    ['with a list of roles', { role: ['SOCIAL_WORKER'] }],
    ['with an object for a role', { role: { toString: 'SOCIAL_WORKER' } }],
    ['with a number for a subject', { sub: 7 }],
    ['with an empty subject', { sub: '' }],
    ['with a subject too long', { sub: 'x'.repeat(201) }],
    ['with times as text', { exp: String(NOW_S + 600) }],
    ['with a post of another shape', { posts: [{ kind: 'KING', value: 'x', from: '2026-01-01', to: null }] }],
    [
      'with a post that has more to it',
      { posts: [{ kind: 'TEAM', value: 'x', from: '2026-01-01', to: null, role: 'HUB_MANAGER' }] },
    ],
    ['with posts that are no list', { posts: 'TEAM' }],
    [
      'with too many posts',
      { posts: Array.from({ length: 51 }, () => ({ kind: 'TEAM', value: 'x', from: '2026-01-01', to: null })) },
    ],
  ])('%s', async (_, changed) => {
    await expect(signIn(token(care, changed))).rejects.toMatchObject(UNAUTHENTICATED)
  })

  it.each(['iss', 'aud', 'sub', 'iat', 'exp', 'jti', 'azp'])('without the claim %s', async claim => {
    await expect(signIn(token(care, { [claim]: undefined }))).rejects.toMatchObject(UNAUTHENTICATED)
  })

  it.each(['agency', 'organisation', 'staffRef'])('that asserts a role without the claim %s', async claim => {
    await expect(signIn(token(care, { [claim]: undefined }))).rejects.toMatchObject({ code: 'ROLE_NOT_YOURS' })
  })

  it.each<[string, Claims]>([
    ['of the type JWT', { typ: 'JWT' }],
    ['of no type', { typ: undefined }],
    ['with critical extensions', { crit: ['exp'] }],
    ['with a list of no critical extensions', { crit: [] }],
    ['without a key id', { kid: undefined }],
    ['with a key id that its provider does not have', { kid: 'unknown' }],
    ['with a key id that names an inherited property', { kid: '__proto__' }],
  ])('%s', async (_, header) => {
    await expect(signIn(token(care, {}, header))).rejects.toMatchObject(UNAUTHENTICATED)
  })
})

describe('a forged token is refused', () => {
  const header = { alg: 'RS256', typ: 'at+jwt', kid: police.kid }
  const publicPem = police.publicKey.export({ type: 'spki', format: 'pem' })

  it.each([
    ['without a signature', () => forged({ ...header, alg: 'none' }, claims(police))],
    ['with "none" in other letters', () => forged({ ...header, alg: 'nOnE' }, claims(police))],
    ['with an empty signature', () => `${encoded({ ...header, alg: 'none' })}.${encoded(claims(police))}.`],
    ['signed with the public key as a secret', () => forged({ ...header, alg: 'HS256' }, claims(police), publicPem)],
    ['that says RS256 over such a signature', () => forged(header, claims(police), publicPem)],
    ['with its claims changed', () => {
      const [head, , tail] = token(police).split('.')
      return `${head ?? ''}.${encoded(claims(police, { role: 'POLICE_COORDINATOR', sub: 'another' }))}.${tail ?? ''}`
    }],
    ['with a list of algorithms', () => forged({ ...header, alg: ['RS256'] }, claims(police))],
    ['whose header is not JSON', () => `${encoded('not json')}.${encoded(claims(police))}.AAAA`],
    ['whose claims are not JSON', () => `${encoded(header)}.${encoded('not json, with a canary')}.AAAA`],
    ['whose claims are a list', () => forged(header, [claims(police)])],
    ['whose claims are a text', () => forged(header, '"text"')],
    ['whose claims are null', () => forged(header, 'null')],
    ['of two parts', () => token(police).split('.').slice(0, 2).join('.')],
    ['of five parts', () => `${token(police)}.AAAA.AAAA`],
    ['that is too long', () => token(police, { padding: 'x'.repeat(9_000) })],
  ])('%s', async (_, make) => {
    await expect(signIn(make())).rejects.toMatchObject(UNAUTHENTICATED)
  }) // prettier-ignore

  it('with a link to other keys: nothing in a token is ever fetched', async () => {
    const asked: string[] = []
    const issuers = [
      { row: care.row, keys: { find: (kid: string) => (asked.push(kid), Promise.resolve(null)), holds: () => false } },
    ]
    const kid = 'https://evil.example/key'
    for (const links of [{ kid }, { kid, jku: 'https://evil.example/jwks' }, { kid, x5u: 'https://evil.example/cert' }])
      await expect(signIn(token(care, {}, links), { ...deps, issuers })).rejects.toMatchObject(UNAUTHENTICATED)
    expect(asked).toEqual([kid])
  })

  it('with its own key inside', async () => {
    const jwk = school.publicKey.export({ format: 'jwk' })
    await expect(signIn(token({ ...school, row: care.row, kid: 'mine' }, claims(care), { jwk }))).rejects.toMatchObject(
      UNAUTHENTICATED,
    )
  })
})

describe('claims with names that objects inherit', () => {
  const withText = (text: string): string =>
    signed(care, JSON.stringify(claims(care, { role: undefined })).replace(/}$/, `,${text}}`))

  it.each([
    '"__proto__":{"role":"SOCIAL_WORKER"}',
    '"constructor":{"prototype":{"role":"SOCIAL_WORKER"}}',
    '"prototype":{"role":"SOCIAL_WORKER"}',
  ])('%s give no role', async text => {
    await expect(signIn(withText(text))).rejects.toMatchObject(UNAUTHENTICATED)
    expect(({} as { role?: string }).role).toBeUndefined()
  })
})

describe('the application', () => {
  it('must be registered', async () => {
    await expect(signIn(token(care, { azp: 'unknown' }))).rejects.toMatchObject({ code: 'APPLICATION_UNKNOWN' })
    await expect(signIn(token(care, { azp: '__proto__' }))).rejects.toMatchObject({ code: 'APPLICATION_UNKNOWN' })
  })

  it('acts only for the roles it is registered for', async () => {
    await signIn(token(school, { azp: 'school-partner', role: 'SCHOOL_LEAD' }))
    await expect(signIn(token(school, { azp: 'school-partner', role: 'EDUCATION_WELFARE' }))).rejects.toMatchObject({
      code: 'ROLE_NOT_YOURS',
    })
  })

  it('that acts for nobody brings no person along', async () => {
    await expect(signIn(token(hub, { azp: 'figures' }))).rejects.toMatchObject(UNAUTHENTICATED)
  })
})

describe('the header of the request', () => {
  it.each([
    undefined,
    '',
    'Bearer',
    'Bearer ',
    `Basic ${token(care)}`,
    token(care),
    `Bearer  ${token(care)}`,
    `Bearer ${token(care)} `,
    `Bearer ${token(care)}, Bearer ${token(care)}`,
    `bearer ${token(care)}x y`,
  ])('is refused where it is not one bearer token', async header => {
    await expect(callerOf(header, deps)).rejects.toMatchObject(UNAUTHENTICATED)
  })
})

it('no refusal repeats anything of the token, nor says which value was wrong', async () => {
  const canary = 'canary-7f3a'
  const spoilt: readonly Claims[] = [
    ...['iss', 'aud', 'azp', 'role', 'agency', 'organisation'].map(name => ({ [name]: canary })),
    ...['sub', 'jti', 'posts', 'clearance', 'vetting', 'secondedFrom'].map(name => ({ [name]: { [canary]: canary } })),
    { iat: canary },
    { exp: canary },
    { nbf: canary },
  ]
  const tokens = [
    ...spoilt.map(changed => forged({ alg: 'ES256', typ: 'at+jwt', kid: care.kid }, claims(care, changed))),
    ...['role', 'agency', 'organisation', 'azp', 'aud'].map(name => token(care, { [name]: canary })),
    token(care, {}, { kid: canary }),
    token(care, {}, { typ: canary }),
    forged({ alg: canary, typ: canary, kid: canary }, claims(care)),
    `${encoded({ alg: 'ES256', typ: 'at+jwt', kid: care.kid })}.${encoded(canary)}.AAAA`,
    `${canary}.${canary}.${canary}`,
  ]
  for (const one of tokens) {
    const error: unknown = await signIn(one).then(
      () => null,
      (thrown: unknown) => thrown,
    )
    expect(error).toMatchObject({ name: 'HafanError' })
    expect(JSON.stringify([(error as Error).message, (error as Error).stack])).not.toContain(canary)
  }
})
