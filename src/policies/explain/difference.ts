// Who gains and who loses between two editions: every point of the space that the gateway decides over, by its own tables.
import type { Coordinate } from '../../schema/classification.js'
import type { Level, Purpose } from '../../types/index.js'
import { roleOf, standingOf } from '../protocol/compile.js'
import type { CompiledProtocol, CompiledRole } from '../protocol/compile.js'
import { levels, openedBy } from '../protocol/levels.js'
import type { Facts, RelationshipFact } from '../protocol/levels.js'
import { everyConditions, everyRelationships } from '../protocol/points.js'
import type { Conditions } from '../protocol/member.js'
import type { ChildCategory, Verdict } from '../protocol/words.js'
import { at } from '../protocol/table.js'
import { CHILD_CATEGORIES, PURPOSES, levelOf, strengthOf } from '../protocol/words.js'
import { boxes } from './boxes.js'
import type { Box, Dimension } from './boxes.js'

/** One role's change on one category, in the circumstances in which it happens. */
export interface LevelChange {
  readonly role: string
  readonly category: ChildCategory
  readonly change: 'GAINS' | 'LOSES'
  readonly from: Level
  readonly to: Level
  /** Whether it concerns records of agencies, of the hub, or both. */
  readonly records: 'ALL' | 'AGENCIES' | 'HUB'
  /** The coordinates that are given now and were not, or the other way round. */
  readonly coordinates: readonly string[]
  readonly when: readonly Box[]
}

const SIZE = CHILD_CATEGORIES.length
const VERDICTS: readonly Verdict[] = ['YES', 'NO', 'UNDECIDED']
const NOTHING = new Uint8Array(SIZE)

/** Every change of level. Walks the whole space: seconds. */
export function levelChanges(
  before: CompiledProtocol,
  after: CompiledProtocol,
  coordinates: Iterable<Coordinate>,
): readonly LevelChange[] {
  const all = [...coordinates]
  const codes = [...new Set([...before.columns, ...after.columns].map(({ code }) => code))]
  return codes.flatMap(code => ofRole(code, before, after, all))
}

function ofRole(
  code: string,
  before: CompiledProtocol,
  after: CompiledProtocol,
  coordinates: readonly Coordinate[],
): readonly LevelChange[] {
  const roles = [roleOf(before, code), roleOf(after, code)]
  const space = spaceOf(roles, before, after)
  const found = new Map<string, { readonly change: Omit<LevelChange, 'coordinates' | 'when'>; points: Set<string> }>()
  space.walk((key, facts, conditions, purpose) => {
    const old = levelsAt(roles[0], conditions, facts[0], purpose)
    const now = levelsAt(roles[1], conditions, facts[1], purpose)
    for (const [index, category] of CHILD_CATEGORIES.entries()) {
      const [hubFrom, hubTo] = [at(old.hub, index), at(now.hub, index)]
      const [from, to] = [at(old.agency, index), at(now.agency, index)]
      if (hubFrom === hubTo && from === to) continue
      const pairs = [
        ['HUB', hubFrom, hubTo],
        ['AGENCIES', from, to],
      ] as const
      const same = hubFrom === from && hubTo === to
      for (const [records, less, more] of same ? ([['ALL', from, to]] as const) : pairs) {
        if (less === more) continue
        const name = `${category} ${records} ${less} ${more}`
        const change = {
          role: code,
          category,
          change: less < more ? ('GAINS' as const) : ('LOSES' as const),
          from: levelOf(less),
          to: levelOf(more),
          records,
        }
        const entry = found.get(name) ?? { change, points: new Set<string>() }
        found.set(name, entry)
        entry.points.add(key())
      }
    }
  })
  return [...found.values()].map(({ change, points }) => ({
    ...change,
    coordinates: coordinatesBetween(change, coordinates),
    when: boxes(space.dimensions, point => points.has(point.join('|'))),
  }))
}

/** Those whose least level lies between the two. Of the child itself only agencies speak. */
function coordinatesBetween(
  { category, from, to, records }: Pick<LevelChange, 'category' | 'from' | 'to' | 'records'>,
  coordinates: readonly Coordinate[],
): readonly string[] {
  const [low, high] = [Math.min(strengthOf(from), strengthOf(to)), Math.max(strengthOf(from), strengthOf(to))]
  return coordinates
    .filter(each => each.category === category && each.strength > low && each.strength <= high)
    .filter(({ type }) => records === 'ALL' || (type === 'Child') === (records === 'AGENCIES'))
    .map(({ type, field }) => `${type}.${field}`)
}

function levelsAt(
  role: CompiledRole | undefined,
  conditions: Conditions,
  facts: Facts | undefined,
  purpose: Purpose,
): { readonly agency: Uint8Array; readonly hub: Uint8Array } {
  const rule = role?.purposes.get(purpose)
  if (!role || !rule || !facts) return { agency: NOTHING, hub: NOTHING }
  const hub = levels(standingOf(role, conditions), rule, facts, 'CERTAIN', new Uint8Array(SIZE))
  return { hub, agency: rule.hubRecordsOnly ? NOTHING : hub }
}

interface Space {
  readonly dimensions: readonly Dimension[]
  walk(visit: (key: () => string, facts: readonly Facts[], conditions: Conditions, purpose: Purpose) => void): void
}

/** The points of one role under both editions. Sets of relationships that open alike under each are one value. */
function spaceOf(
  roles: readonly (CompiledRole | undefined)[],
  before: CompiledProtocol,
  after: CompiledProtocol,
): Space {
  const canHold = [...new Set(roles.flatMap(role => role?.canHold ?? []))]
  const sets = new Map<
    string,
    { readonly opened: readonly Verdict[]; readonly sets: (readonly RelationshipFact[])[] }
  >()
  for (const set of everyRelationships({ canHold })) {
    const opened = roles.map(role => (role && role.opens !== 'NEVER' ? openedBy(role, set) : 'NO'))
    const entry = sets.get(opened.join()) ?? { opened, sets: [] }
    sets.set(opened.join(), entry)
    entry.sets.push(set)
  }
  const relationships = new Map([...sets.values()].map(each => [namesOf(each.sets), each.opened]))
  const tokens = tokensOf(before, after)
  const dimensions: readonly Dimension[] = [
    { name: 'purpose', values: PURPOSES },
    { name: 'relationships', values: [...relationships.keys()] },
    ...['seconded from', 'vetting', 'clearance'].map((name, place) => ({
      name,
      values: [...new Set(tokens.map(({ words }) => words[place] ?? ''))],
    })),
    { name: 'episode open', values: VERDICTS },
    { name: 'recent episode', values: VERDICTS },
    { name: 'break-glass', values: ['no', 'yes'] },
  ]
  return {
    dimensions,
    walk(visit) {
      for (const purpose of PURPOSES)
        for (const [held, opened] of relationships)
          for (const { words, conditions } of tokens)
            for (const episodeOpen of VERDICTS)
              for (const recentEpisode of VERDICTS)
                for (const breakGlass of [false, true]) {
                  const facts = opened.map(each => ({ opened: each, episodeOpen, recentEpisode, breakGlass }))
                  const key = (): string =>
                    [purpose, held, ...words, episodeOpen, recentEpisode, breakGlass ? 'yes' : 'no'].join('|')
                  visit(key, facts, conditions, purpose)
                }
    },
  }
}

interface Token {
  readonly conditions: Conditions
  /** Secondment, vetting, clearance. */
  readonly words: readonly string[]
}

/** Everything a token can say that either edition reads: the full product, each once. */
function tokensOf(before: CompiledProtocol, after: CompiledProtocol): readonly Token[] {
  const said = [...everyConditions(before), ...everyConditions(after)]
  const once = <T>(of: (each: Conditions) => T): readonly T[] => [
    ...new Map(said.map(each => [JSON.stringify(of(each)), of(each)])).values(),
  ]
  return once(each => each.secondedFrom).flatMap(secondedFrom =>
    once(each => each.vetting).flatMap(vetting =>
      once(each => each.clearance).map(clearance => ({
        conditions: { secondedFrom, vetting, clearance },
        words: [secondedFrom ?? 'nobody', vetting ?? 'none', clearance.join(' and ') || 'none'],
      })),
    ),
  )
}

/** A class of sets by the smallest of them: whoever holds more than one of these, and nothing that changes it, is meant too. */
const namesOf = (sets: readonly (readonly RelationshipFact[])[]): string =>
  sets
    .filter(
      set => !sets.some(other => other.length < set.length && other.every(fact => set.some(each => alike(each, fact)))),
    )
    .map(nameOf)
    .join(' or ')
const alike = (one: RelationshipFact, other: RelationshipFact): boolean =>
  one.relationship === other.relationship && one.outcome === other.outcome

const nameOf = (set: readonly RelationshipFact[]): string =>
  set
    .map(({ relationship, outcome }) => (outcome === 'HOLDS' ? relationship : `${relationship} undecided`))
    .join(' and ') || 'none'
