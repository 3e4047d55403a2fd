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

type Pair = Readonly<Record<'privateKey' | 'publicKey', KeyObject>>

const createPair = (algorithm: SigningAlgorithm): Pair =>
  algorithm === 'RS256'
    ? generateKeyPairSync('rsa', { modulusLength: 2048 })
    : generateKeyPairSync('ec', { namedCurve: 'P-256' })

const first = new Map<string, Pair>()

/** What a provider begins with: one pair a process, however many regions it starts. An RSA pair takes a tenth of a second. */
export function firstSigningKey(provider: string, algorithm: SigningAlgorithm): SigningKey {
  const name = `${provider} ${algorithm}`
  const pair = first.get(name) ?? createPair(algorithm)
  first.set(name, pair)
  return createSigningKey(algorithm, pair)
}

export function createSigningKey(algorithm: SigningAlgorithm, pair = createPair(algorithm)): SigningKey {
  const { privateKey, publicKey } = pair
  const kid = randomBytes(9).toString('base64url')
  return {
    kid,
    algorithm,
    privateKey,
    jwk: { ...publicKey.export({ format: 'jwk' }), kid, alg: algorithm, use: 'sig' },
  }
}
