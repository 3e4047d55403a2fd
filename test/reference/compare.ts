// Walks points and asks both: the gateway's tables, and the second reading. Whatever they disagree on is a difference.
import { RIGHTS } from '../../src/children/rights.js'
import { decide } from '../../src/policies/decide/index.js'
import type { Question } from '../../src/policies/decide/index.js'
import { allowed } from '../../src/policies/allowed.js'
import type { CompiledProtocol } from '../../src/policies/protocol/index.js'
import type { Coordinate } from '../../src/schema/classification.js'
import type { AgencyKind, Category, Purpose, Relationship } from '../../src/types/index.js'
import type { SharedCoordinate } from './coordinates.js'
import { levelAt } from './reading.js'
import type { Point, Reading } from './reading.js'

/** What of the gateway is compared: tests put a broken one in its place. */
export interface Compared {
  readonly protocol: CompiledProtocol
  readonly coordinates: ReadonlyMap<string, Coordinate>
  readonly decide?: typeof decide
}

export interface Comparison {
  /** Points of role × relationships × token × circumstance × purpose × coordinate. */
  readonly points: number
  readonly differences: number
  /** The first few, in words. */
  readonly examples: readonly string[]
}

export function compare(
  points: Iterable<Point>,
  file: Reading,
  coordinates: readonly SharedCoordinate[],
  gateway: Compared,
  { stopAfter = Infinity }: { readonly stopAfter?: number } = {},
): Comparison {
  const categories = Object.keys(file.categories)
  const pairs = coordinates.map(one => {
    const theirs = gateway.coordinates.get(one.name)
    if (!theirs) throw new Error(`the gateway does not know ${one.name}`)
    return { ...one, place: categories.indexOf(one.category), theirs }
  })
  const examples: string[] = []
  let [count, differences] = [0, 0]
  const differ = (point: Point, what: string): void => {
    differences += 1
    if (examples.length < 10) examples.push(`${what} at ${JSON.stringify(point)}`)
  }
  for (const point of points) {
    const decision = (gateway.decide ?? decide)(gateway.protocol, questionOf(point))
    const ours = categories.map(category => levelAt(file, point, category))
    for (const [place, category] of categories.entries()) {
      const [mine, agency, hub] = [
        ours[place],
        decision.grants[category as Category],
        decision.hub[category as Category],
      ]
      const same =
        mine?.hub === hub.strength &&
        mine.agency === agency.strength &&
        mine.undecided === hub.undecided &&
        (decision.hubRecordsOnly || agency.undecided === hub.undecided)
      if (!same) differ(point, `${category}: ${JSON.stringify(mine)} and ${hub.level}`)
    }
    const child = { [RIGHTS]: { grants: decision.hub, agencyGrants: decision.grants } }
    for (const { name, level, ofChild, place, theirs } of pairs) {
      count += 1
      const mine = ((ofChild ? ours[place]?.agency : ours[place]?.hub) ?? 0) >= level
      if (allowed(theirs, child) !== mine) differ(point, `${name}: ${mine ? 'given' : 'refused'} and not so`)
    }
    if (differences >= stopAfter) break
  }
  return { points: count, differences, examples }
}

function questionOf(point: Point): Question {
  const facts = (names: readonly string[], outcome: 'HOLDS' | 'UNDECIDED'): Question['relationships'] =>
    names.map(name => ({ relationship: name as Relationship, outcome }))
  return {
    role: point.role,
    conditions: {
      secondedFrom: point.secondedFrom as AgencyKind | null,
      vetting: point.vetting,
      clearance: point.clearance,
    },
    relationships: [...facts(point.held, 'HOLDS'), ...facts(point.undecided, 'UNDECIDED')],
    episodeOpen: point.episode,
    recentEpisode: point.recent === 'UNDECIDED' ? 'UNDECIDED' : point.recent === 'YES',
    breakGlass: point.breakGlass,
    purpose: point.purpose as Purpose,
    ceiling: 'ALL',
  }
}
