// Signatures that are none, or another's: every algorithm but the provider's own, keys in headers, keys of other providers, and
// keys that a provider publishes although they are no good.
import { generateKeyPairSync } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { care, claims, forged, police, providers, published, school, signed, token } from '../tokens-kit.js'
import type { Claims, Provider } from '../tokens-kit.js'
import { head, one } from './kit.js'
import type { ForgedToken } from './kit.js'

const publicPem = police.publicKey.export({ type: 'spki', format: 'pem' })
const publicDer = police.publicKey.export({ type: 'spki', format: 'der' })

/** Every algorithm but the provider's own, over a signature made with what an attacker has: nothing, or the public key. */
export const algorithms = (): ForgedToken[] =>
  ['none', 'None', 'NONE', 'nOnE', 'HS256', 'HS384', 'HS512', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'rs256', ' RS256', 'RS256 ', 'RS256\u0000', ''].flatMap(alg => [
    one(`algorithm "${alg}" unsigned`, forged(head(police, { alg }), claims(police))),
    one(`algorithm "${alg}" with the public key as a secret`, forged(head(police, { alg }), claims(police), publicPem)),
    one(`algorithm "${alg}" with the public key's bytes as a secret`, forged(head(police, { alg }), claims(police), publicDer)),
  ]) // prettier-ignore

export const headers = (): ForgedToken[] =>
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
export const ownKeys = (): ForgedToken[] => {
  const jwk = school.publicKey.export({ format: 'jwk' })
  const links: Readonly<Record<string, Claims>> = {
    jwk: { jwk }, jku: { jku: 'https://evil.example/jwks' }, x5u: { x5u: 'https://evil.example/cert' }, x5c: { x5c: ['AAAA'] }, x5t: { x5t: 'AAAA' },
  } // prettier-ignore
  return Object.entries(links).map(([name, changed]) =>
    one(`own key by ${name}`, signed({ ...school, kid: care.kid }, JSON.stringify(claims(care)), { alg: 'ES256', ...changed })),
  ) // prettier-ignore
}

/** One provider's signature under another's name, with and without that one's key id. */
export const crossed = (): ForgedToken[] =>
  providers.flatMap(of =>
    providers.filter(other => other !== of).flatMap(other => [
      one(`${other.row.agency} signs as ${of.row.agency}`, signed({ ...other, row: { ...of.row, algorithm: other.row.algorithm } }, JSON.stringify(claims(of)))),
      one(`${other.row.agency} signs as ${of.row.agency}, key id and all`, signed({ ...other, kid: of.kid, row: { ...of.row, algorithm: other.row.algorithm } }, JSON.stringify(claims(of)))),
    ]),
  ) // prettier-ignore

/** Beside a good signature: members that would change how the token is read, whatever they say. */
export const members = (): ForgedToken[] =>
  ['jku', 'jwk', 'x5u', 'x5c', 'x5t', 'x5t#S256', 'b64', 'zip', 'cty', 'crit', 'enc', 'apu', 'epk', 'p2s', 'nonce', 'url', 'iss', 'kid2', 'Alg'].flatMap(member =>
    ([['a likely value', LIKELY[member] ?? 'AAAA'], ['null', null], ['nothing', '']] as const).map(([name, value]) =>
      one(`header with ${member}: ${name}`, token(care, {}, { [member]: value })),
    ),
  ) // prettier-ignore

const LIKELY: Readonly<Record<string, unknown>> = {
  jku: care.row.jwks, jwk: care.publicKey.export({ format: 'jwk' }), b64: true, cty: 'JSON', crit: ['exp'], zip: 'DEF', iss: care.row.issuer,
} // prettier-ignore

type Pair = Pick<Provider, 'publicKey' | 'privateKey'>
const rsa = (modulusLength: number, publicExponent = 65_537): Pair =>
  generateKeyPairSync('rsa', { modulusLength, publicExponent })
const ec = (namedCurve: string): Pair => generateKeyPairSync('ec', { namedCurve })
interface Unfit extends Pair {
  readonly of: Provider
  readonly kid: string
  /** As it stands in the key document. */
  readonly documents: readonly object[]
}
const unfit = (of: Provider, kid: string, pair: Pair, rest: object = {}): Unfit => ({
  ...pair,
  ...{ of, kid, documents: [published({ ...pair, kid }, rest)] },
})
const privatePart = ({ privateKey }: { readonly privateKey: KeyObject }): object => privateKey.export({ format: 'jwk' })
const laidBare = ec('P-256')
const double = ec('P-256')

/** Keys that their provider publishes, and that must not count. */
const UNFIT: readonly Unfit[] = [
  unfit(police, 'rsa-1024', rsa(1_024)),
  unfit(police, 'rsa-exponent-3', rsa(2_048, 3)),
  unfit(police, 'ec-for-rsa', ec('P-256')),
  unfit(police, 'other-rsa-algorithm', rsa(2_048), { alg: 'PS256' }),
  unfit(care, 'rsa-for-ec', rsa(2_048)),
  unfit(care, 'p-384', ec('P-384')),
  unfit(care, 'p-521', ec('P-521')),
  unfit(care, 'other-ec-algorithm', ec('P-256'), { alg: 'ES384' }),
  unfit(care, 'agreement', ec('P-256'), { alg: 'ECDH-ES' }),
  unfit(care, 'encryption', ec('P-256'), { use: 'enc' }),
  unfit(care, 'signing-only', ec('P-256'), { key_ops: ['sign'] }),
  unfit(care, 'private', laidBare, privatePart(laidBare)),
  { ...double, of: care, kid: 'double', documents: [published({ ...double, kid: 'double' }), published({ ...ec('P-256'), kid: 'double' })] },
  { ...double, of: care, kid: 'double-private', documents: [published({ ...double, kid: 'double-private' }), published({ ...laidBare, kid: 'double-private' }, privatePart(laidBare))] },
] // prettier-ignore
const SECRET = 'a secret of thirty-two bytes long'
const symmetric = { kty: 'oct', k: Buffer.from(SECRET).toString('base64url'), kid: 'symmetric', use: 'sig' }

/** What a provider publishes beside its own key. */
export const unfitKeysOf = (of: Provider): readonly object[] => [
  ...UNFIT.filter(key => key.of === of).flatMap(({ documents }) => documents),
  symmetric,
]

export const unfitKeys = (): ForgedToken[] => [
  ...UNFIT.map(({ of, kid, privateKey, publicKey }) =>
    one(`key in the document: ${kid}`, token({ ...of, kid, privateKey, publicKey })),
  ),
  one('key in the document: symmetric', forged(head(care, { alg: 'HS256', kid: 'symmetric' }), claims(care), SECRET)),
  one('key in the document: symmetric, as the own one', forged(head(care, { kid: 'symmetric' }), claims(care), SECRET)),
]
