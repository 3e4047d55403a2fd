// The audits of GraphQL over HTTP by those who wrote it down, run against a gateway.
import { auditServer } from 'graphql-http'
import type { AuditResult } from 'graphql-http'
import { bareGateway } from './bare-gateway.js'

/** Three audits ask about a type. Introspection is never on, so they ask the same way about names of enum values. */
const asAsked = (body: string): string =>
  body
    .replace('{ __type(name: \\"', '{ labels(enum: \\"')
    .replace('{ __type(name: $name) { name } }', '{ labels(enum: $name) { value } }')
    .replace('\\") { name } }', '\\") { value } }')

/** Every audit's result; `token` says who asks. */
export async function auditResults(token = 'auditor'): Promise<readonly AuditResult[]> {
  const gateway = await bareGateway()
  const signedIn = async (url: string | URL, { headers, body, ...init }: RequestInit = {}): Promise<Response> =>
    fetch(url, {
      ...init,
      ...(typeof body === 'string' ? { body: asAsked(body) } : {}),
      headers: { ...Object.fromEntries(new Headers(headers)), authorization: `Bearer ${token}` },
    })
  try {
    return await auditServer({ url: gateway.url, fetchFn: signedIn })
  } finally {
    await gateway.close()
  }
}
