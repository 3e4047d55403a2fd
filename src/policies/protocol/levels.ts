// The one place where a level comes from. Decisions, the prover, gate 1 and the printed tables all ask here.
import type { Relationship } from '../../types/index.js'
import type { CompiledRole, PurposeRule, Standing } from './compile.js'
import { at } from './table.js'
import type { Verdict } from './words.js'

/** What was found out about one relationship. One that does not hold is simply absent. */
export interface RelationshipFact {
  readonly relationship: Relationship
  readonly outcome: 'HOLDS' | 'UNDECIDED'
}
/** What a level rests on, each fact as far as it could be found out. */
export interface Facts {
  readonly opened: Verdict
  readonly episodeOpen: Verdict
  readonly recentEpisode: Verdict
  readonly breakGlass: boolean
}
/** CERTAIN reads an undecided fact as not so; POSSIBLE reads it as so. */
export type View = 'CERTAIN' | 'POSSIBLE'

/** Whether one of the relationships that open the role's column holds. */
export function openedBy(role: CompiledRole, relationships: readonly RelationshipFact[]): Verdict {
  if (role.opens === 'ALWAYS') return 'YES'
  let verdict: Verdict = 'NO'
  for (const fact of relationships) {
    if (!role.opensBy.includes(fact.relationship)) continue
    if (fact.outcome === 'HOLDS') return 'YES'
    verdict = 'UNDECIDED'
  }
  return verdict
}

/** Whether the purpose may be used in the circumstances. UNDECIDED where only the episode would tell. */
export function usable(rule: PurposeRule, episodeOpen: Verdict): Verdict {
  if (rule.when === 'WHILE_OPEN') return episodeOpen
  // An undecided episode leaves this purpose usable: what it gives is what it gives without an episode.
  if (rule.when === 'WHILE_CLOSED') return episodeOpen === 'YES' ? 'NO' : 'YES'
  return 'YES'
}

/** The level of every child category, by index, written into `out`. */
export function levels(standing: Standing, rule: PurposeRule, facts: Facts, view: View, out: Uint8Array): Uint8Array {
  const so = (verdict: Verdict): boolean => verdict === 'YES' || (verdict === 'UNDECIDED' && view === 'POSSIBLE')
  const { role } = standing
  const opened = so(facts.opened)
  const glass = facts.breakGlass ? role.breakGlass : null
  if (!so(usable(rule, facts.episodeOpen)) || (!opened && glass === null)) return out.fill(0)
  const open = rule.when !== 'WHILE_CLOSED' && so(facts.episodeOpen)
  // An open episode is a recent one, whatever was found out about recent ones.
  const narrow = open || so(facts.recentEpisode) ? null : role.narrow
  const column = open ? standing.open : standing.plain
  for (let index = 0; index < column.length; index += 1) {
    const cell = at(column, index)
    let level = !opened ? 0 : narrow === null ? cell : Math.min(cell, at(narrow, index))
    if (glass?.[index] === 1) level = cell
    out[index] = Math.min(level, at(standing.caps, index), at(rule.caps, index))
  }
  return out
}
