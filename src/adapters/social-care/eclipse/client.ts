// Eclipse's one endpoint. A GraphQL answer is 200 whatever happened: what failed is told by `errors[]`, path by path.
import type { AnswerReason } from '../../../types/index.js'
import type { Call } from '../../agency.js'
import { SourceFault, type Transport } from '../../transport.js'
import { parsed } from '../../wire.js'
import { actingHeaders } from '../wire.js'
import { graphqlAnswer, type GraphqlError } from './upstream.js'

export interface Answer {
  readonly data: Readonly<Record<string, unknown>>
  readonly errors: readonly GraphqlError[]
}

export type AskEclipse = (query: string, variables: Readonly<Record<string, unknown>>, call: Call) => Promise<Answer>

/** Sends queries. Throws SourceFault where nothing came, or where an error does not say what it is about. */
export function createAsk(transport: Transport): AskEclipse {
  return async (query, variables, call) => {
    const { body } = await transport.send(
      {
        method: 'POST',
        path: 'graphql',
        json: { query, variables },
        headers: actingHeaders(call),
        accept: ['application/json', 'application/graphql-response+json'],
        idempotent: true,
      },
      call,
    )
    const { data, errors = [] } = parsed(graphqlAnswer, body)
    const vague = errors.find(error => !error.path || error.path.length === 0)
    if (vague) throw new SourceFault(reasonOfError(vague))
    if (!data) throw new SourceFault(errors[0] ? reasonOfError(errors[0]) : 'MALFORMED')
    return { data, errors }
  }
}

export const isForbidden = (error: GraphqlError): boolean => error.extensions?.code === 'FORBIDDEN'

/** The reason to give for an error entry. Its message is left unread: it may hold personal data. */
export function reasonOfError(error: GraphqlError): AnswerReason {
  const code = error.extensions?.code ?? ''
  return code === 'FORBIDDEN' || code === 'UNAUTHENTICATED' ? 'REFUSED' : 'SOURCE_ERROR'
}
