// Audits of GraphQL over HTTP that the gateway fails.
import { auditResults } from '../../test/support/http-audits.js'
import type { Measured } from '../figures.js'

export async function measure(): Promise<Measured> {
  const results = await auditResults()
  const of = (wanted: string): number => results.filter(({ status }) => status === wanted).length
  return {
    value: of('error'),
    notes: [
      `${results.length} audits: ${of('ok')} ok, ${of('warn')} warnings and ${of('notice')} notices, each pinned in a test`,
    ],
  }
}
