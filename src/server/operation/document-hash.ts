// The name of an operation: what the audit keeps of it, and what a manifest of trusted operations lists.
import { createHash } from 'node:crypto'
import { print } from 'graphql'
import type { DocumentNode } from 'graphql'

const hashes = new WeakMap<DocumentNode, string>()

/** SHA-256 of the document as it is executed, not as it was typed. The server keeps documents, so each is printed once. */
export function documentHash(document: DocumentNode): string {
  const hash = hashes.get(document) ?? createHash('sha256').update(print(document)).digest('hex')
  hashes.set(document, hash)
  return hash
}
