// A checkpoint: where the chains stood, signed. It lies where the database's masters have no hand, so that whoever could write
// every row anew, hashes and all, is found out by it.
import { createHash, createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto'
import { canonicalJson } from './canonical.js'

/** Where one chain stood. `hash` in hex. */
export interface Standing {
  readonly chain: string
  readonly seq: number
  readonly hash: string
}

export interface Checkpoint {
  /** The chain of the process that signs, and its number among all chains. */
  readonly chain: string
  readonly epoch: number
  /** 1 for the first of this process; none may be missing. */
  readonly sequence: number
  /** SHA-256 of the signed text of the one before; zeros for the first. */
  readonly previous: string
  /** ISO time. */
  readonly at: string
  /** The last of this process: its chain has no row after it. */
  readonly final: boolean
  /** Its own chain as it remembers it, then what has moved of the others as the database shows them. */
  readonly heads: readonly Standing[]
}

/** A key that signs, with a name for its public half. */
export interface CheckpointKey {
  readonly id: string
  readonly privateKey: KeyObject
  /** PEM, for whoever verifies. */
  readonly publicPem: string
}

/** Reads an Ed25519 private key in PEM. Throws, in words for the operator, for anything else. */
export function readCheckpointKey(pem: string): CheckpointKey {
  const privateKey = parsed(pem)
  if (privateKey?.asymmetricKeyType !== 'ed25519') {
    throw new Error(
      'HAFAN_CHECKPOINT_KEY is no Ed25519 private key in PEM. "openssl genpkey -algorithm ed25519" makes one.',
    )
  }
  const publicKey = createPublicKey(privateKey)
  const id = createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16)
  return { id, privateKey, publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString() }
}

function parsed(pem: string): KeyObject | null {
  try {
    return createPrivateKey(pem)
  } catch {
    return null
  }
}

/** The signed text, and the line it stands in. */
export function signCheckpoint(
  checkpoint: Checkpoint,
  key: CheckpointKey,
): { readonly text: string; readonly line: string } {
  const { chain, epoch, sequence, previous, at, final, heads } = checkpoint
  const standings = heads.map(head => ({ chain: head.chain, seq: head.seq, hash: head.hash }))
  const text = canonicalJson({ v: 1, chain, epoch, sequence, previous, at, final, heads: standings, key: key.id })
  const signature = sign(null, Buffer.from(text), key.privateKey).toString('base64')
  return { text, line: `${JSON.stringify({ checkpoint: text, signature })}\n` }
}

export const hashOf = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')
