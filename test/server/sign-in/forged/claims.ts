// Claims of another issuer or audience, at another time, or of another shape.
import { care, claims, hub, NOW_S, signed } from '../tokens-kit.js'
import { one, withClaims } from './kit.js'
import type { ForgedToken } from './kit.js'

const FROM = '2026-01-01T00:00:00Z'
const ODD_VALUES: Readonly<Record<string, unknown>> = {
  'a number': 7, 'minus nothing': -0, 'true': true, 'null': null, 'a list': ['x'], 'an object': { x: 1 }, 'nothing at all': '', 'far too long': 'x'.repeat(201),
} // prettier-ignore

export const issuersAndAudiences = (): ForgedToken[] => [
  ...withClaims('issuer', care, {
    missing: { iss: undefined }, 'a list': { iss: [care.row.issuer] }, 'a longer name': { iss: `${care.row.issuer}.evil.example` }, 'a beginning': { iss: care.row.issuer.slice(0, -1) },
    'a slash more': { iss: `${care.row.issuer}/` }, 'other letters': { iss: care.row.issuer.toUpperCase() }, 'another scheme': { iss: care.row.issuer.replace('https', 'http') },
    'a port': { iss: `${care.row.issuer}:443` }, 'a space': { iss: ` ${care.row.issuer}` }, 'letters that look alike': { iss: care.row.issuer.replace('a', 'а') }, 'an object': { iss: { toString: care.row.issuer } },
    'another provider’s': { iss: hub.row.issuer }, 'inherited': { iss: '__proto__' },
  }),
  ...withClaims('audience', care, {
    missing: { aud: undefined }, 'another': { aud: 'another' }, 'a list of it': { aud: ['hafan-gateway'] }, 'it and another': { aud: ['another', 'hafan-gateway'] }, 'a longer name': { aud: 'hafan-gateway-2' },
    'a beginning': { aud: 'hafan' }, 'other letters': { aud: 'HAFAN-GATEWAY' }, 'an empty list': { aud: [] }, 'an object': { aud: { 'hafan-gateway': true } }, 'a pattern': { aud: '.*' }, 'a space': { aud: 'hafan-gateway ' },
  }),
] // prettier-ignore

export const times = (): ForgedToken[] =>
  withClaims('time', care, {
    'expired': { iat: NOW_S - 900, exp: NOW_S - 31 }, 'long expired': { iat: 1, exp: 2 }, 'no end': { exp: undefined }, 'no beginning': { iat: undefined }, 'a second too long': { exp: NOW_S + 901 },
    'for ever': { exp: 9_999_999_999 }, 'beyond numbers': { exp: 1e308 }, 'issued long ago': { iat: NOW_S - 86_400, exp: NOW_S + 60 }, 'issued in the future': { iat: NOW_S + 31, exp: NOW_S + 600 }, 'issued a day ahead': { iat: NOW_S + 86_400, exp: NOW_S + 86_700 },
    'not yet valid': { nbf: NOW_S + 31 }, 'an end as text': { exp: String(NOW_S + 600) }, 'a beginning as text': { iat: String(NOW_S) }, 'a list of ends': { exp: [NOW_S + 600] }, 'milliseconds': { iat: NOW_S * 1000, exp: NOW_S * 1000 + 900 },
    'true for an end': { exp: true }, 'null for an end': { exp: null }, 'not before as text': { nbf: 'tomorrow' },
    'an end that is the beginning': { exp: NOW_S, iat: NOW_S }, 'an end before the beginning': { exp: NOW_S - 1, iat: NOW_S }, 'an end between seconds': { exp: NOW_S + 600.5 }, 'a beginning between seconds': { iat: NOW_S - 0.5 },
    'a beginning of nought': { iat: 0 }, 'a beginning before time': { iat: -1 }, 'not before between seconds': { nbf: NOW_S - 0.5 }, 'not before its end': { exp: NOW_S + 10, nbf: NOW_S + 10 }, 'not before null': { nbf: null },
  }) // prettier-ignore

export const shapes = (): ForgedToken[] => [
  ...['sub', 'jti', 'azp', 'role'].flatMap(claim => withClaims(`${claim} is`, care, Object.fromEntries(Object.entries(ODD_VALUES).map(([name, value]) => [name, { [claim]: value }])))),
  ...['sub', 'jti', 'azp'].flatMap(claim => withClaims('without', care, { [claim]: { [claim]: undefined } })),
  ...withClaims('posts are', care, {
    text: { posts: 'TEAM' }, 'of no kind': { posts: [{ kind: 'KING', value: 'x', from: FROM, to: null }] }, 'with more to them': { posts: [{ kind: 'TEAM', value: 'x', from: FROM, to: null, role: 'HUB_MANAGER' }] },
    'too many': { posts: Array.from({ length: 51 }, () => ({ kind: 'TEAM', value: 'x', from: FROM, to: null })) }, 'nested': { posts: [[{ kind: 'TEAM', value: 'x', from: FROM, to: null }]] }, 'of numbers': { posts: [1] },
  }),
  ...withClaims('clearance is', hub, { text: { clearance: 'protected' }, 'too long a list': { clearance: Array.from({ length: 21 }, () => 'protected') }, nested: { clearance: [['protected']] } }),
  ...['"__proto__":{"role":"SOCIAL_WORKER"}', '"constructor":{"prototype":{"role":"SOCIAL_WORKER"}}', '"prototype":{"role":"SOCIAL_WORKER"}', '"__proto__":null', '"role":"SOCIAL_WORKER","role":["HUB_MANAGER"]'].map(text =>
    one(`claims with ${text}`, signed(care, JSON.stringify(claims(care, { role: undefined })).replace(/}$/, `,${text}}`)))),
] // prettier-ignore
