// Small helpers every adapter uses to build a Reading, so that failure is said the same way everywhere.
import type { AnswerReason } from '../types/index.js'
import type { Part, PartValues, Reading } from './agency.js'
import { SourceFault } from './transport.js'

/** Runs a whole lookup; what the source did wrong becomes a `failed` reading, anything else is a bug and is thrown. */
export async function reading(work: () => Promise<Reading>): Promise<Reading> {
  try {
    return await work()
  } catch (error) {
    return { kind: 'failed', reason: reasonOf(error) }
  }
}

/** The reason of a source fault; rethrows everything else. */
export function reasonOf(error: unknown): AnswerReason {
  if (error instanceof SourceFault) return error.reason
  throw error
}

export type PartResults = { [P in Part]?: Promise<PartValues[P] | null> }

/** Waits for parts asked for apart: what one call could not give is named, the rest stands. */
export async function settleParts(results: PartResults): Promise<{
  parts: { [P in Part]?: PartValues[P] | null }
  failedParts: { [P in Part]?: AnswerReason }
}> {
  const parts: Record<string, unknown> = {}
  const failedParts: Record<string, AnswerReason> = {}
  await Promise.all(
    Object.entries(results).map(async ([part, result]) => {
      try {
        parts[part] = await result
      } catch (error) {
        failedParts[part] = reasonOf(error)
      }
    }),
  )
  return { parts: parts, failedParts }
}
