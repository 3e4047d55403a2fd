// What one caller may have of one child, under the faults of one operation: the oracle's word on it.
import type { Caller } from '../../src/types/caller.js'
import { AREA, hasBrokenGlass } from './callers.js'
import { mayReadCarried } from './carries.js'
import type { ChildSpec, SourceId } from './children.js'
import { hubKnowsWhere, inHub } from './facts.js'
import { levelOf, mayLocate, mayReceive, opensBy } from './protocol.js'
import { REVEALED_BY } from './records.js'
import { asksOf, isOpen } from './schema.js'
import { failsWhereAsked } from './sources.js'
import type { Fault, FaultPlan } from './sources.js'
import type { Handling, Origin } from './tokens.js'
import { SYSTEMS } from './world.js'

/** Relationships as they were last confirmed, by caller and child: within its grace a confirmation outlives its source. */
export type Memory = Map<string, Set<string>>

export interface Entitlement {
  readonly child: ChildSpec
  readonly shown: boolean
  /** Whether everything under this coordinate's category may be given, of this system's. */
  allows(coordinate: string, source: string): boolean
  receives(handling: readonly Handling[]): boolean
  /** Nothing that tells where the child is. */
  readonly blind: boolean
  /** What could be read of the source for this operation. */
  reads(source: string, part: string): boolean
  has(origin: Origin): boolean
  level(category: string, of?: 'HUB' | 'AGENCY'): number
}

/** Faults in which a source states nothing that can be relied on, and those in which it states that there is nothing. */
const SILENT: ReadonlySet<Fault> = new Set<Fault>(['DOWN', 'WRONG_CHILD', 'MANY'])
const DENYING: ReadonlySet<Fault> = new Set<Fault>(['LOCKED'])
const UNREADABLE: ReadonlySet<Fault> = new Set<Fault>(['DOWN', 'CONTENT_DOWN', 'WRONG_CHILD', 'LOCKED', 'NOTHING', 'MANY']) // prettier-ignore

const WHEREABOUTS: readonly SourceId[] = ['police', 'care-a', 'care-b']
const CARE: readonly SourceId[] = ['care-a', 'care-b']

const hasArea = ({ person }: Caller): boolean => person?.posts.some(({ value }) => value === AREA) === true

/** The systems a relationship is asked of, and whether one says that it holds, where it answers. */
function witnesses(relationship: string, caller: Caller, { related }: ChildSpec): readonly [SourceId, boolean][] {
  const { person } = caller
  if (person === null) return []
  const now = related === 'NOW'
  const own = (sources: readonly SourceId[]): SourceId[] => sources.filter(id => SYSTEMS[id].organisation === person.organisation) // prettier-ignore
  const posted = (kind: string): boolean => person.posts.some(post => post.kind === kind)
  switch (relationship) {
    case 'ALLOCATED':
      return own(CARE).map(id => [id, now && id === 'care-a' && person.staffRef === 'staff-sw'])
    case 'TEAM':
      return posted('TEAM') ? own(CARE).map(id => [id, now]) : []
    case 'REVIEWING':
      return own(CARE).map(id => [id, now && id === 'care-a'])
    case 'ENROLLED':
      return [['school', now]]
    case 'UNDER_CARE':
      return [['health', now]]
    case 'RESIDENT':
      return CARE.map(id => [id, now && id === 'care-a'])
    case 'IN_AREA':
    case 'DUTY':
      if (!hasArea(caller)) return []
      return WHEREABOUTS.map(id => [id, now && id !== 'care-b'])
    default:
      return []
  }
}

/** Relationships that hold, as the caller's operation can find out. `confirm` keeps what was confirmed. */
function relationshipsHeld(caller: Caller, child: ChildSpec, faults: FaultPlan, memory: Memory): Set<string> {
  const needed = opensBy(caller)
  const key = `${caller.subject}|${child.index}`
  const before = memory.get(key) ?? new Set<string>()
  const after = new Set(before)
  const held = new Set<string>()
  for (const relationship of typeof needed === 'string' ? [] : needed) {
    const asked = witnesses(relationship, caller, child).filter(([id]) => child.linked.includes(id))
    const fault = (id: string): Fault | undefined => faults.get(id)
    const says = asked.some(([id, yes]) => yes && !SILENT.has(fault(id) ?? 'SLOW') && !DENYING.has(fault(id) ?? 'SLOW'))
    const ofHub = ['HUB_CASE', 'ASSIGNED_DEBRIEF'].includes(relationship) && inHub(child)
    const hub =
      ofHub || (hasArea(caller) && ['IN_AREA', 'DUTY'].includes(relationship) && inHub(child) && hubKnowsWhere(child))
    const silent = asked.some(([id]) => SILENT.has(fault(id) ?? 'SLOW'))
    if (says || hub) {
      held.add(relationship)
      after.add(relationship)
    } else if (silent) {
      if (before.has(relationship)) held.add(relationship)
    } else after.delete(relationship)
  }
  memory.set(key, after)
  return held
}

/**
 * Whether the episode is open, and was lately; a source that cannot say counts as it last did, for access to an open one. Whoever
 * keeps a column for a while after an episode keeps it while agencies still have to meet: nobody who reads here called them.
 */
function episodeOf(
  { episode, linked, meeting, ...child }: ChildSpec,
  faults: FaultPlan,
): { open: boolean; recent: boolean | null } {
  const states = ['police', 'care-a', 'care-b'].filter(id => linked.includes(id))
  const fault = (id: string): Fault => faults.get(id) ?? 'SLOW'
  const silent = states.some(id => SILENT.has(fault(id)))
  const told =
    states.some(id => !SILENT.has(fault(id)) && !DENYING.has(fault(id))) ||
    inHub({ episode, linked, meeting, ...child })
  const open = episode === 'OPEN' && (told || silent)
  const recent = open || meeting === 'OWED' || (episode !== 'LONG_AGO' && told)
  return { open, recent: recent ? true : silent ? null : false }
}

const everyFlagged = ({ linked, flagged }: ChildSpec): boolean => linked.every(id => flagged.includes(id))

export function entitlementOf(
  caller: Caller,
  child: ChildSpec,
  purpose: string,
  faults: FaultPlan,
  memory: Memory,
): Entitlement {
  const held = relationshipsHeld(caller, child, faults, memory)
  const opened = opensBy(caller) === 'NO_RELATIONSHIP_NEEDED' || held.size > 0
  const glass = hasBrokenGlass(caller, child.index)
  const locates = mayLocate(caller, held)
  const shown = (opened || glass) && (locates || !everyFlagged(child))
  const blind = child.flagged.some(id => child.linked.includes(id)) && !locates
  const at = { ...episodeOf(child, faults), opened: opened && shown, glass, purpose }
  const known = new Map<string, number>()
  const level = (category: string, of: 'HUB' | 'AGENCY' = 'AGENCY'): number => {
    const key = `${of} ${category}`
    const found = known.get(key) ?? levelOf(category, caller, { ...at, of })
    known.set(key, found)
    return found
  }
  const nobodyKnown = !Object.values(REVEALED_BY).some(category => level(category) > 0)
  const allows = (coordinate: string, source: string): boolean => {
    const asks = asksOf(coordinate)
    if (isOpen(asks)) return shown
    if (asks.category === 'PROFESSIONALS' && nobodyKnown) return false
    return level(asks.category, source === 'hub' ? 'HUB' : 'AGENCY') >= asks.least
  }
  const received = new Map<string, boolean>()
  const receives = (handling: readonly Handling[]): boolean =>
    handling.every(one => {
      const found = received.get(one.code) ?? mayReceive(one, caller)
      received.set(one.code, found)
      return found
    })
  const reads = (source: string, part: string): boolean => {
    if (source === 'hub') return true
    const fault = faults.get(source)
    if (fault === undefined) return child.linked.includes(source)
    return child.linked.includes(source) && !UNREADABLE.has(fault) && !(fault === 'PARTS_FAIL' && failsWhereAsked(part))
  }
  const tellsWhere = (path: readonly string[]): boolean => path.some(one => asksOf(one).locates)
  return {
    child, shown, blind, allows, receives, reads, level,
    has: origin =>
      shown &&
      origin.never === undefined &&
      origin.child === child.index &&
      reads(origin.source, origin.part) &&
      [origin.path, ...(origin.also ?? [])].some(
        path => path.every(one => allows(one, origin.source)) && !(blind && tellsWhere(path)),
      ) &&
      (origin.carried === undefined || mayReadCarried(origin.carried, { level, blind })) &&
      (origin.reveals === undefined || level(origin.reveals) > 0) &&
      receives(origin.handling),
  } // prettier-ignore
}
