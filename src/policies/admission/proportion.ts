// What counts against a caller's budgets: guesses, and children shown who are not of their own caseload. Pure.
import type { Person } from '../../types/caller.js'
import type { Relationship } from '../../types/index.js'
import type { CompiledProtocol } from '../protocol/index.js'
import { roleOf } from '../protocol/compile.js'
import type { Admission, KnownChild } from './admit.js'
import { relationshipHolds } from './relationships.js'

/** How much one person of this role has, at this moment. */
export interface Allowance {
  readonly at: Date
  readonly since: Date
  readonly slowSince: Date
  readonly mostGuesses: number
  readonly mostShown: number
}

export function allowanceOf({ edition, ...rest }: CompiledProtocol, role: string, at: Date): Allowance {
  const { within, slowly, guesses, shown } = edition.proportion
  const before = (ms: number): Date => new Date(at.getTime() - ms)
  return {
    at,
    since: before(within),
    slowSince: before(slowly.within),
    mostGuesses: guesses.atMost,
    mostShown: shown[roleOf({ edition, ...rest }, role)?.code ?? ''] ?? 0,
  }
}

/** Kept by the hub itself, so that nobody need be asked. */
const OF_THE_HUB: readonly Relationship[] = ['HUB_CASE', 'ASSIGNED_DEBRIEF']

/**
 * Whether the child is known to be the caller's own before any agency is asked: by a relationship confirmed earlier and not
 * ended since, by glass broken for them, or by what the hub keeps. To ask for such a child is no guess, and is answered whatever has been used up.
 */
export function isOwn(child: KnownChild | null, person: Person, protocol: CompiledProtocol, now: Date): boolean {
  if (child === null) return false
  if (child.confirmed.length > 0 || child.breakGlass !== null) return true
  const opening = roleOf(protocol, person.role)?.opensBy ?? []
  return OF_THE_HUB.some(
    relationship =>
      opening.includes(relationship) && relationshipHolds(relationship, person, [], child.hub, now) === 'HOLDS',
  )
}

/** Whether a child who is shown counts: not one of the caller's caseload. */
export function counts(admission: Admission, { edition }: CompiledProtocol): boolean {
  if (admission.kind !== 'SHOWN') return false
  const { apart } = edition.proportion
  return !admission.rights.relationships.some(
    ({ relationship, outcome }) => outcome === 'HOLDS' && apart.includes(relationship),
  )
}

/** What whoever oversees the caller's agency is told, once a window. */
export function flagged(
  taken: { readonly refused: 'GUESSES' | 'SHOWN' | null; readonly guessed: number; readonly guessedSlowly: number },
  { edition }: CompiledProtocol,
): readonly ('GUESSES_SPENT' | 'SHOWN_SPENT' | 'GUESSING')[] {
  const { guesses, slowly } = edition.proportion
  const guessing = taken.guessed >= guesses.flaggedFrom || taken.guessedSlowly >= slowly.flaggedFrom
  return [
    ...(guessing ? (['GUESSING'] as const) : []),
    ...(taken.refused === 'GUESSES' ? (['GUESSES_SPENT'] as const) : []),
    ...(taken.refused === 'SHOWN' ? (['SHOWN_SPENT'] as const) : []),
  ]
}
