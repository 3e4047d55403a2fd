// The text of an audit row, read back. What is not there in an older row is empty.
import { z } from 'zod'

const words = z.array(z.string()).default([])
const caller = z.object({ person: z.string(), role: z.string(), agency: z.string(), organisation: z.string() })

const asked = z.object({
  operation: z.string(),
  caller: caller.nullable(),
  application: z.string().nullable(),
  purpose: z.string().nullable(),
  document: z.string().nullable(),
  edition: z.string().nullable(),
  coordinates: words,
  identifiers: z.array(z.object({ scheme: z.string(), hash: z.string() })).default([]),
  /** Of a refusal. */
  code: z.string().optional(),
})

const outcome = z.object({
  operation: z.string(),
  child: z.string().nullable(),
  relationships: words,
  given: words,
  withheld: words,
  kinds: words,
  clauses: words,
  sources: z.array(z.object({ source: z.string(), status: z.string() })).default([]),
  response: z.string(),
})

/** An intent or a refusal: who asked, and for what. */
export type Asked = z.output<typeof asked>
export type Outcome = z.output<typeof outcome>

const bodyOf = (record: string): unknown => (JSON.parse(record) as { body: unknown }).body
export const readAsked = (record: string): Asked => asked.parse(bodyOf(record))
export const readOutcome = (record: string): Outcome => outcome.parse(bodyOf(record))
