// Checks every never-clause at every point of role × relationships × token × episode × recency × break-glass × purpose × category.
// The space is finite and small enough to cover whole at each start, so the promise is a proof and not a sample.
import type { CompiledProtocol, CompiledRole, PurposeRule, Standing } from './compile.js'
import { standingOf } from './compile.js'
import { carriedAndGrace, audiences } from './prove-lists.js'
import type { Facts, RelationshipFact } from './levels.js'
import { levels, openedBy } from './levels.js'
import type { Conditions } from './member.js'
import { everyConditions, everyRelationships } from './points.js'
import type { NeverClause } from './schema.js'
import { at } from './table.js'
import type { Verdict } from './words.js'
import { CHILD_CATEGORIES, indexOf, levelOf, strengthOf } from './words.js'

/** What proving came to. A violation is a sentence with the counter-example; the first one of each clause is given. */
export interface Proof {
  readonly points: number
  readonly violations: readonly string[]
}
/** What works out levels. Tests pass a broken one, to see that the prover notices. */
export interface Engine {
  readonly levels: typeof levels
  readonly openedBy: typeof openedBy
}

const VERDICTS: readonly Verdict[] = ['YES', 'NO', 'UNDECIDED']
const SIZE = CHILD_CATEGORIES.length

/** A clause about levels, and the highest that it allows of each category. */
type Limits = readonly (readonly [NeverClause, Uint8Array])[]
interface Point {
  readonly role: CompiledRole
  readonly conditions: Conditions
  readonly relationships: readonly RelationshipFact[]
  readonly rule: PurposeRule
  readonly facts: Facts
}

/** Proves every never-clause of a compiled protocol. Walks the whole space; the caller refuses to start on any violation. */
export function prove(protocol: CompiledProtocol, engine: Engine = { levels, openedBy }): Proof {
  const steps = proving(protocol, engine)
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

/** The same in steps of about a millisecond, for a gateway that answers meanwhile. */
export function* proving(protocol: CompiledProtocol, engine: Engine): Generator<undefined, Proof> {
  const found = new Map<string, string>()
  const note = (clause: NeverClause, sentence: () => string): void => {
    if (!found.has(clause.id)) found.set(clause.id, `${clause.id} (${clause.says}) is broken: ${sentence()}`)
  }
  let points = carriedAndGrace(protocol, note) + audiences(protocol, everyConditions(protocol), note)
  const never = protocol.edition.never
  const relational = never.flatMap(clause => (clause.kind === 'relational' ? [clause] : []))
  const glassy = relational.flatMap(clause => (clause.on ?? []).map(category => [clause, indexOf(category)] as const))
  const undecided = relational.filter(clause => clause.same === 'ENDED_OR_UNDECIDED')
  const plain = new Uint8Array(SIZE)
  const broken = new Uint8Array(SIZE)
  const settled = new Uint8Array(SIZE)

  const check = (limits: Limits, point: Point, standing: Standing): void => {
    const { rule, facts } = point
    engine.levels(standing, rule, facts, 'CERTAIN', plain)
    const withGlass: Facts = { ...facts, breakGlass: true }
    engine.levels(standing, rule, withGlass, 'CERTAIN', broken)
    // What the same point gives once everything undecided has turned out not to be so.
    engine.levels(standing, rule, decided(facts), 'CERTAIN', settled)
    for (let index = 0; index < SIZE; index += 1) {
      const level = at(plain, index)
      const glass = at(broken, index)
      if (level > at(settled, index)) {
        for (const clause of undecided)
          note(clause, () => words(point, index, level, 'though what would give it is undecided'))
      }
      for (const [clause, highest] of limits) {
        const most = at(highest, index)
        if (level > most) note(clause, () => words(point, index, level, `the clause allows ${levelOf(most)}`))
        else if (glass > most) {
          note(clause, () => words({ ...point, facts: withGlass }, index, glass, `the clause allows ${levelOf(most)}`))
        }
      }
    }
    for (const [clause, index] of glassy) {
      const [level, glass] = [at(plain, index), at(broken, index)]
      if (level === glass) continue
      const without = `without break-glass it is ${levelOf(level)}`
      note(clause, () => words({ ...point, facts: withGlass }, index, glass, without))
    }
  }

  for (const role of protocol.columns) {
    // A level depends on a set of relationships only through whether it opens the column: `levels` is not told more. So each set
    // is classed here, and each class is walked once and counted for all of its sets.
    const classes = new Map<Verdict, readonly RelationshipFact[]>()
    const everySet = everyRelationships(role)
    for (const set of everySet) {
      const opened = engine.openedBy(role, set)
      if (!classes.has(opened)) classes.set(opened, set)
      const certain = set.filter(fact => fact.outcome === 'HOLDS')
      if (opened !== 'YES' || engine.openedBy(role, certain) === 'YES') continue
      for (const clause of undecided) note(clause, () => `${role.name} (${role.code}) is let in by ${heldIn(set)}`)
    }
    // Nor is a level told more of the conditions than the standing, or a clause more than its limits: what is the same is walked once.
    const walked = new Set<string>()
    for (const conditions of everyConditions(protocol)) {
      const standing = standingOf(role, conditions)
      const limits = limitsOf(protocol, role, conditions)
      points += 2 * SIZE * VERDICTS.length ** 2 * role.purposes.size * everySet.length
      const like = `${role.standings.indexOf(standing)} ${limits.map(([{ id }, highest]) => `${id} ${highest.join('')}`).join(' ')}`
      if (walked.has(like)) continue
      walked.add(like)
      yield
      for (const [opened, relationships] of classes) {
        for (const rule of role.purposes.values()) {
          for (const episodeOpen of VERDICTS) {
            for (const recentEpisode of VERDICTS) {
              const facts: Facts = { opened, episodeOpen, recentEpisode, breakGlass: false }
              check(limits, { role, conditions, relationships, rule, facts }, standing)
            }
          }
        }
      }
    }
  }
  return { points, violations: [...found.values()] }
}

const no = (verdict: Verdict): Verdict => (verdict === 'UNDECIDED' ? 'NO' : verdict)
const decided = (facts: Facts): Facts => ({
  opened: no(facts.opened),
  episodeOpen: no(facts.episodeOpen),
  recentEpisode: no(facts.recentEpisode),
  breakGlass: facts.breakGlass,
})

function limitsOf(protocol: CompiledProtocol, role: CompiledRole, conditions: Conditions): Limits {
  return protocol.edition.never.flatMap(clause => {
    if (clause.kind !== 'level' || !concerns(clause.who, role, conditions)) return []
    const most = strengthOf(clause.above)
    const highest = Uint8Array.from(CHILD_CATEGORIES, category =>
      (clause.on?.includes(category) ?? clause.onAllBut?.includes(category) === false) ? most : 3,
    )
    return [[clause, highest] as const]
  })
}

type Who = Extract<NeverClause, { kind: 'level' }>['who']

function concerns(who: Who, role: CompiledRole, conditions: Conditions): boolean {
  if ('everybody' in who) return true
  if ('roles' in who) return who.roles.includes(role.code)
  const seconded = who.secondedToo && conditions.secondedFrom !== null && who.agencies.includes(conditions.secondedFrom)
  return seconded || role.agencies.some(agency => who.agencies.includes(agency))
}

const heldIn = (relationships: readonly RelationshipFact[]): string =>
  relationships.map(fact => `${fact.relationship} ${fact.outcome === 'HOLDS' ? 'holds' : 'undecided'}`).join(' and ') ||
  'no relationship'

function words(point: Point, index: number, level: number, why: string): string {
  const { role, conditions, relationships, rule, facts } = point
  const told = [
    heldIn(relationships),
    ...(conditions.secondedFrom === null ? [] : [`seconded from ${conditions.secondedFrom}`]),
    ...(conditions.vetting === null ? [] : [`${conditions.vetting} vetting`]),
    ...(conditions.clearance.length === 0 ? [] : [`clearance ${conditions.clearance.join(', ')}`]),
    `episode open ${facts.episodeOpen}, recent ${facts.recentEpisode}`,
    facts.breakGlass ? 'break-glass in force' : 'no break-glass',
    `purpose ${rule.purpose}`,
  ]
  const category = at(CHILD_CATEGORIES, index)
  return `${role.name} (${role.code}; ${told.join('; ')}) gets ${levelOf(level)} on ${category}; ${why}`
}
