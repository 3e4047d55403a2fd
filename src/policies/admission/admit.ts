// From identifiers to children as this caller may have them: links, relationships, circumstances, decision, in that order,
// for all children of an operation together. Nothing of a child's content has been asked for when this is done.
import type { Caller } from '../../types/caller.js'
import type { Link } from '../../types/child.js'
import type { Rights } from '../../types/decision.js'
import type { Category, Purpose, Relationship } from '../../types/index.js'
import type { GlassInForce } from '../../store/break-glass.js'
import type { Confirmed } from '../../store/confirmations.js'
import type { EpisodeState } from '../../store/episode-states.js'
import { breaksGlass, needs, opens, withoutRelationship } from '../decide/index.js'
import type { CompiledProtocol } from '../protocol/index.js'
import { circumstancesOf } from './circumstances.js'
import type { Circumstances } from './circumstances.js'
import type { FactsNeeded } from './facts.js'
import { askAboutNobody, gatherFacts } from './gather.js'
import type { GatherDeps } from './gather.js'
import { mayReachConcealed, rightsFor } from './rights.js'
import { settle } from './settle.js'
import type { FactAnswer, HubFacts } from './relationships.js'

/** What the hub's own store knows of one child. */
export interface KnownChild {
  readonly id: string
  readonly links: readonly Link[]
  readonly hub: HubFacts
  readonly confirmed: readonly Confirmed[]
  readonly episodeStates: readonly EpisodeState[]
  /** The caller's own, if it is in force at this moment. */
  readonly breakGlass: GlassInForce | null
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
  readonly overtaken: Circumstances['overtaken']
  /** Links on whose record a protection flag was seen for the first time. */
  readonly flagged: readonly Link[]
}

export interface AdmitDeps extends GatherDeps {
  readonly protocol: CompiledProtocol
  readonly caller: Caller
  readonly purpose: Purpose
  /** The categories the operation selects: what nobody asks for needs no circumstance. */
  readonly categories: readonly Category[]
  readonly now: Date
  /** Decides as though the glass were broken for every child the hub knows: whether it may be. */
  readonly asThoughBroken?: boolean
  /** For those a search came upon, by these categories: what is asked about nobody is asked once for all of them. */
  readonly together?: readonly Category[] | undefined
}

/** One admission a child, in the order given; null is a child nobody knows. */
export async function admitAll(
  children: readonly (KnownChild | null)[],
  deps: AdmitDeps,
): Promise<{ admissions: Admission[]; learnt: Learnt[] }> {
  const learnt: Learnt[] = []
  const { relationships, episode, recentEpisode } = needs(
    deps.protocol,
    deps.person.role,
    deps.purpose,
    deps.categories,
  )
  // Whoever can say that an episode is open can say that one was.
  const needed = { relationships, episode: episode || recentEpisode }
  const nobody = deps.together === undefined ? undefined : askAboutNobody(needed, [], deps)
  const byEpisode = needs(deps.protocol, deps.person.role, deps.purpose, deps.together ?? [])
  const episodeDecides = deps.together !== undefined && (byEpisode.episode || byEpisode.recentEpisode)
  const admissions = await Promise.all(
    children.map(async child => {
      const result = await admit(child, needed, { ...deps, nobody, episodeDecides })
      if (result.learnt) learnt.push(result.learnt)
      return result.admission
    }),
  )
  return { admissions, learnt }
}

interface Admitting extends AdmitDeps {
  /** Under way already; the same for everybody. */
  readonly nobody: Promise<readonly FactAnswer[]> | undefined
  /** Whether whom a search finds may rest on an episode: nobody is certainly not found while that cannot be asked. */
  readonly episodeDecides: boolean
}

async function admit(
  known: KnownChild | null,
  needed: FactsNeeded,
  deps: Admitting,
): Promise<{ admission: Admission; learnt?: Learnt }> {
  if (known === null || hiddenOutright(known, deps)) return { admission: await notShown([], false, needed, deps) }
  const answers = await gatherFacts(needed, known, deps)
  const child = flagged(known, answers)
  const settled = settle(needed, child, answers, deps)
  const { relationships, undecided } = settled
  const holds = relationships.some(({ outcome }) => outcome === 'HOLDS')
  if (!holds && child.provisional) return { admission: await notShown(answers, undecided, needed, deps) }
  const circumstances = circumstancesOf(deps.protocol, answers, child.hub, child.episodeStates, deps.now)
  const learnt = {
    childId: child.id,
    held: settled.confirmed,
    ended: settled.ended,
    episodes: circumstances.confirmed,
    overtaken: circumstances.overtaken,
    flagged: child.links.filter(link => link.protectedRecord && !known.links.includes(link)),
  }
  const opened = opens(deps.protocol, deps.person.role, relationships) === 'YES'
  const until = breaksGlass(deps.protocol, deps.person.role) ? (child.breakGlass?.until ?? null) : null
  const rights = rightsFor(relationships, circumstances, { ...deps, breakGlassUntil: until })
  if (opened && (rights.mayLocate || !concealed(child))) return { admission: { kind: 'SHOWN', child, rights }, learnt }
  // Broken glass takes the place of a relationship, and reaches no child whose every record is protected.
  const broken = until !== null || mayBreak(child, deps)
  if (broken && !concealed(child)) return { admission: { kind: 'SHOWN', child, rights }, learnt }
  // Of a concealed child not even that is told: it looks as if nobody knew the child.
  if (concealed(child)) return { admission: await notShown(answers, false, needed, deps), learnt }
  if (withoutRelationship(deps.protocol, deps.person.role) === 'EXISTS') {
    return { admission: { kind: undecided ? 'COULD_NOT_CHECK' : 'EXISTS' }, learnt }
  }
  return { admission: await notShown(answers, undecided, needed, deps), learnt }
}

/** A flag seen while facts were asked for counts at once, and for every source. */
function flagged(child: KnownChild, answers: readonly FactAnswer[]): KnownChild {
  const seen = new Set(
    answers
      .filter(({ reading, sameChild }) => sameChild && reading.kind === 'read' && reading.protectedRecord)
      .map(({ question }) => question.link),
  )
  const links = child.links.map(link =>
    seen.has(link) && !link.protectedRecord ? { ...link, protectedRecord: true } : link,
  )
  return { ...child, links }
}

/** Every link carries a protection flag. */
const concealed = ({ links }: KnownChild): boolean =>
  links.length > 0 && links.every(({ protectedRecord }) => protectedRecord)

const mayBreak = ({ provisional }: KnownChild, { asThoughBroken, protocol, person }: AdmitDeps): boolean =>
  asThoughBroken === true && !provisional && breaksGlass(protocol, person.role)

/** A concealed child is looked up no further for a role that could never be shown one. */
const hiddenOutright = (child: KnownChild, deps: AdmitDeps): boolean =>
  concealed(child) && !mayReachConcealed(deps.protocol, deps.person)

/**
 * The answer that shows no child: the same, and at the same cost, whether nobody knows the child, the caller has no relationship,
 * or the child is concealed. It is certain if every system that could have decided otherwise answered, about the child or about
 * nobody. `undecided`: for another reason a relationship could not be decided.
 */
async function notShown(
  answers: readonly FactAnswer[],
  undecided: boolean,
  needed: FactsNeeded,
  deps: Admitting,
): Promise<Admission> {
  const others = await (deps.nobody ?? askAboutNobody(needed, answers, deps))
  const isCertain = ({ question, reading }: FactAnswer): boolean => !question.decides || reading.kind !== 'failed'
  const certain =
    [...answers, ...others].every(isCertain) &&
    !(deps.episodeDecides && others.some(({ reading }) => reading.kind === 'failed'))
  return { kind: certain && !undecided ? 'NOT_SHOWN' : 'COULD_NOT_CHECK' }
}
