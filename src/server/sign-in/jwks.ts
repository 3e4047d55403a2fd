// A provider's key document (RFC 7517): which of its keys may verify tokens. One that may not takes none of the others with it.
import { createPublicKey } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { z } from 'zod'
import type { IssuerRow } from './config.js'

type Algorithm = IssuerRow['algorithm']

const MOST_KEYS = 50
const LEAST_RSA_BITS = 2_048
/** Smaller exponents have let signatures be made up without the key; 65,537 is what is in use. */
const LEAST_RSA_EXPONENT = 65_537n

const jwks = z.object({ keys: z.array(z.unknown()).max(MOST_KEYS) })
const named = z.looseObject({ kid: z.string() })
const CURVES: Readonly<Partial<Record<Algorithm, string>>> = { ES256: 'P-256', ES384: 'P-384' }
/** Private and symmetric parts. A key whose private half has been published is everybody's. */
const SECRET = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']

/**
 * Key id → key, of those that fit the one algorithm the issuer signs with. Of two keys of one id neither counts: which was meant
 * would be a guess. Throws where the document is none, or has more than 50 keys.
 */
export function verifyingKeys(document: unknown, algorithm: Algorithm): ReadonlyMap<string, KeyObject> {
  const given = jwks.parse(document).keys.flatMap(key => named.safeParse(key).data ?? [])
  const times = new Map<string, number>()
  for (const { kid } of given) times.set(kid, (times.get(kid) ?? 0) + 1)
  const shape = shapeFor(algorithm)
  return new Map(
    given
      .filter(({ kid }) => times.get(kid) === 1)
      .filter(key => shape.safeParse(key).success && !SECRET.some(member => Object.hasOwn(key, member)))
      .flatMap(key => read(key, algorithm)),
  )
}

function shapeFor(algorithm: Algorithm): z.ZodType {
  const curve = CURVES[algorithm]
  const common = {
    use: z.literal('sig').optional(),
    alg: z.literal(algorithm).optional(),
    key_ops: z.tuple([z.literal('verify')]).optional(),
  }
  return curve === undefined
    ? z.looseObject({ ...common, kty: z.literal('RSA') })
    : z.looseObject({ ...common, kty: z.literal('EC'), crv: z.literal(curve) })
}

function read(key: z.output<typeof named>, algorithm: Algorithm): [string, KeyObject][] {
  try {
    const opened = createPublicKey({ key, format: 'jwk' })
    return algorithm in CURVES || isStrong(opened) ? [[key.kid, opened]] : []
  } catch {
    return []
  }
}

function isStrong({ asymmetricKeyDetails }: KeyObject): boolean {
  const { modulusLength = 0, publicExponent = 0n } = asymmetricKeyDetails ?? {}
  return modulusLength >= LEAST_RSA_BITS && publicExponent >= LEAST_RSA_EXPONENT
}
