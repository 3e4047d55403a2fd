// Every key of the gateway, drawn from one master secret. Each use has its own key, so that what one leaks opens nothing
// else; the derivation is fixed, so that every replica holds the same keys.
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import type { IdentifierScheme } from '../types/child.js'

/** Something sealed, and what it is tied to: it opens only when the same words are given again. */
export interface Seal {
  seal(plain: string, boundTo: string): Buffer
  /** null if it was not sealed by this key for these words. */
  open(sealed: Buffer, boundTo: string): string | null
}

/** The key ring. It holds no key that can be read out. */
export interface Keys {
  /** 32 bytes by which an identifier is found without being kept. */
  identifierHmac(scheme: IdentifierScheme, value: string): Buffer
  /** Seals the demographics a link rests on. */
  readonly anchors: Seal
  /** Seals what a change of a link touched, as it was and as it became. */
  readonly links: Seal
  /** Seals what a record said of its child when it was last read, for searching. */
  readonly identities: Seal
  /** A token of the identity index: a number of 64 bits, as decimal text. It finds records that have the same: whoever has the table sees which share one, and not what it is of. */
  identityToken(token: string): string
  /** Seals who is in a conflict of interest, and with whom. */
  readonly conflicts: Seal
  /** A property that people live at, by its reference number; and the same as a child's own, which tells no two children alike. */
  property(uprn: string): string
  addressOf(childId: string, property: string): string
  /** Seals what people wrote for their reviewers alone. */
  readonly reasons: Seal
  /** Seals what the hub records of episodes. */
  readonly episodes: Seal
  /** Seals what the hub writes of a risk assessment, and what the draft of one gives to be taken into it. */
  readonly miraf: Seal
  /** Seals what the hub records of meetings, referrals and legal measures. */
  readonly casework: Seal
  /** Seals why a child's records are kept longer. */
  readonly holds: Seal
  /** Keys of their own for what is ended before everything else: each lies sealed where it is used, and is nowhere else. */
  readonly recordKeys: {
    /** A new key, sealed for this place. */
    make(place: string): Buffer
    /** null if it was not made by this gateway for this place. */
    open(sealed: Buffer, place: string): Seal | null
  }
  /** A lasting name for a person or thing that does not tell who: 32 hex characters. `kind` keeps the uses apart. */
  pseudonym(kind: string, value: string): string
  /** `Child.id`: the child's UUID under a keyed permutation, itself in the form of a UUID. */
  readonly childId: { encode(uuid: string): string; decode(id: string): string | null }
  /** Opaque cursors, tied to whom they were given. Their length tells only steps of 64 bytes. */
  readonly cursor: {
    seal(plain: string, boundTo: string): string
    open(cursor: string, boundTo: string): string | null
  }
  /** Differs between master secrets and tells nothing of them: kept in the store to refuse a wrong secret at start. */
  readonly fingerprint: Buffer
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const KEY = 32
const NONCE = 12
const TAG = 16
const CURSOR_STEP = 64

/** Draws the key ring from the master secret. Throws if the secret is shorter than 32 bytes. */
export function createKeys(masterSecret: Buffer): Keys {
  if (masterSecret.length < 32) throw new RangeError('The master secret must be at least 32 bytes')
  const derive = (use: string): Buffer => Buffer.from(hkdfSync('sha256', masterSecret, 'hafan', `hafan/1/${use}`, 32))
  const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()
  const identifierKey = derive('identifier-hmac')
  const pseudonymKey = derive('pseudonym-hmac')
  const permutationKey = derive('child-id-permutation')
  const tokenKey = derive('identity-token-hmac')
  const recordKeys = createSeal(derive('record-key-encryption'))
  const cursors = createSeal(derive('cursor-seal'))
  const pseudonym = (kind: string, value: string): string =>
    hmac(pseudonymKey, `${kind}\n${value}`).toString('hex').slice(0, 32)
  return {
    identifierHmac: (scheme, value) => hmac(identifierKey, `${scheme}\n${value}`),
    anchors: createSeal(derive('anchor-encryption')),
    links: createSeal(derive('link-history-encryption')),
    identities: createSeal(derive('identity-encryption')),
    identityToken: token => hmac(tokenKey, token).readBigInt64BE().toString(),
    conflicts: createSeal(derive('conflict-encryption')),
    property: uprn => pseudonym('property', uprn.replace(/^0+/, '')),
    addressOf: (childId, property) => pseudonym('address', `${childId}\n${property}`),
    reasons: createSeal(derive('reason-encryption')),
    episodes: createSeal(derive('episode-encryption')),
    miraf: createSeal(derive('miraf-encryption')),
    casework: createSeal(derive('casework-encryption')),
    holds: createSeal(derive('hold-encryption')),
    recordKeys: {
      make: place => recordKeys.seal(randomBytes(KEY).toString('base64'), place),
      open: (sealed, place) => {
        const key = recordKeys.open(sealed, place)
        return key === null ? null : createSeal(Buffer.from(key, 'base64'))
      },
    },
    pseudonym,
    childId: {
      encode: uuid => {
        if (!UUID.test(uuid)) throw new TypeError('Not a UUID')
        return permute(createCipheriv('aes-256-ecb', permutationKey, null), uuid)
      },
      decode: id => (UUID.test(id) ? permute(createDecipheriv('aes-256-ecb', permutationKey, null), id) : null),
    },
    cursor: {
      seal: (plain, boundTo) => cursors.seal(pad(plain), boundTo).toString('base64url'),
      open: (cursor, boundTo) => cursors.open(Buffer.from(cursor, 'base64url'), boundTo)?.trimEnd() ?? null,
    },
    fingerprint: derive('fingerprint'),
  }
}

/** AES-256-GCM: nonce, tag, then the text. */
function createSeal(key: Buffer): Seal {
  return {
    seal(plain, boundTo) {
      const nonce = randomBytes(NONCE)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(boundTo))
      const body = cipher.update(plain, 'utf8')
      const end = cipher.final()
      return Buffer.concat([nonce, cipher.getAuthTag(), body, end])
    },
    open(sealed, boundTo) {
      if (sealed.length < NONCE + TAG) return null
      const options = { authTagLength: TAG }
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE), options)
      decipher.setAAD(Buffer.from(boundTo)).setAuthTag(sealed.subarray(NONCE, NONCE + TAG))
      try {
        return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]).toString('utf8')
      } catch {
        return null
      }
    },
  }
}

/** One block is the whole message, and a permutation is what is wanted: the one case where ECB is right. */
function permute(
  cipher: ReturnType<typeof createCipheriv> | ReturnType<typeof createDecipheriv>,
  uuid: string,
): string {
  cipher.setAutoPadding(false)
  const block = Buffer.from(uuid.replaceAll('-', ''), 'hex')
  const hex = Buffer.concat([cipher.update(block), cipher.final()]).toString('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** Spaces at the end: a cursor's own text is JSON or a key, where they mean nothing. */
function pad(plain: string): string {
  const bytes = Buffer.byteLength(plain)
  return plain + ' '.repeat((CURSOR_STEP - (bytes % CURSOR_STEP)) % CURSOR_STEP)
}
