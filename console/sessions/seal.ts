// Seals what is kept, with a key of its own for each row and each use: AES-256-GCM, keys drawn from one secret by HKDF.
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

export interface Sealing {
  /** `key`: whoever does not have it cannot open the row, though they had the secret and the database. */
  seal(use: string, key: string, plain: string): Buffer
  /** Null where it was not sealed for this use under this key. */
  open(use: string, key: string, sealed: Buffer): string | null
  /** A lasting name that does not tell what it stands for. */
  name(use: string, value: string): Buffer
}

const IV_BYTES = 12
const TAG_BYTES = 16
const LEAST_SECRET_BYTES = 32

/** Throws, in words for the operator, where the secret is too short to be one. */
export function createSealing(secret: Buffer): Sealing {
  if (secret.length < LEAST_SECRET_BYTES)
    throw new Error('CONSOLE_SECRET has fewer than 32 bytes: make one with `openssl rand -base64 32`.')
  const derive = (use: string, key: string): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, Buffer.from(key, 'utf8'), `hafan-console ${use}`, 32))
  return {
    seal(use, key, plain) {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv('aes-256-gcm', derive(use, key), iv)
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), body])
    },
    open(use, key, sealed) {
      if (sealed.length < IV_BYTES + TAG_BYTES) return null
      const decipher = createDecipheriv('aes-256-gcm', derive(use, key), sealed.subarray(0, IV_BYTES), {
        authTagLength: TAG_BYTES,
      })
      decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
      try {
        const body = sealed.subarray(IV_BYTES + TAG_BYTES)
        return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
      } catch {
        return null
      }
    },
    name: (use, value) =>
      createHmac('sha256', derive(`${use} name`, ''))
        .update(value)
        .digest(),
  }
}
