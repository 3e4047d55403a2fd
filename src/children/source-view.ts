// A source as the schema shows it.
import type { AgencySource } from '../adapters/agency.js'
import type { Records } from '../types/index.js'

/** How a source shows itself; `state` is whether it has been answering this process. */
export interface SourceView {
  readonly source: AgencySource
  readonly state: () => Records.SourceState
}

export function describeSource(source: AgencySource, state: Records.SourceState): Records.Source {
  const { id, name, agency, organisation, area, contact } = source.description
  const parts = [...source.offers].filter(part => !part.startsWith('fact.')).sort()
  return { id, name, agency, organisation, area, parts, state, contact }
}
