import { beforeAll, describe, expect, it } from '@jest/globals'
import type { AuditResult } from 'graphql-http'
import { auditResults } from '../../support/http-audits.js'

let results: readonly AuditResult[]
beforeAll(async () => {
  results = await auditResults()
})

/** What we do otherwise on purpose. */
const PINNED: Readonly<Record<string, string>> = {
  // The status tells a client, a proxy and the figures of both that the request failed: 200 would say that it did not. The newer
  // media type asks for 400 here too, and one status for one refusal, whatever is accepted, is easier to rely on.
  '572B': 'warn',
  FDE2: 'warn',
  '7B9B': 'warn',
  // Nothing is asked by GET: an address is kept in logs and histories, and identifiers of children may not be.
  '5A70': 'notice',
  D6D5: 'notice',
  '6A70': 'notice',
}

describe('the audits of GraphQL over HTTP', () => {
  it('are all there', () => {
    expect(results.length).toBeGreaterThanOrEqual(61)
  })

  it('find no error', () => {
    expect(results.filter(({ status }) => status === 'error').map(({ id, name }) => `${id} ${name}`)).toEqual([])
  })

  it('warn of what is pinned with its reason, and of nothing else', () => {
    const others = results.filter(({ status }) => status !== 'ok' && status !== 'error')
    expect(Object.fromEntries(others.map(({ id, status }) => [id, status]))).toEqual(PINNED)
  })

  it('do find errors where a gateway answers nobody', async () => {
    const refused = await auditResults('!')
    expect(refused.filter(({ status }) => status === 'error').length).toBeGreaterThan(3)
  })
})
