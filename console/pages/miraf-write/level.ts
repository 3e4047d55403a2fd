// The level that follows from what is weighed, by the gateway's own matrix.
import { GRADED, type Graded } from '../shared/codes.js'
import type { MirafToWriteQuery } from './generated/query.js'
import { hazardsIn } from './input.js'

type Cell = MirafToWriteQuery['mirafWords']['matrix'][number]

/** The highest of the hazards; null where nothing is weighed. */
export function levelOf(matrix: readonly Cell[], form: URLSearchParams): Graded | null {
  const levels = hazardsIn(form).hazards.map(
    ({ likelihood, impact }) => matrix.find(cell => cell.likelihood === likelihood && cell.impact === impact)?.level,
  )
  return GRADED.find(level => levels.includes(level)) ?? null
}
