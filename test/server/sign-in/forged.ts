// Tokens that must never be accepted: forged, stretched, crossed between senders, or saying more than their provider may. Each is
// good but for the one thing that its name says.
import { createSign, randomUUID } from 'node:crypto'
import { care, claims, encoded, forged, hub, NOW_S, police, providers, school, signed, token } from './tokens-kit.js'
import type { Claims, Provider } from './tokens-kit.js'

export interface ForgedToken {
  readonly name: string
  /** The whole Authorization header. */
  readonly header: string
  readonly code: 'UNAUTHENTICATED' | 'ROLE_NOT_YOURS' | 'APPLICATION_UNKNOWN'
}

type Code = ForgedToken['code']
const bearer = (text: string): string => `Bearer ${text}`
const one = (name: string, text: string, code: Code = 'UNAUTHENTICATED'): ForgedToken => ({
  name,
  header: bearer(text),
  code,
})
const withClaims = (group: string, of: Provider, all: Readonly<Record<string, Claims>>, code?: Code): ForgedToken[] =>
  Object.entries(all).map(([name, changed]) => one(`${group}: ${name}`, token(of, changed), code))
const publicPem = police.publicKey.export({ type: 'spki', format: 'pem' })
const publicDer = police.publicKey.export({ type: 'spki', format: 'der' })
const head = (of: Provider, changed: Claims = {}): Claims => ({
  alg: of.row.algorithm,
  typ: 'at+jwt',
  kid: of.kid,
  ...changed,
})
const ODD_VALUES: Readonly<Record<string, unknown>> = {
  'a number': 7, 'minus nothing': -0, 'true': true, 'null': null, 'a list': ['x'], 'an object': { x: 1 }, 'nothing at all': '', 'far too long': 'x'.repeat(201),
} // prettier-ignore

/** Every algorithm but the provider's own, over a signature made with what an attacker has: nothing, or the public key. */
const algorithms = (): ForgedToken[] =>
  ['none', 'None', 'NONE', 'nOnE', 'HS256', 'HS384', 'HS512', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'rs256', ' RS256', 'RS256 ', 'RS256\u0000', ''].flatMap(alg => [
    one(`algorithm "${alg}" unsigned`, forged(head(police, { alg }), claims(police))),
    one(`algorithm "${alg}" with the public key as a secret`, forged(head(police, { alg }), claims(police), publicPem)),
    one(`algorithm "${alg}" with the public key's bytes as a secret`, forged(head(police, { alg }), claims(police), publicDer)),
  ]) // prettier-ignore

const headers = (): ForgedToken[] =>
  Object.entries<Claims>({
    'no type': { typ: undefined }, 'a JWT': { typ: 'JWT' }, 'an ID token': { typ: 'id+jwt' }, 'a logout token': { typ: 'logout+jwt' }, 'a proof': { typ: 'dpop+jwt' },
    'a longer type': { typ: 'at+jwt+x' }, 'a list of types': { typ: ['at+jwt'] }, 'a nested token': { typ: 'at+jwt', cty: 'JWT', alg: 'dir', enc: 'A256GCM' },
    'critical extensions': { crit: ['exp'] }, 'an empty list of critical extensions': { crit: [] }, 'a critical b64': { crit: ['b64'], b64: false },
    'no key id': { kid: undefined }, 'an unknown key id': { kid: 'unknown' }, 'an inherited key id': { kid: '__proto__' }, 'a constructor for a key id': { kid: 'constructor' },
    'a path for a key id': { kid: '../../../../dev/null' }, 'a query for a key id': { kid: "' or 1=1 --" }, 'a link for a key id': { kid: 'https://evil.example/key' },
    'an empty key id': { kid: '' }, 'a number for a key id': { kid: 0 }, 'a list of key ids': { kid: [care.kid] }, 'a key id too long': { kid: 'k'.repeat(300) },
    'a key id in other letters': { kid: care.kid.toUpperCase() }, 'a key id with a space': { kid: `${care.kid} ` }, 'a key id of another provider': { kid: police.kid },
  }).map(([name, changed]) => one(`header: ${name}`, token(care, {}, changed))) // prettier-ignore

/** Links and keys in a header are never used: the signature is another's. */
const ownKeys = (): ForgedToken[] => {
  const jwk = school.publicKey.export({ format: 'jwk' })
  const links: Readonly<Record<string, Claims>> = {
    jwk: { jwk }, jku: { jku: 'https://evil.example/jwks' }, x5u: { x5u: 'https://evil.example/cert' }, x5c: { x5c: ['AAAA'] }, x5t: { x5t: 'AAAA' },
  } // prettier-ignore
  return Object.entries(links).map(([name, changed]) =>
    one(`own key by ${name}`, signed({ ...school, kid: care.kid }, JSON.stringify(claims(care)), { alg: 'ES256', ...changed })),
  ) // prettier-ignore
}

const issuersAndAudiences = (): ForgedToken[] => [
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

const times = (): ForgedToken[] =>
  withClaims('time', care, {
    'expired': { iat: NOW_S - 900, exp: NOW_S - 31 }, 'long expired': { iat: 1, exp: 2 }, 'no end': { exp: undefined }, 'no beginning': { iat: undefined }, 'a second too long': { exp: NOW_S + 901 },
    'for ever': { exp: 9_999_999_999 }, 'beyond numbers': { exp: 1e308 }, 'issued long ago': { iat: NOW_S - 86_400, exp: NOW_S + 60 }, 'issued in the future': { iat: NOW_S + 31, exp: NOW_S + 600 }, 'issued a day ahead': { iat: NOW_S + 86_400, exp: NOW_S + 86_700 },
    'not yet valid': { nbf: NOW_S + 31 }, 'an end as text': { exp: String(NOW_S + 600) }, 'a beginning as text': { iat: String(NOW_S) }, 'a list of ends': { exp: [NOW_S + 600] }, 'milliseconds': { iat: NOW_S * 1000, exp: NOW_S * 1000 + 900 },
    'true for an end': { exp: true }, 'null for an end': { exp: null }, 'not before as text': { nbf: 'tomorrow' },
  }) // prettier-ignore

const shapes = (): ForgedToken[] => [
  ...['sub', 'jti', 'azp', 'role'].flatMap(claim => withClaims(`${claim} is`, care, Object.fromEntries(Object.entries(ODD_VALUES).map(([name, value]) => [name, { [claim]: value }])))),
  ...['sub', 'jti', 'azp'].flatMap(claim => withClaims('without', care, { [claim]: { [claim]: undefined } })),
  ...withClaims('posts are', care, {
    text: { posts: 'TEAM' }, 'of no kind': { posts: [{ kind: 'KING', value: 'x', from: 'x', to: null }] }, 'with more to them': { posts: [{ kind: 'TEAM', value: 'x', from: 'x', to: null, role: 'HUB_MANAGER' }] },
    'too many': { posts: Array.from({ length: 51 }, () => ({ kind: 'TEAM', value: 'x', from: 'x', to: null })) }, 'nested': { posts: [[{ kind: 'TEAM', value: 'x', from: 'x', to: null }]] }, 'of numbers': { posts: [1] },
  }),
  ...withClaims('clearance is', hub, { text: { clearance: 'protected' }, 'too long a list': { clearance: Array.from({ length: 21 }, () => 'protected') }, nested: { clearance: [['protected']] } }),
  ...['"__proto__":{"role":"SOCIAL_WORKER"}', '"constructor":{"prototype":{"role":"SOCIAL_WORKER"}}', '"prototype":{"role":"SOCIAL_WORKER"}', '"__proto__":null', '"role":"SOCIAL_WORKER","role":["HUB_MANAGER"]'].map(text =>
    one(`claims with ${text}`, signed(care, JSON.stringify(claims(care, { role: undefined })).replace(/}$/, `,${text}}`)))),
] // prettier-ignore

/** What a provider may not say of its people: another's role, agency or organisation, or more than it may vouch for. */
const tooMuchSaid = (): ForgedToken[] => [
  ...providers.flatMap(of =>
    providers.filter(other => other !== of).flatMap(other => [
      one(`${of.row.agency} asserts a role of ${other.row.agency}`, token(of, { role: other.row.roles[0] }), 'ROLE_NOT_YOURS'),
      one(`${of.row.agency} asserts that it is ${other.row.agency}`, token(of, { agency: other.row.agency }), 'ROLE_NOT_YOURS'),
      one(`${of.row.agency} asserts an organisation of ${other.row.agency}`, token(of, { organisation: other.row.organisations[0] }), 'ROLE_NOT_YOURS'),
    ]),
  ),
  ...withClaims('says', school, {
    'a secondment from the police': { secondedFrom: 'POLICE' }, 'police vetting': { vetting: 'police' }, 'a clearance': { clearance: ['protected'] },
  }, 'ROLE_NOT_YOURS'),
  ...withClaims('says', hub, { 'another vetting': { vetting: 'Police' }, 'another clearance': { clearance: ['protected', 'all'] }, 'a secondment from nowhere': { secondedFrom: 'POLICE ' } }, 'ROLE_NOT_YOURS'),
  ...withClaims('role', care, { 'in other letters': { role: 'social_worker' }, 'with a space': { role: 'SOCIAL_WORKER ' }, 'SYSTEM': { role: 'SYSTEM' }, 'two in one': { role: 'SOCIAL_WORKER,HUB_MANAGER' }, 'a role code': { role: 'SW' }, inherited: { role: '__proto__' } }, 'ROLE_NOT_YOURS'),
  ...withClaims('person without', care, { 'an agency': { agency: undefined }, 'an organisation': { organisation: undefined }, 'a staff reference': { staffRef: undefined } }, 'ROLE_NOT_YOURS'),
] // prettier-ignore

const applicationsOf = (): ForgedToken[] => [
  ...withClaims('application', care, { unknown: { azp: 'unknown' }, inherited: { azp: '__proto__' }, 'in other letters': { azp: 'Explorer' }, 'with a space': { azp: 'explorer ' }, 'two in one': { azp: 'explorer,figures' } }, 'APPLICATION_UNKNOWN'),
  one('application for another role', token(school, { azp: 'school-partner', role: 'EDUCATION_WELFARE' }), 'ROLE_NOT_YOURS'),
  one('application for another agency’s role', token(care, { azp: 'school-partner' }), 'ROLE_NOT_YOURS'),
  one('application that acts for nobody brings a person', token(hub, { azp: 'figures' })),
  one('application that acts for persons brings nobody', token(hub, { role: undefined })),
] // prettier-ignore

/** One provider's signature under another's name, with and without that one's key id. */
const crossed = (): ForgedToken[] =>
  providers.flatMap(of =>
    providers.filter(other => other !== of).flatMap(other => [
      one(`${other.row.agency} signs as ${of.row.agency}`, signed({ ...other, row: { ...of.row, algorithm: other.row.algorithm } }, JSON.stringify(claims(of)))),
      one(`${other.row.agency} signs as ${of.row.agency}, key id and all`, signed({ ...other, kid: of.kid, row: { ...of.row, algorithm: other.row.algorithm } }, JSON.stringify(claims(of)))),
    ]),
  ) // prettier-ignore

const spellings = (): ForgedToken[] => {
  const good = token(police)
  const [first = '', second = '', third = ''] = good.split('.')
  const sha1 = createSign('RSA-SHA1').update(`${first}.${second}`).sign(police.privateKey, 'base64url')
  const texts: Readonly<Record<string, string>> = {
    'claims changed under a good signature': `${first}.${encoded(claims(police, { sub: randomUUID() }))}.${third}`,
    'another header under a good signature': `${encoded(head(police, { extra: 1 }))}.${second}.${third}`,
    'no signature': `${first}.${second}.`, 'half a signature': `${first}.${second}.${third.slice(0, 40)}`, 'a signature of nothing': `${first}.${second}.AA`, 'a weak digest': `${first}.${second}.${sha1}`,
    'two parts': `${first}.${second}`, 'four parts': `${good}.AAAA`, 'five parts': `${good}.AAAA.AAAA`, 'parts in another order': `${second}.${first}.${third}`, 'no claims': `${first}..${third}`, 'no header': `.${second}.${third}`,
    'padding': `${first}=.${second}.${third}`, 'other base64': `${first}+/.${second}.${third}`, 'a line break inside': `${first}\n.${second}.${third}`, 'a space inside': `${first} .${second}.${third}`,
    'too long': token(police, { padding: 'x'.repeat(9_000) }), 'claims that are no JSON': signed(police, 'not json'), 'claims that are a list': signed(police, JSON.stringify([claims(police)])), 'claims that are null': signed(police, 'null'),
    'claims that are text': signed(police, '"text"'), 'a header that is no JSON': `${encoded('not json')}.${second}.${third}`, 'a header that is null': `${encoded('null')}.${second}.${third}`, 'a header that is a list': `${encoded([head(police)])}.${second}.${third}`,
    'a token in a token': signed(police, JSON.stringify(good)), 'the JSON form': Buffer.from(JSON.stringify({ payload: second, protected: first, signature: third })).toString('base64url'),
  } // prettier-ignore
  const lines: Readonly<Record<string, string>> = {
    'another scheme': `Basic ${good}`, 'a scheme of proof': `DPoP ${good}`, 'no scheme': good, 'two spaces': `Bearer  ${good}`, 'a space behind': `Bearer ${good} `, 'two tokens': `Bearer ${good}, Bearer ${good}`, 'a tab': `Bearer\t${good}`,
    'a scheme in small letters': `bearer ${good}`, 'a quoted token': `Bearer "${good}"`, 'nothing': '', 'a scheme alone': 'Bearer', 'a scheme and a space': 'Bearer ',
  } // prettier-ignore
  return [
    ...Object.entries(texts).map(([name, text]) => one(`spelling: ${name}`, text)),
    ...Object.entries(lines).map(([name, header]): ForgedToken => ({ name: `header line: ${name}`, header, code: 'UNAUTHENTICATED' })),
  ] // prettier-ignore
}

/** Every forged token there is, made anew. */
export const forgedTokens = (): readonly ForgedToken[] =>
  [algorithms, headers, ownKeys, issuersAndAudiences, times, shapes, tooMuchSaid, applicationsOf, crossed, spellings].flatMap(make => make()) // prettier-ignore
