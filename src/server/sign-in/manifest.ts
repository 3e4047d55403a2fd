// The operations an application may send: a list made where the application is built, and checked where it is used.
import { parse as parseDocument, validate } from 'graphql'
import type { DocumentNode, GraphQLSchema } from 'graphql'
import { z } from 'zod'
import { documentHash } from '../operation/document-hash.js'

const manifest = z.strictObject({
  version: z.literal(1),
  application: z.string().min(1),
  /** SHA-256 of the operation as the gateway prints it → the operation. */
  operations: z.record(z.string().regex(/^[0-9a-f]{64}$/), z.string().min(1)),
})
export type Manifest = z.output<typeof manifest>

/** A manifest of these documents. Throws, naming the document, for one that is not one valid operation of the schema. */
export function makeManifest(
  application: string,
  documents: readonly { readonly name: string; readonly text: string }[],
  schema: GraphQLSchema,
): Manifest {
  const entries = documents.map(({ name, text }) => [documentHash(readOperation(text, name, schema)), text] as const)
  return { version: 1, application, operations: Object.fromEntries(entries) }
}

/**
 * The hashes a manifest allows. Throws, naming the entry, where one does not belong to the operation beside it, or the
 * operation is no longer valid: half a list is not a list.
 */
export function readManifest(text: string, application: string, schema: GraphQLSchema): ReadonlySet<string> {
  const read = manifest.safeParse(jsonOf(text))
  if (!read.success) throw new Error(`the manifest of ${application} is not of the form that hafan writes`)
  if (read.data.application !== application)
    throw new Error(`the manifest of ${application} was made for another application`)
  const entries = Object.entries(read.data.operations)
  for (const [hash, operation] of entries) {
    const name = `${hash.slice(0, 12)}… of ${application}`
    if (documentHash(readOperation(operation, name, schema)) !== hash)
      throw new Error(`the operation ${name} is not the one its hash was made from`)
  }
  return new Set(entries.map(([hash]) => hash))
}

function readOperation(text: string, name: string, schema: GraphQLSchema): DocumentNode {
  let document: DocumentNode
  try {
    document = parseDocument(text, { noLocation: true })
  } catch {
    throw new Error(`the operation ${name} is not GraphQL`)
  }
  if (document.definitions.filter(({ kind }) => kind === 'OperationDefinition').length !== 1)
    throw new Error(`the document ${name} does not hold exactly one operation`)
  const [problem] = validate(schema, document)
  if (problem) throw new Error(`the operation ${name} does not fit the schema: ${problem.message}`)
  return document
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
