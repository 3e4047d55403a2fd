// Keys and secrets of the simulated region, made anew at every start.
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import type { SystemCredentials } from './kit/system.js'
import { clientIdOf, KEY_ID } from './systems.js'

export interface GatewayKey {
  readonly privateKeyPem: string
  readonly publicKeyPem: string
}

/** The key the gateway signs client assertions with: RS384 and RS512 both take it. */
export function createGatewayKey(): GatewayKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  return { privateKeyPem: privateKey, publicKeyPem: publicKey }
}

/** Sign-in of the gateway at one system: every kind of it, each system uses its own. */
export function createSystemCredentials(system: string, key: GatewayKey): SystemCredentials {
  return {
    clientId: clientIdOf(system),
    clientSecret: randomSecret(),
    token: randomSecret(),
    apiKey: randomSecret(),
    publicKeyPem: key.publicKeyPem,
    keyId: KEY_ID,
  }
}

/** 192 bits as text. */
export const randomSecret = (): string => randomBytes(24).toString('base64url')
