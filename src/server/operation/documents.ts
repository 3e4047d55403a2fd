// What makes a document fit to be decided on: the limits first, then the language's own rules. Documents that passed are kept,
// a bounded number of them, so that a query asked again is neither read nor checked again; one that did not pass is not kept.
import { GraphQLError, NoSchemaIntrospectionCustomRule, specifiedRules, validate } from 'graphql'
import type { ApolloServerOptions } from '@apollo/server'
import type { DocumentNode, GraphQLSchema } from 'graphql'
import type { OperationContext } from '../context.js'
import { checkLimits } from '../limits.js'

type DocumentStore = Exclude<ApolloServerOptions<OperationContext>['documentStore'], null | undefined>

export interface Documents {
  /** For the server, which looks here before it reads a query. */
  readonly store: DocumentStore
  /** Throws for a document that breaks a limit or a rule. `hash` is the server's, of the query's text. */
  check(document: DocumentNode, hash: string | undefined): void
}

const MOST_KEPT = 500
const RULES = [...specifiedRules, NoSchemaIntrospectionCustomRule]

export function createDocuments(schema: GraphQLSchema): Documents {
  const kept = new Map<string, DocumentNode>()
  const passed = new WeakSet<DocumentNode>()

  /** Those asked again stay: the one that goes is the one not asked for longest. */
  function recall(hash: string): DocumentNode | undefined {
    const document = kept.get(hash)
    if (document === undefined) return undefined
    kept.delete(hash)
    kept.set(hash, document)
    return document
  }

  return {
    store: {
      get: key => Promise.resolve(recall(hashIn(key))),
      // The server would keep a document as soon as it is read; here it is kept once it has passed.
      set: () => Promise.resolve(),
      delete: key => Promise.resolve(kept.delete(hashIn(key))),
    },
    check(document, hash) {
      if (passed.has(document)) return
      checkLimits(document)
      // One problem is enough: finding a hundred is work that whoever attacks has done for them.
      const [problem] = validate(schema, document, RULES, { maxErrors: 1, hideSuggestions: true })
      if (problem) throw invalid(problem)
      passed.add(document)
      if (hash === undefined) return
      kept.set(hash, document)
      const [oldest] = kept.keys()
      if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest)
    },
  }
}

/** The server asks under "schema:query", both hashes, and tells its plugins the query's alone. */
const hashIn = (key: string): string => key.slice(key.lastIndexOf(':') + 1)

/** In the server's own form, so that the one funnel of errors words it. */
function invalid({ message, nodes, originalError }: GraphQLError): GraphQLError {
  return new GraphQLError(message, {
    nodes: nodes ?? null,
    originalError: originalError ?? null,
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED', http: { status: 400 } },
  })
}
