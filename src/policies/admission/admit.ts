// From identifiers to children as this caller may have them: links, relationships, circumstances, decision, in that order,
// for all children of an operation together. Nothing of a child's content has been asked for when this is done.
import type { AgencySource } from '../../adapters/agency.js'
import type { Caller, Person } from '../../types/caller.js'
import type { Link } from '../../types/child.js'
import type { Rights } from '../../types/decision.js'
import type { Category, Purpose, Relationship } from '../../types/index.js'
import type { Confirmed } from '../../store/confirmations.js'
import type { EpisodeState } from '../../store/episode-states.js'
import { mayUsePurpose, needs, withoutRelationship } from '../decide/index.js'
import type { CompiledProtocol } from '../protocol/index.js'
import { circumstancesOf } from './circumstances.js'
import type { Circumstances } from './circumstances.js'
import type { FactsNeeded } from './facts.js'
import { askAboutNobody, gatherFacts } from './gather.js'
import type { AskFact } from './gather.js'
import { mayReachConcealed, rightsFor } from './rights.js'
import { settle } from './settle.js'
import type { HubFacts } from './relationships.js'

/** What the hub's own store knows of one child. */
export interface KnownChild {
  readonly id: string
  readonly links: readonly Link[]
  readonly hub: HubFacts
  readonly confirmed: readonly Confirmed[]
  readonly episodeStates: readonly EpisodeState[]
  /** Not known to the hub: found in the caller's own system just now. A refused read makes nothing of it. */
  readonly provisional: boolean
}

export type Admission =
  | { readonly kind: 'SHOWN'; readonly child: KnownChild; readonly rights: Rights }
  | { readonly kind: 'EXISTS' }
  | { readonly kind: 'NOT_SHOWN' }
  | { readonly kind: 'COULD_NOT_CHECK' }

/** Answers that show no child. */
export const showsNone = ({ kind }: Admission): boolean => kind === 'NOT_SHOWN' || kind === 'COULD_NOT_CHECK'

/** What was learnt of relationships and episodes, to be remembered for the grace. */
export interface Learnt {
  readonly childId: string
  readonly held: readonly Relationship[]
  readonly ended: readonly Relationship[]
  readonly episodes: Circumstances['confirmed']
}

export interface AdmitDeps {
  readonly protocol: CompiledProtocol
  readonly caller: Caller
  readonly person: Person
  readonly purpose: Purpose
  /** The categories the operation selects: what nobody asks for needs no circumstance. */
  readonly categories: readonly Category[]
  readonly sources: readonly AgencySource[]
  readonly ask: AskFact
  readonly now: Date
}

/** One admission a child, in the order given; null is a child nobody knows. */
export async function admitAll(
  children: readonly (KnownChild | null)[],
  deps: AdmitDeps,
): Promise<{ admissions: Admission[]; learnt: Learnt[] }> {
  const learnt: Learnt[] = []
  const needed = needs(deps.protocol, deps.person.role, deps.purpose, deps.categories)
  const admissions = await Promise.all(
    children.map(async child => {
      const result = await admit(child, needed, deps)
      if (result.learnt) learnt.push(result.learnt)
      return result.admission
    }),
  )
  return { admissions, learnt }
}

async function admit(
  child: KnownChild | null,
  needed: FactsNeeded,
  deps: AdmitDeps,
): Promise<{ admission: Admission; learnt?: Learnt }> {
  if (child === null || hiddenOutright(child, deps)) return { admission: await refuse(NOBODY, needed, deps) }
  const answers = await gatherFacts(needed, deps.person, child.links, deps.sources, deps.ask)
  const settled = settle(needed, child, answers, deps)
  const { links, provisional } = child
  const holds = settled.relationships.some(({ outcome }) => outcome === 'HOLDS')
  if (!holds && provisional) {
    return { admission: await refuse({ links, known: false, undecided: settled.undecided }, needed, deps) }
  }
  const circumstances = circumstancesOf(deps.protocol, answers, child.hub, child.episodeStates, deps.now)
  const learnt = {
    childId: child.id,
    held: settled.confirmed,
    ended: settled.ended,
    episodes: circumstances.confirmed,
  }
  if (!holds) {
    return { admission: await refuse({ links, known: true, undecided: settled.undecided }, needed, deps), learnt }
  }
  const rights = rightsFor(settled.relationships, circumstances, deps)
  if (concealed(child) && !rights.mayLocate) return { admission: await refuse(NOBODY, needed, deps), learnt }
  return { admission: { kind: 'SHOWN', child, rights }, learnt }
}

/** Every link carries a protection flag. */
const concealed = ({ links }: KnownChild): boolean =>
  links.length > 0 && links.every(({ protectedRecord }) => protectedRecord)

/** A concealed child is looked up no further for a role that could never be shown one. */
const hiddenOutright = (child: KnownChild, deps: AdmitDeps): boolean =>
  concealed(child) && !mayReachConcealed(deps.protocol, deps.person)

interface Refused {
  /** Those about which the source has been asked already. */
  readonly links: readonly Link[]
  /** Whether this caller may be told that the child is known, if the role may. */
  readonly known: boolean
  readonly undecided: boolean
}

const NOBODY: Refused = { links: [], known: false, undecided: false }

async function refuse({ links, known, undecided }: Refused, needed: FactsNeeded, deps: AdmitDeps): Promise<Admission> {
  if (known && withoutRelationship(deps.protocol, deps.person.role) === 'EXISTS') {
    return undecided ? { kind: 'COULD_NOT_CHECK' } : { kind: 'EXISTS' }
  }
  const certain = await askAboutNobody(needed, deps.person, links, deps.sources, deps.ask)
  return certain && !undecided ? { kind: 'NOT_SHOWN' } : { kind: 'COULD_NOT_CHECK' }
}

/** Whether the purpose is open to the caller at all; refused before anything is asked. */
export function purposeIsOpen(protocol: CompiledProtocol, person: Person, purpose: Purpose): boolean {
  return mayUsePurpose(protocol, person.role, purpose) === 'YES'
}
