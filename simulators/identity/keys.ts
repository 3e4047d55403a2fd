// Signing keys of a provider, made at every start and never written down.
import { generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto'

export type SigningAlgorithm = 'RS256' | 'ES256'

export interface SigningKey {
  readonly kid: string
  readonly algorithm: SigningAlgorithm
  readonly privateKey: KeyObject
  /** As the provider publishes it. */
  readonly jwk: Readonly<Record<string, unknown>>
}

export function createSigningKey(algorithm: SigningAlgorithm): SigningKey {
  const { privateKey, publicKey } =
    algorithm === 'RS256'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const kid = randomBytes(9).toString('base64url')
  return {
    kid,
    algorithm,
    privateKey,
    jwk: { ...publicKey.export({ format: 'jwk' }), kid, alg: algorithm, use: 'sig' },
  }
}
